//! Records that are known by the keys of their names, and those that a row only names.

use vanort_model::{FindingCode, Slug};

use crate::check::{Findings, Position};
use crate::resolve::did_you_mean;

/// The key of a name; `None`, with a finding, when nothing of the name survives folding.
pub(super) fn key_of(
    (at, column): (&Position, &str),
    name: &str,
    findings: &mut Findings,
) -> Option<Slug> {
    let key = Slug::of(name);
    if key.is_none() {
        let message = format!("\"{name}\" har varken bokstäver eller siffror.");
        findings.error(at, column, FindingCode::InvalidValue, message, None);
    }
    key
}

/// Tells that a record which no sheet describes was added by name alone: what it is ("nätverket"),
/// how it could be described, and which known name it may be a slip for.
pub(super) fn tell_added(
    (at, column): (&Position, &str),
    (noun, advice): (&str, &str),
    name: &str,
    near: Option<&str>,
    findings: &mut Findings,
) {
    let message =
        format!("{noun} \"{name}\" beskrivs inte i något blad och lades till med bara sitt namn.");
    let suggestion = near.map_or_else(|| advice.to_owned(), did_you_mean);
    findings.info(
        at,
        column,
        FindingCode::NameAdded,
        message,
        Some(suggestion),
    );
}
