//! What all rows of Vänorter name: each text is read once, in an order that does not depend on
//! that of the rows.

use std::collections::HashMap;

use vanort_model::{AuthorityKey, CountryCode, FindingCode, fold_name, keep_letters};

use crate::check::{Findings, TwinningRow};
use crate::plan::home::{Home, HomeReader};
use crate::plan::note::Meaning;
use crate::plan::place_reader::PlaceReader;
use crate::plan::spelling::preference;
use crate::plan::tie_sheet::TieSheets;
use crate::resolve::{AuthorityLookup, CountryWord, Suggestions, without_form};

/// The texts of the rows, and what they were found to mean.
#[derive(Debug, Default)]
pub(super) struct Reading<'t> {
    numbers: HashMap<Text<'t>, usize>,
    texts: Vec<Text<'t>>,
    meanings: Vec<Meaning>,
}

/// A text that names places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Text<'t> {
    country: Option<CountryWord>,
    written: &'t str,
    /// Whether it may list several places.
    lists: bool,
}

/// What the cells of a row lead to, before its texts are read.
#[derive(Debug)]
pub(super) struct RowWords {
    /// The authority, or the number of the text that names its place.
    pub(super) home: Result<AuthorityKey, usize>,
    /// The number of the text that names its partners.
    pub(super) partners: usize,
}

impl<'t> Reading<'t> {
    /// Reads the authorities and countries of all rows, and gathers their other texts. `None` for
    /// a row that cannot be taken, or is passed over.
    pub(super) fn gather(
        &mut self,
        rows: &'t [TwinningRow],
        passed_over: impl Fn(&TwinningRow) -> bool,
        homes: &HomeReader<'_>,
        sheets: &TieSheets,
        findings: &mut Findings,
    ) -> Vec<Option<RowWords>> {
        let read = |row| {
            if passed_over(row) && !row.refused {
                None
            } else {
                self.gather_row(row, homes, sheets, findings)
            }
        };
        rows.iter().map(read).collect()
    }

    fn gather_row(
        &mut self,
        row: &'t TwinningRow,
        homes: &HomeReader<'_>,
        sheets: &TieSheets,
        findings: &mut Findings,
    ) -> Option<RowWords> {
        let sheet = sheets.of_row(row);
        let country = match &row.country {
            None => Some(
                sheet
                    .and_then(|it| it.country.clone())
                    .map(CountryWord::One),
            ),
            Some(written) => {
                let cell = (&row.at, "Land");
                let suggestions: &Suggestions = homes.suggestions;
                (homes.countries)
                    .resolve(cell, written, findings, suggestions)
                    .map(Some)
            }
        };
        let home = homes.read(row, sheet, findings);
        let (country, home) = (country?, home?);
        if row.refused {
            return None;
        }
        let foreign_name = row.authority.as_ref().and_then(|it| it.foreign_name());
        let is_own = match &home {
            Home::Foreign(own) => {
                let name = foreign_name.map(fold_name);
                country.as_ref() == Some(own) && name == Some(fold_name(&row.place))
            }
            Home::Known(key) => {
                let sweden = CountryWord::One(CountryCode::sweden());
                country == Some(sweden) && is_own_town(key, &row.place, homes.authorities)
            }
        };
        if is_own {
            refuse_own_place(row, findings);
            return None;
        }
        let home = match home {
            Home::Known(key) => Ok(key),
            Home::Foreign(country) => Err(self.number(Some(country), foreign_name?, false)),
        };
        let partners = self.number(country, &row.place, true);
        Some(RowWords { home, partners })
    }

    fn number(&mut self, country: Option<CountryWord>, text: &'t str, lists: bool) -> usize {
        let text = Text {
            country,
            written: text,
            // The same text means the same on both sides, unless it lists.
            lists: lists && text.contains(','),
        };
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.texts.len();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// Reads the texts: plain names before those that tell something beside, and of the spellings
    /// of a name the best first, so that it is the one that is added.
    pub(super) fn read(&mut self, reader: &mut PlaceReader<'_, '_>) {
        for text in &self.texts {
            reader.remember_qualifier(text.written);
        }
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        order.sort_by_cached_key(|number| {
            self.texts.get(*number).map(|text| {
                let text_of = text.written;
                let preferred = preference(text_of);
                (oddity(text), fold_name(text_of), preferred, &text.country)
            })
        });
        self.meanings
            .resize_with(self.texts.len(), Meaning::default);
        for number in order {
            if let Some(text) = self.texts.get(number)
                && let Some(meaning) = self.meanings.get_mut(number)
            {
                *meaning = reader.read(text.country.as_ref(), text.written, text.lists);
            }
        }
    }

    /// What a text means.
    pub(super) fn meaning(&mut self, number: usize) -> Option<&mut Meaning> {
        self.meanings.get_mut(number)
    }
}

/// How much a text says beyond a name; most when it may list several.
fn oddity(text: &Text<'_>) -> u8 {
    let is_plain = text.written.chars().all(|letter| !"(,[/–".contains(letter));
    match &text.country {
        _ if text.lists => 5,
        Some(CountryWord::One(_)) if is_plain && without_form(text.written).is_none() => 0,
        Some(CountryWord::One(_)) if is_plain => 1,
        Some(CountryWord::One(_)) => 2,
        _ if is_plain => 3,
        _ => 4,
    }
}

/// Whether a name in Sweden is that of a municipality or of the town that it is run from.
fn is_own_town(key: &AuthorityKey, place: &str, authorities: &AuthorityLookup) -> bool {
    let letters = keep_letters(place);
    matches!(key, AuthorityKey::Municipality(_))
        && (authorities.names_of_town(key)).any(|name| keep_letters(name) == letters)
}

/// Tells that a row ties a place to itself.
pub(super) fn refuse_own_place(row: &TwinningRow, findings: &mut Findings) {
    let message = format!("{} kan inte vara vänort till sig själv.", row.place);
    let suggestion = Some("Skriv orten i den andra änden.".to_owned());
    let code = FindingCode::InvalidValue;
    findings.error(&row.at, "Vänort", code, message, suggestion);
}
