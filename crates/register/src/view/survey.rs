//! Surveys.

use serde::{Deserialize, Serialize};
use vanort_model::{Slug, Survey};

use super::evaluation::Evaluation;
use super::ids::Ids;
use super::list::{Listed, number_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

impl ViewRecord for Survey {
    type Key = Slug;
    /// A survey refers to nothing.
    type Links = ();

    fn key(&self) -> &Slug {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.surveys
    }
}

/// What the list of surveys and those of observations are sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SurveySort {
    /// The survey's year, the newest first, those without one last.
    #[default]
    Newest,
}

impl SortField for SurveySort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Newest];

    fn ties(self) -> &'static [Self] {
        &[]
    }
}

/// The year turned round, so that it rises from the newest survey to the oldest.
pub(super) fn newest_first(survey: &Survey) -> Option<i64> {
    survey.year.map(|year| -i64::from(year))
}

impl Listed for Survey {
    /// There is one list of surveys.
    type Parent = ();
    type Filter = std::convert::Infallible;
    type Sort = SurveySort;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.surveys.listed_count())
    }

    fn matches(_: &Evaluation<'_>, filter: &Self::Filter, _: u32) -> bool {
        match *filter {}
    }

    fn rank(view: &View, id: u32, SurveySort::Newest: SurveySort) -> Option<i64> {
        newest_first(view.surveys.get(id)?)
    }

    fn value(_: &View, it: &Viewed<Self>, SurveySort::Newest: SurveySort) -> SortValue {
        newest_first(it).map_or(SortValue::Unknown, SortValue::Int)
    }

    fn locate(
        _: &View,
        SurveySort::Newest: SurveySort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        number_of(value)
    }
}
