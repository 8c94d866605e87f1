//! Observations.

use std::sync::Arc;

use vanort_model::{Observation, Survey, Twinning};

use super::evaluation::Evaluation;
use super::ids::Ids;
use super::list::{Listed, number_of};
use super::page::{ForeignPosition, SortValue};
use super::record::{ViewRecord, Viewed};
use super::survey::{SurveySort, newest_first};
use super::table::Table;
use super::view::View;

/// What an observation refers to.
#[derive(Debug)]
pub struct ObservationLinks {
    pub(super) twinning: Arc<Viewed<Twinning>>,
    pub(super) survey: Arc<Viewed<Survey>>,
}

impl ViewRecord for Observation {
    type Key = String;
    type Links = ObservationLinks;

    fn key(&self) -> &String {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.observations
    }
}

impl Viewed<Observation> {
    /// The twinning that the row names.
    #[must_use]
    pub fn viewed_twinning(&self) -> &Arc<Viewed<Twinning>> {
        &self.links.twinning
    }

    /// The survey that the list belongs to.
    #[must_use]
    pub fn viewed_survey(&self) -> &Arc<Viewed<Survey>> {
        &self.links.survey
    }
}

impl Listed for Observation {
    /// The number of the twinning that they tell of.
    type Parent = u32;
    type Filter = std::convert::Infallible;
    type Sort = SurveySort;

    fn ids(view: &View, twinning: u32) -> Ids<'_> {
        Ids::These(view.groups.observations_of_tie.get(twinning))
    }

    fn matches(_: &Evaluation<'_>, filter: &Self::Filter, _: u32) -> bool {
        match *filter {}
    }

    fn rank(view: &View, id: u32, SurveySort::Newest: SurveySort) -> Option<i64> {
        newest_first(view.observations.get(id)?.viewed_survey())
    }

    fn value(_: &View, it: &Viewed<Self>, SurveySort::Newest: SurveySort) -> SortValue {
        newest_first(it.viewed_survey()).map_or(SortValue::Unknown, SortValue::Int)
    }

    fn locate(
        _: &View,
        SurveySort::Newest: SurveySort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        number_of(value)
    }
}
