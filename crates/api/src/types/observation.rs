//! Observations.

use std::sync::Arc;

use async_graphql::{ID, Object};
use vanort_register::Viewed;

use crate::answer::Direct;
use crate::global_id::GlobalId;
use crate::types::{Survey, Theme, Twinning, TwinningStatus};

/// An observation of a twinning.
#[derive(Clone)]
pub(crate) struct Observation(pub(crate) Arc<Viewed<vanort_model::Observation>>);

/// One row of one list of one survey that names a twinning: where it stands and what it says. One with row 0 tells that
/// a complete list does not name the twinning.
#[Object(serial)]
impl Observation {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Observation(self.0.key.clone()).encode()
    }

    /// The twinning that the row names.
    async fn twinning(&self) -> Direct<Twinning> {
        Direct(Twinning(self.0.viewed_twinning().clone()))
    }

    /// The survey that the list belongs to.
    async fn survey(&self) -> Direct<Survey> {
        Direct(Survey(self.0.viewed_survey().clone()))
    }

    /// The name of the file. Example: `"vanorter.xlsx"`.
    async fn workbook(&self) -> &str {
        &self.0.workbook
    }

    /// The name of the sheet. Example: `"Vänorter"`.
    async fn sheet(&self) -> &str {
        &self.0.sheet
    }

    /// The row as Excel numbers it, from 1; 0 when the list is complete and does not name the twinning. Example: `17`.
    async fn row(&self) -> u32 {
        self.0.row
    }

    /// The cells that name the tie, as written. Example: `"1380 | Halmstad | Gentofte | Danmark"`.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// What the row says of the status; null when it says nothing.
    async fn status(&self) -> Option<TwinningStatus> {
        self.0.status.map(Into::into)
    }

    /// What the row says of the first year; null when it says nothing. Example: `1951`.
    async fn since(&self) -> Option<i32> {
        self.0.since
    }

    /// What the row says of the last year; null when it says nothing. Example: `2022`.
    async fn until(&self) -> Option<i32> {
        self.0.until
    }

    /// What the row says of themes; empty when it says nothing.
    async fn themes(&self) -> Vec<Theme> {
        self.0.themes.iter().map(|theme| (*theme).into()).collect()
    }

    /// The row's remark, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The source that the row names, in Swedish; null when it names none.
    async fn source(&self) -> Option<&str> {
        self.0.source.as_deref()
    }
}
