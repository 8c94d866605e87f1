//! Countries.

use serde::{Deserialize, Serialize};
use vanort_model::{Country, CountryCode};

use super::evaluation::Evaluation;
use super::filter::CountryFilter;
use super::ids::Ids;
use super::list::{Listed, number_of, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

impl ViewRecord for Country {
    type Key = CountryCode;
    type Links = SortName;

    fn key(&self) -> &CountryCode {
        &self.code
    }

    fn table(view: &View) -> &Table<Self> {
        &view.countries
    }
}

impl Named for Country {
    fn name(&self) -> &str {
        &self.name_sv
    }

    fn sort_name(links: &SortName) -> &SortName {
        links
    }
}

/// What a list of countries is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountrySort {
    /// The name in Swedish, in Swedish order.
    #[default]
    Name,
    /// The code.
    Code,
    /// The number of partner towns, then the name.
    PartnerTowns,
}

impl SortField for CountrySort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[Self::Name]
    }
}

impl Listed for Country {
    /// There is one list of countries.
    type Parent = ();
    type Filter = CountryFilter;
    type Sort = CountrySort;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.countries.listed_count())
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &CountryFilter, id: u32) -> bool {
        evaluation.country(filter, id)
    }

    fn rank(view: &View, id: u32, field: CountrySort) -> Option<i64> {
        match field {
            CountrySort::Name => Some(view.countries.rank(id)),
            CountrySort::Code => (view.countries.get(id)).map(|it| code_rank(it.code.as_str())),
            CountrySort::PartnerTowns => Some(length(view.groups.towns_of_country.get(id))),
        }
    }

    fn value(view: &View, it: &Viewed<Self>, field: CountrySort) -> SortValue {
        match field {
            CountrySort::Name => SortValue::Text(it.links.as_str().to_owned()),
            CountrySort::Code => SortValue::Text(it.code.to_string()),
            CountrySort::PartnerTowns => {
                SortValue::Int(length(view.groups.towns_of_country.get(it.id())))
            }
        }
    }

    fn locate(
        view: &View,
        field: CountrySort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(match field {
            CountrySort::Name => text_of(value)?.map(|name| view.countries.locate(name)),
            CountrySort::Code => text_of(value)?.map(code_rank),
            CountrySort::PartnerTowns => number_of(value)?,
        })
    }
}

/// A number that sorts codes as their texts do, as far as seven bytes tell them apart.
pub(super) fn code_rank(code: &str) -> i64 {
    let bytes = code.bytes().chain(std::iter::repeat(0));
    bytes
        .take(7)
        .fold(0, |rank, byte| rank << 8 | i64::from(byte))
}

/// How many records there are, as a rank.
pub(super) fn length(ids: &[u32]) -> i64 {
    i64::try_from(ids.len()).unwrap_or(i64::MAX)
}
