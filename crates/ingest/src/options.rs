//! What the administrator says of an import, beyond the files themselves.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use vanort_model::FindingCode;

use crate::mapping::ColumnMapping;

/// What the administrator says of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The survey that rows without one belong to; without it one is named after the file.
    pub survey: Option<String>,
    /// The year in which the import happens: a survey that nothing dates is of this year. `None`
    /// leaves it undated.
    pub year: Option<i32>,
    /// The codes of findings whose suggestions are taken.
    pub accepted: BTreeSet<FindingCode>,
    /// Whether the lists name every tie within their scope: one that they do not name has ended.
    pub complete: bool,
    /// Which ties the lists should name; `None` lets each list tell by what it names.
    pub scope: Option<ListScope>,
    /// The columns of odd lists.
    pub mapping: ColumnMapping,
}

impl ImportOptions {
    /// The codes of findings that carry suggestions which can be taken.
    pub const ACCEPTABLE: [FindingCode; 8] = [
        FindingCode::UnknownHeading,
        FindingCode::InvalidValue,
        FindingCode::UnknownCountry,
        FindingCode::UnknownAuthority,
        FindingCode::CodeNameMismatch,
        FindingCode::PlaceAdded,
        FindingCode::UnknownPlace,
        FindingCode::UnknownProgramme,
    ];
}

/// Which ties of the register a list should name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListScope {
    /// All ties of the authorities that it names.
    Authorities,
    /// All ties with the countries that it names.
    Countries,
    /// All ties of the register.
    Everything,
}
