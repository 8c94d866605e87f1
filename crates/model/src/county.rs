//! Counties: geography, not partners.

use serde::{Deserialize, Serialize};

use crate::code::CountyCode;

/// A Swedish county (län).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct County {
    /// The official two-digit code.
    pub code: CountyCode,
    /// The name ("Hallands län").
    pub name: String,
    /// The letter or letters formerly on number plates ("N").
    pub letter: Option<String>,
    /// The residence town of the governor.
    pub seat: Option<String>,
    /// Where the facts come from.
    pub source: String,
}
