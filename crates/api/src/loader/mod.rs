//! The loaders of one request: every relation goes through one, so that a page costs a constant
//! number of statements whatever its size.

mod batch;
mod within;

use std::collections::HashMap;
use std::sync::Arc;

use vanort_model::{
    AuthorityKey, Country, CountryCode, County, CountyCode, LocalAuthority, Name, Network,
    Observation, Place, PlaceKey, Slug, Survey, Twinning, TwinningKey,
};
use vanort_register::{
    AuthorityFilter, PageRequest, PlaceFilter, Register, Slice, TwinningFilter, TwinningSort,
};

pub(crate) use batch::Batch;
pub(crate) use within::{AuthorityParent, PlaceParent, TwinningParent, Within};

use within::fetch_within;

/// A list of twinnings: its filter and order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct TwinningList {
    pub(crate) filter: TwinningFilter,
    pub(crate) sort: TwinningSort,
    pub(crate) descending: bool,
}

type PageOf<P, A, T> = Batch<Within<P, (A, PageRequest)>, Slice<Arc<T>>>;
type CountOf<P, A> = Batch<Within<P, A>, u64>;

/// Every loader of one request.
pub(crate) struct Loaders {
    pub(crate) register: Register,
    pub(crate) counties: Batch<CountyCode, Arc<County>>,
    pub(crate) countries: Batch<CountryCode, Arc<Country>>,
    pub(crate) places: Batch<PlaceKey, Arc<Place>>,
    pub(crate) authorities: Batch<AuthorityKey, Arc<LocalAuthority>>,
    pub(crate) networks: Batch<Slug, Arc<Network>>,
    pub(crate) surveys: Batch<Slug, Arc<Survey>>,
    pub(crate) twinnings: Batch<TwinningKey, Arc<Twinning>>,
    pub(crate) observations: Batch<String, Arc<Observation>>,
    pub(crate) country_names: Batch<CountryCode, Arc<Vec<Name>>>,
    pub(crate) place_names: Batch<PlaceKey, Arc<Vec<Name>>>,
    pub(crate) authority_names: Batch<AuthorityKey, Arc<Vec<Name>>>,
    pub(crate) twinning_pages: PageOf<TwinningParent, TwinningList, Twinning>,
    pub(crate) twinning_counts: CountOf<TwinningParent, TwinningFilter>,
    pub(crate) place_pages: PageOf<PlaceParent, PlaceFilter, Place>,
    pub(crate) place_counts: CountOf<PlaceParent, PlaceFilter>,
    pub(crate) authority_pages: PageOf<AuthorityParent, AuthorityFilter, LocalAuthority>,
    pub(crate) authority_counts: CountOf<AuthorityParent, AuthorityFilter>,
    pub(crate) observation_pages: Batch<(TwinningKey, PageRequest), Slice<Arc<Observation>>>,
    pub(crate) observation_counts: Batch<TwinningKey, u64>,
}

/// A loader of records by key: fetches with a method of the reader and keys each record by itself.
macro_rules! by_key {
    ($register:expr, $method:ident, $key:expr) => {{
        let register = $register.clone();
        Batch::new(move |keys: Vec<_>| {
            let register = register.clone();
            async move {
                let found = register.reader().$method(&keys).await?;
                Ok(found
                    .into_iter()
                    .map(|it| ($key(&it), Arc::new(it)))
                    .collect())
            }
        })
    }};
}

/// A loader of the names of records.
macro_rules! names_of {
    ($register:expr, $method:ident) => {{
        let register = $register.clone();
        Batch::new(move |keys: Vec<_>| {
            let register = register.clone();
            async move {
                let found = register.reader().$method(&keys).await?;
                Ok(found
                    .into_iter()
                    .map(|(key, names)| (key, Arc::new(names)))
                    .collect())
            }
        })
    }};
}

/// A loader of pages of a list within parents.
macro_rules! pages_within {
    ($register:expr, |$db:ident, $parents:ident, $list:ident: $list_type:ty, $page:ident| $fetch:expr) => {{
        let register = $register.clone();
        Batch::new(move |asks: Vec<Within<_, ($list_type, PageRequest)>>| {
            let register = register.clone();
            async move {
                fetch_within(
                    asks,
                    |_| Slice::default(),
                    |$parents, ($list, $page): ($list_type, PageRequest)| {
                        let register = register.clone();
                        async move {
                            let $db = register.reader();
                            Ok($fetch
                                .await?
                                .into_iter()
                                .map(|(key, slice)| (key, shared(slice)))
                                .collect())
                        }
                    },
                )
                .await
            }
        })
    }};
}

/// A loader of the lengths of a list within parents.
macro_rules! counts_within {
    ($register:expr, $method:ident) => {{
        let register = $register.clone();
        Batch::new(move |asks| {
            let register = register.clone();
            async move {
                fetch_within(
                    asks,
                    |_| 0,
                    |parents, filter| {
                        let register = register.clone();
                        async move { Ok(register.reader().$method(&parents, &filter).await?) }
                    },
                )
                .await
            }
        })
    }};
}

impl Loaders {
    /// Fresh loaders for one request, so that an answer never mixes in what an earlier one saw.
    pub(crate) fn new(register: Register) -> Arc<Self> {
        Arc::new(Self {
            counties: by_key!(register, counties_by_code, |it: &County| it.code.clone()),
            countries: by_key!(register, countries_by_code, |it: &Country| it.code.clone()),
            places: by_key!(register, places_by_key, |it: &Place| it.key.clone()),
            authorities: by_key!(register, authorities_by_key, |it: &LocalAuthority| it
                .key
                .clone()),
            networks: by_key!(register, networks_by_key, |it: &Network| it.key.clone()),
            surveys: by_key!(register, surveys_by_key, |it: &Survey| it.key.clone()),
            twinnings: by_key!(register, twinnings_by_key, |it: &Twinning| it.key.clone()),
            observations: by_key!(register, observations_by_key, |it: &Observation| it
                .key
                .clone()),
            country_names: names_of!(register, names_of_countries),
            place_names: names_of!(register, names_of_places),
            authority_names: names_of!(register, names_of_authorities),
            twinning_pages: pages_within!(register, |db, parents, list: TwinningList, page| {
                db.twinnings_within(&parents, &list.filter, list.sort, list.descending, &page)
            }),
            twinning_counts: counts_within!(register, count_twinnings_within),
            place_pages: pages_within!(register, |db, parents, filter: PlaceFilter, page| {
                db.places_within(&parents, &filter, &page)
            }),
            place_counts: counts_within!(register, count_places_within),
            authority_pages: pages_within!(
                register,
                |db, parents, filter: AuthorityFilter, page| {
                    db.authorities_within(&parents, &filter, &page)
                }
            ),
            authority_counts: counts_within!(register, count_authorities_within),
            observation_pages: observation_pages(register.clone()),
            observation_counts: observation_counts(register.clone()),
            register,
        })
    }
}

fn observation_pages(
    register: Register,
) -> Batch<(TwinningKey, PageRequest), Slice<Arc<Observation>>> {
    Batch::new(move |asks: Vec<(TwinningKey, PageRequest)>| {
        let register = register.clone();
        async move {
            let mut by_page: HashMap<PageRequest, Vec<TwinningKey>> = HashMap::new();
            for (twinning, page) in asks {
                by_page.entry(page).or_default().push(twinning);
            }
            let mut pages = HashMap::new();
            for (page, twinnings) in by_page {
                let mut found = register
                    .reader()
                    .observations_within(&twinnings, &page)
                    .await?;
                for twinning in twinnings {
                    let slice = found.remove(&twinning.to_string()).unwrap_or_default();
                    pages.insert((twinning, page.clone()), shared(slice));
                }
            }
            Ok(pages)
        }
    })
}

fn observation_counts(register: Register) -> Batch<TwinningKey, u64> {
    Batch::new(move |twinnings: Vec<TwinningKey>| {
        let register = register.clone();
        async move {
            let mut found = register
                .reader()
                .count_observations_within(&twinnings)
                .await?;
            Ok(twinnings
                .into_iter()
                .map(|twinning| {
                    let count = found.remove(&twinning.to_string()).unwrap_or(0);
                    (twinning, count)
                })
                .collect())
        }
    })
}

/// Puts each item of a slice behind a shared pointer, as nodes hold them.
pub(crate) fn shared<T>(slice: Slice<T>) -> Slice<Arc<T>> {
    Slice {
        items: slice
            .items
            .into_iter()
            .map(|(position, item)| (position, Arc::new(item)))
            .collect(),
        has_previous: slice.has_previous,
        has_next: slice.has_next,
    }
}
