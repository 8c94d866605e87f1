//! Countries by any of their names.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{Country, CountryCode, FindingCode, NameKind, fold_name};

use crate::check::{Findings, Position};
use crate::resolve::lookup::Suggestions;

/// How closely a name belongs to its country, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Swedish,
    English,
    Other,
    Former,
    Code,
}

/// The countries by their folded names.
#[derive(Debug)]
pub(crate) struct CountryLookup {
    by_name: BTreeMap<(String, Closeness), BTreeSet<CountryCode>>,
    swedish: BTreeMap<CountryCode, String>,
}

impl CountryLookup {
    pub(crate) fn of<'c>(countries: impl Iterator<Item = &'c Country>) -> Self {
        let mut lookup = Self {
            by_name: BTreeMap::new(),
            swedish: BTreeMap::new(),
        };
        for country in countries {
            let mut add = |name: &str, closeness| {
                lookup
                    .by_name
                    .entry((fold_name(name), closeness))
                    .or_default()
                    .insert(country.code.clone());
            };
            add(&country.name_sv, Closeness::Swedish);
            add(&country.name_en, Closeness::English);
            for name in &country.other_names {
                let closeness = match name.kind {
                    NameKind::Former => Closeness::Former,
                    _ => Closeness::Other,
                };
                add(&name.text, closeness);
            }
            add(country.code.as_str(), Closeness::Code);
            lookup
                .swedish
                .insert(country.code.clone(), country.name_sv.clone());
        }
        lookup
    }

    /// Whether the register or the import has the country.
    pub(crate) fn has(&self, code: &CountryCode) -> bool {
        self.swedish.contains_key(code)
    }

    /// The country that a cell names, by the closest kind of name that only one country has.
    pub(crate) fn find(&self, written: &str) -> Option<&CountryCode> {
        let folded = fold_name(written);
        if folded.is_empty() {
            return None;
        }
        self.by_name
            .range((folded.clone(), Closeness::Swedish)..=(folded, Closeness::Code))
            .map(|(_, codes)| codes)
            .find(|codes| codes.len() == 1)
            .and_then(BTreeSet::first)
    }

    /// The country that the column `Land` of a row names; without it the row is not taken.
    pub(crate) fn resolve(
        &self,
        at: &Position,
        written: &str,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<CountryCode> {
        let found = self.find(written).cloned();
        if found.is_none() {
            let message = format!("landet \"{written}\" finns inte i registret.");
            let suggestion = if self.swedish.is_empty() {
                Some("Läs in bladet Länder först, eller samtidigt.".to_owned())
            } else {
                suggestions.ask(written, self.swedish.values().map(String::as_str))
            };
            findings.error(at, "Land", FindingCode::UnknownCountry, message, suggestion);
        }
        found
    }

    /// The Swedish name of a country, or its code.
    pub(crate) fn name<'c>(&'c self, code: &'c CountryCode) -> &'c str {
        self.swedish.get(code).map_or(code.as_str(), String::as_str)
    }
}
