//! Why a hit stands where it stands.

use crate::query::parse::ReadAs;
use crate::query::rank::Match;

/// One thing that decided a hit's place: hits are ordered by the first in which they differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// What is looked at.
    pub rule: &'static str,
    /// What it is for this hit.
    pub value: String,
}

/// The grounds of a match, in the order in which they decide.
pub(crate) fn explain(found: &Match<'_>) -> Vec<Ground> {
    let rank = &found.rank;
    let ground = |rule, value: &str| Ground {
        rule,
        value: value.to_owned(),
    };
    let read_as = match rank.read_as {
        ReadAs::Name => "a name",
        ReadAs::Form => "an official form of a name",
        ReadAs::Beside => "a name and what stands beside it",
        ReadAs::BesideTurned => "what stands beside a name, and the name",
        ReadAs::BesideUnfinished => "a name and the beginning of an area's name",
    };
    let letters = if rank.folded_letters {
        "without its own letters"
    } else {
        "with its own letters"
    };
    let name = if rank.other_name {
        "another name"
    } else {
        "the primary name"
    };
    let part = match (rank.fit.part, rank.fit.unfinished, rank.fit.inside) {
        (false, _, _) => "the whole name",
        (true, false, false) => "its first words",
        (true, false, true) => "words inside it",
        (true, true, false) => "its beginning",
        (true, true, true) => "the beginning of a word inside it",
    };
    vec![
        ground("matchReason", rank.reason.as_str()),
        ground("slips", &rank.slips.to_string()),
        ground("readAs", read_as),
        ground("letters", letters),
        ground("name", &format!("{name}: {}", found.name)),
        ground("part", part),
        ground("kind", found.record.kind.as_str()),
        ground("twinnings", &rank.twinnings.0.to_string()),
        ground("population", &rank.population.0.to_string()),
    ]
}
