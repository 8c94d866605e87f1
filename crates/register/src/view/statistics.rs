//! The register counted.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use vanort_model::{AuthorityKind, Country, County, Theme, Twinning, TwinningKind, TwinningStatus};

use super::evaluation::Evaluation;
use super::list::{List, Listed as _};
use super::record::{ViewRecord, Viewed};
use super::table::Table;
use super::tie::NOBODY;
use super::view::View;

/// How much the register holds.
#[derive(Debug, Clone, Default)]
pub struct Statistics {
    /// Municipalities.
    pub municipalities: usize,
    /// Municipalities that have a twinning.
    pub twinned_municipalities: usize,
    /// Regions.
    pub regions: usize,
    /// Regional federations.
    pub regional_federations: usize,
    /// Partner towns.
    pub partner_towns: usize,
    /// Countries of the world.
    pub countries: usize,
    /// Countries that have a partner town.
    pub partner_countries: usize,
    /// Networks.
    pub networks: usize,
    /// Surveys.
    pub surveys: usize,
    /// Observations of twinnings.
    pub observations: usize,
    /// All twinnings.
    pub twinnings: TwinningStatistics,
}

/// How many twinnings there are of which sort. Each list has the most frequent first, and only what
/// there is.
#[derive(Debug, Clone, Default)]
pub struct TwinningStatistics {
    /// All of them.
    pub total: usize,
    /// By status.
    pub statuses: Vec<(TwinningStatus, usize)>,
    /// By kind.
    pub kinds: Vec<(TwinningKind, usize)>,
    /// By theme; a twinning may have several, or none.
    pub themes: Vec<(Theme, usize)>,
    /// By the partner's country.
    pub countries: Vec<(Arc<Viewed<Country>>, usize)>,
    /// By the authority's county; some have none.
    pub counties: Vec<(Arc<Viewed<County>>, usize)>,
    /// By the decade in which they began, the earliest first: its first year.
    pub decades: Vec<(i32, usize)>,
    /// Those of which it is not known when they began.
    pub undated: usize,
}

impl Statistics {
    pub(super) fn of(view: &View) -> Self {
        let of_kind = |kind: AuthorityKind| view.groups.authorities_of_kind.get(kind as u32);
        let municipalities = of_kind(AuthorityKind::Municipality);
        let twinned = |id: &&u32| !view.groups.ties_of_authority.get(**id).is_empty();
        let countries = view.countries.all();
        let partners =
            |it: &&Arc<Viewed<Country>>| !view.groups.towns_of_country.get(it.id()).is_empty();
        Self {
            municipalities: municipalities.len(),
            twinned_municipalities: municipalities.iter().filter(twinned).count(),
            regions: of_kind(AuthorityKind::Region).len(),
            regional_federations: of_kind(AuthorityKind::RegionalFederation).len(),
            partner_towns: view.places.listed().len(),
            countries: countries.len(),
            partner_countries: countries.iter().filter(partners).count(),
            networks: view.networks.all().len(),
            surveys: view.surveys.all().len(),
            observations: view.observations.all().len(),
            twinnings: TwinningStatistics::of(view, 0..view.twinnings.listed_count()),
        }
    }
}

impl View {
    /// Counts the twinnings of a list.
    #[must_use]
    pub fn count_by_sort(&self, list: &List<Twinning>) -> TwinningStatistics {
        let evaluation = Evaluation::new(self);
        let ids = Twinning::ids(self, list.parent).iter();
        let kept = ids.filter(|id| {
            (list.filter.as_ref()).is_none_or(|filter| evaluation.twinning(filter, *id))
        });
        TwinningStatistics::of(self, kept)
    }
}

impl TwinningStatistics {
    fn of(view: &View, ids: impl Iterator<Item = u32>) -> Self {
        let mut total = 0;
        let mut undated = 0;
        let mut statuses = Tally::default();
        let mut kinds = Tally::default();
        let mut themes = Tally::default();
        let mut countries = Tally::default();
        let mut counties = Tally::default();
        let mut decades = Tally::default();
        for tie in ids.filter_map(|id| view.tie(id)) {
            total += 1;
            statuses.count(tie.status);
            kinds.count(tie.kind);
            let has = |theme: &&Theme| tie.themes.has(**theme);
            Theme::ALL
                .iter()
                .filter(has)
                .for_each(|it| themes.count(*it));
            countries.count(tie.country);
            if tie.county != NOBODY {
                counties.count(tie.county);
            }
            match tie.since {
                Some(year) => decades.count(year.div_euclid(10) * 10),
                None => undated += 1,
            }
        }
        Self {
            total,
            statuses: statuses.most_frequent(),
            kinds: kinds.most_frequent(),
            themes: themes.most_frequent(),
            countries: records(&view.countries, countries.most_frequent()),
            counties: records(&view.counties, counties.most_frequent()),
            decades: decades.0.into_iter().collect(),
            undated,
        }
    }
}

/// How often each value was counted.
struct Tally<T>(BTreeMap<T, usize>);

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord> Tally<T> {
    fn count(&mut self, value: T) {
        *self.0.entry(value).or_default() += 1;
    }

    /// The values, the most frequent first, equally frequent ones in their own order.
    fn most_frequent(self) -> Vec<(T, usize)> {
        let mut counts: Vec<(T, usize)> = self.0.into_iter().collect();
        counts.sort_by_key(|(_, count)| Reverse(*count));
        counts
    }
}

fn records<R: ViewRecord>(
    table: &Table<R>,
    counts: Vec<(u32, usize)>,
) -> Vec<(Arc<Viewed<R>>, usize)> {
    (counts.into_iter())
        .filter_map(|(id, count)| Some((table.get(id)?.clone(), count)))
        .collect()
}
