//! Findings of imports.

use std::sync::Arc;

use async_graphql::{Enum, ID, Object};
use vanort_model as model;

use crate::global_id::GlobalId;

/// How much a finding matters.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::Severity")]
pub(crate) enum FindingSeverity {
    /// The row was not taken.
    Error,
    /// The row was taken, but somebody should look.
    Warning,
    /// What was decided for the reader.
    Info,
}

/// What a finding is about.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::FindingCode")]
pub(crate) enum FindingCode {
    /// A cell that must be filled is empty.
    MissingValue,
    /// A cell's value does not have the form that its column needs.
    InvalidValue,
    /// No country of the register has this name or code.
    UnknownCountry,
    /// No county of the register has this name or code.
    UnknownCounty,
    /// No municipality, region or federation of the register has this name or code.
    UnknownAuthority,
    /// The code and the name in one row belong to two authorities.
    CodeNameMismatch,
    /// Several places answer to the name.
    AmbiguousPlace,
    /// A place that another should have become part of, or that a network's member should be,
    /// is not known.
    UnknownPlace,
    /// No programme of the register has this name.
    UnknownProgramme,
    /// A column's heading that the reader does not know; the column was not read.
    UnknownHeading,
    /// A sheet that the reader does not know; it was not read.
    UnknownSheet,
    /// The same key stands in an earlier row.
    DuplicateRow,
    /// A place that the gazetteer does not know was added by name alone.
    PlaceAdded,
    /// A survey, network or contact that no sheet describes was added by name alone.
    NameAdded,
    /// A home authority outside Sweden was added by name and country.
    AuthorityAdded,
    /// A name was understood although the register writes it otherwise.
    OtherSpelling,
    /// A country that is no more, or a part of one, was understood as a country of today.
    FormerCountry,
    /// Several countries answer to the name.
    AmbiguousCountry,
    /// The row's municipality does not lie in the county that the row or sheet names.
    CountyMismatch,
    /// A place was written with the place that it has become part of.
    SuccessorTaken,
    /// One cell names several partners; each became a tie.
    SeveralPartners,
    /// An empty cell was filled from above, or from the sheet's name.
    ValueFilled,
    /// A value was understood although it is not written in the form of its column.
    ValueRead,
    /// An empty cell of an exported list did not erase what the register knows.
    ValueKept,
    /// A row that is no row of the list: a note, a repeated heading, a heading of a group.
    NoteRow,
    /// A suggestion was taken, as the administrator had asked for.
    SuggestionTaken,
    /// Another list of the same survey says something else of the same tie.
    ConflictingObservation,
    /// The list does not name a tie that the register has.
    TieMissing,
    /// A tie was marked as ended because a complete list does not name it.
    TieEnded,
    /// A hidden sheet was read like any other.
    HiddenSheet,
    /// The workbook carries macros; they were not run.
    MacrosIgnored,
    /// The workbook refers to other files; they were not opened.
    LinksIgnored,
}

/// A finding of an import.
#[derive(Clone)]
pub(crate) struct Finding {
    run: Arc<model::ImportRun>,
    /// Its place among the run's, from 0.
    place: usize,
    it: model::Finding,
}

impl Finding {
    /// A run's finding by its place; `None` when there is none.
    pub(crate) fn of_run(run: &Arc<model::ImportRun>, place: usize) -> Option<Self> {
        Some(Self {
            run: run.clone(),
            place,
            it: run.report.findings.get(place)?.clone(),
        })
    }
}

/// One finding in a workbook: what, where, and what to do about it.
#[Object(serial)]
impl Finding {
    /// The global id.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Finding(self.run.id, self.place).encode()
    }

    /// How much it matters. Example: `ERROR`.
    async fn severity(&self) -> FindingSeverity {
        self.it.severity.into()
    }

    /// What it is about. Example: `UNKNOWN_COUNTRY`.
    async fn code(&self) -> FindingCode {
        self.it.code.into()
    }

    /// The sheet's name. For a list in text it is the file's name without its ending; for a
    /// gazetteer, and for what is said of a whole workbook, the file's name. Example: `"Vänorter"`.
    async fn sheet(&self) -> &str {
        &self.it.sheet
    }

    /// The row as Excel numbers it, from 1; null when it is about the whole sheet. Example: `17`.
    async fn row(&self) -> Option<u32> {
        self.it.row
    }

    /// The column as Excel letters it; null when it is about the whole row. Example: `"D"`.
    async fn column(&self) -> Option<&str> {
        self.it.column.as_deref()
    }

    /// What was found, in Swedish, one sentence.
    /// Example: `"landet \"Finnland\" finns inte i registret."`.
    async fn message(&self) -> &str {
        &self.it.message
    }

    /// What to do about it, in Swedish, one sentence; null when there is nothing to suggest.
    /// Example: `"Menade du Finland?"`.
    async fn suggestion(&self) -> Option<&str> {
        self.it.suggestion.as_deref()
    }
}
