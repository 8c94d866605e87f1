//! Records that are known by the keys of their names, and those that a row only names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{FindingCode, Slug};

use crate::check::{Findings, Position};
use crate::resolve::{NearNames, Suggestions, did_you_mean, split_brackets, taken};

/// Records of one kind by their names, by their names in English, and by the abbreviations that
/// names end with in brackets.
#[derive(Debug)]
pub(super) struct NamedRecords<'a> {
    own: BTreeMap<Slug, String>,
    other: HashMap<Slug, BTreeSet<Slug>>,
    abbreviations: HashMap<Slug, BTreeSet<Slug>>,
    near: NearNames<Slug>,
    suggestions: &'a Suggestions,
}

impl<'a> NamedRecords<'a> {
    /// The records of these keys, names and names in English.
    pub(super) fn of<'n>(
        records: impl Iterator<Item = (&'n Slug, &'n str, Option<&'n str>)>,
        suggestions: &'a Suggestions,
    ) -> Self {
        let mut named = Self {
            own: BTreeMap::new(),
            other: HashMap::new(),
            abbreviations: HashMap::new(),
            near: NearNames::default(),
            suggestions,
        };
        for (key, name, in_english) in records {
            for name in std::iter::once(name).chain(in_english) {
                named.near.add(name, name, key.clone());
                let call = |names: &mut HashMap<Slug, BTreeSet<Slug>>, called: &str| {
                    if let Some(called) = Slug::of(called) {
                        names.entry(called).or_default().insert(key.clone());
                    }
                };
                call(&mut named.other, name);
                if let Some((_, inner)) = split_brackets(name).filter(|it| is_abbreviation(it.1)) {
                    call(&mut named.abbreviations, inner);
                }
            }
            named.own.insert(key.clone(), name.to_owned());
        }
        named
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }

    /// The record of a name; where that is an abbreviation it is told.
    pub(super) fn find(
        &self,
        (at, column): (&Position, &str),
        name: &str,
        findings: &mut Findings,
    ) -> Option<Slug> {
        let key = Slug::of(name)?;
        if self.own.contains_key(&key) {
            return Some(key);
        }
        let only = |names: &HashMap<Slug, BTreeSet<Slug>>| {
            let called = names.get(&key)?;
            called.first().filter(|_| called.len() == 1).cloned()
        };
        if let Some(key) = only(&self.other) {
            return Some(key);
        }
        let key = only(&self.abbreviations)?;
        let shown = self.own.get(&key)?;
        let code = FindingCode::OtherSpelling;
        findings.info(at, column, code, taken(name, shown), None);
        Some(key)
    }

    /// The known name that is most like one written, and its record.
    pub(super) fn near(&self, name: &str) -> Option<(&str, &Slug)> {
        self.suggestions.near(&self.near, name)
    }

    /// The suggestions of the import.
    pub(super) fn suggestions(&self) -> &'a Suggestions {
        self.suggestions
    }
}

/// Whether a text is made of capitals: "CERV", "MUCF".
fn is_abbreviation(text: &str) -> bool {
    text.chars().count() > 1
        && text
            .chars()
            .all(|letter| letter.is_uppercase() || letter == '-')
}

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
