//! The register counted.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use vanort_register as register;
use vanort_register::{List, TwinningParent, View};

use crate::answer::{Direct, Items};
use crate::query::view;
use crate::types::filter::read_filter;
use crate::types::{Country, County, Theme, TwinningFilter, TwinningKind, TwinningStatus};

/// The register counted.
pub(crate) struct Statistics(pub(crate) Arc<View>);

/// How much the register holds.
#[Object(serial)]
impl Statistics {
    /// Municipalities. Example: `290`.
    async fn municipalities(&self) -> u64 {
        self.0.statistics().municipalities as u64
    }

    /// Municipalities that have a twinning. Example: `200`.
    async fn twinned_municipalities(&self) -> u64 {
        self.0.statistics().twinned_municipalities as u64
    }

    /// Regions. Example: `21`.
    async fn regions(&self) -> u64 {
        self.0.statistics().regions as u64
    }

    /// Regional federations. Example: `13`.
    async fn regional_federations(&self) -> u64 {
        self.0.statistics().regional_federations as u64
    }

    /// Partner towns. Example: `650`.
    async fn partner_towns(&self) -> u64 {
        self.0.statistics().partner_towns as u64
    }

    /// Countries that have a partner town. Example: `58`.
    async fn partner_countries(&self) -> u64 {
        self.0.statistics().partner_countries as u64
    }

    /// Networks. Example: `2`.
    async fn networks(&self) -> u64 {
        self.0.statistics().networks as u64
    }

    /// Surveys. Example: `4`.
    async fn surveys(&self) -> u64 {
        self.0.statistics().surveys as u64
    }

    /// Observations: rows of lists that name a twinning. Example: `720`.
    async fn observations(&self) -> u64 {
        self.0.statistics().observations as u64
    }

    /// The twinnings, counted by what they are.
    async fn twinnings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Counts only these.")] filter: Option<Box<TwinningFilter>>,
    ) -> Result<Direct<TwinningStatistics>> {
        let filter = read_filter(view(ctx), filter)?;
        if filter.is_none() {
            let all = self.0.statistics().twinnings.clone();
            return Ok(Direct(TwinningStatistics(all)));
        }
        let list = List {
            filter,
            ..List::of(TwinningParent::Register)
        };
        let counted = view(ctx).count_by_sort(&list);
        Ok(Direct(TwinningStatistics(counted)))
    }
}

/// Twinnings counted by what they are.
pub(crate) struct TwinningStatistics(register::TwinningStatistics);

/// Twinnings counted by what they are. Each list has the most frequent first, and only what there
/// is.
#[Object(serial)]
impl TwinningStatistics {
    /// All of them. Example: `720`.
    async fn total(&self) -> u64 {
        self.0.total as u64
    }

    /// By status; the counts add up to `total`. May be empty.
    async fn statuses(&self) -> Items<Direct<TwinningStatusCount>> {
        counts(&self.0.statuses, |status, count| TwinningStatusCount {
            status: (*status).into(),
            count,
        })
    }

    /// By kind; the counts add up to `total`. May be empty.
    async fn kinds(&self) -> Items<Direct<TwinningKindCount>> {
        counts(&self.0.kinds, |kind, count| TwinningKindCount {
            kind: (*kind).into(),
            count,
        })
    }

    /// By theme: a twinning may have several, or none. May be empty.
    async fn themes(&self) -> Items<Direct<ThemeCount>> {
        counts(&self.0.themes, |theme, count| ThemeCount {
            theme: (*theme).into(),
            count,
        })
    }

    /// By the partner's country; the counts add up to `total`. May be empty.
    async fn countries(&self) -> Items<Direct<CountryCount>> {
        counts(&self.0.countries, |country, count| CountryCount {
            country: Direct(Country(country.clone())),
            count,
        })
    }

    /// By the authority's county; those of authorities without one are left out. May be empty.
    async fn counties(&self) -> Items<Direct<CountyCount>> {
        counts(&self.0.counties, |county, count| CountyCount {
            county: Direct(County(county.clone())),
            count,
        })
    }

    /// By the decade in which they began, the earliest first; those without a known year are left
    /// out. May be empty.
    async fn decades(&self) -> Items<Direct<DecadeCount>> {
        counts(&self.0.decades, |decade, count| DecadeCount {
            decade: *decade,
            count,
        })
    }

    /// Those of which it is not known when they began. Example: `706`.
    async fn undated(&self) -> u64 {
        self.0.undated as u64
    }
}

fn counts<T, C>(counts: &[(T, usize)], count: impl Fn(&T, u64) -> C) -> Items<Direct<C>> {
    let counts = counts.iter();
    let counts = counts.map(|(of, number)| Direct(count(of, *number as u64)));
    Items(counts.collect())
}

/// How many twinnings are in a state.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct TwinningStatusCount {
    /// The status. Example: `ACTIVE`.
    status: TwinningStatus,
    /// How many twinnings. Example: `12`.
    count: u64,
}

/// How many twinnings are of a kind.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct TwinningKindCount {
    /// The kind. Example: `TWINNING`.
    kind: TwinningKind,
    /// How many twinnings. Example: `719`.
    count: u64,
}

/// How many twinnings are about a theme.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct ThemeCount {
    /// The theme. Example: `CULTURE`.
    theme: Theme,
    /// How many twinnings. Example: `5`.
    count: u64,
}

/// How many twinnings have their partners in a country.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct CountryCount {
    /// The country.
    country: Direct<Country>,
    /// How many twinnings. Example: `140`.
    count: u64,
}

/// How many twinnings have their authorities in a county.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct CountyCount {
    /// The county.
    county: Direct<County>,
    /// How many twinnings. Example: `30`.
    count: u64,
}

/// How many twinnings began in a decade.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct DecadeCount {
    /// The decade's first year. Example: `1950`.
    decade: i32,
    /// How many twinnings. Example: `3`.
    count: u64,
}
