//! What the names of sheets tell of the rows of Vänorter: their country, authority or county.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{AuthorityKey, CountryCode, CountyCode, FindingCode, Severity};

use crate::check::{Findings, Head, TwinningRow};
use crate::error::WorkbookError;
use crate::resolve::{AuthorityLookup, CountryLookup, CountyLookup};

/// What a sheet's name tells of its rows.
#[derive(Debug, Default)]
pub(super) struct TieSheet {
    pub(super) country: Option<CountryCode>,
    pub(super) authority: Option<AuthorityKey>,
    pub(super) county: Option<CountyCode>,
}

/// The sheets with ties, by the numbers of their source and of themselves there.
#[derive(Debug)]
pub(super) struct TieSheets {
    sheets: BTreeMap<(usize, usize), TieSheet>,
}

impl TieSheets {
    /// Reads the names of all sheets with ties. The name of a sheet without a column for the
    /// country or the authority fills it in, which is told once.
    ///
    /// # Errors
    /// When neither a column nor the name tells of the authority, or neither these nor any row of
    /// the country.
    pub(super) fn read(
        rows: &[TwinningRow],
        (authorities, countries, counties): (&AuthorityLookup, &CountryLookup, &CountyLookup),
        findings: &mut Findings,
    ) -> Result<Self, WorkbookError> {
        let mut sheets: BTreeMap<(usize, usize), TieSheet> = BTreeMap::new();
        let mut told = BTreeSet::new();
        for row in rows {
            let head = &row.at.head;
            let number = (head.source, head.index);
            if row.country.is_none() && countries.split(&row.place).is_some() {
                told.insert(number);
            }
            sheets.entry(number).or_insert_with(|| TieSheet {
                country: (row.country.is_none())
                    .then(|| country_of_sheet(&head.sheet, countries))
                    .flatten(),
                authority: (row.authority.is_none())
                    .then(|| authorities.of_sheet(&head.sheet))
                    .flatten(),
                county: counties.of_sheet(&head.sheet).cloned(),
            });
        }
        let mut heads = BTreeSet::new();
        for row in rows {
            let head = &row.at.head;
            let number = (head.source, head.index);
            let Some(sheet) = sheets.get(&number).filter(|_| heads.insert(number)) else {
                continue;
            };
            let tells_country = head.columns.contains_key("Land") || row.country.is_some();
            if !tells_country && sheet.country.is_none() && !told.contains(&number) {
                return Err(missing(head, "Land"));
            }
            if row.authority.is_none() && sheet.authority.is_none() {
                return Err(missing(head, "Kommun"));
            }
            if let Some(country) = &sheet.country {
                tell_filled(head, "Land", countries.name(country), findings);
            }
            if let Some(key) = &sheet.authority {
                let name = authorities.name(key).unwrap_or_default();
                tell_filled(head, "Kommun, Region eller Regionförbund", name, findings);
            }
        }
        Ok(Self { sheets })
    }

    /// The sheet that a row stands in.
    pub(super) fn of_row(&self, row: &TwinningRow) -> Option<&TieSheet> {
        self.sheets.get(&(row.at.head.source, row.at.head.index))
    }
}

/// The country that a sheet is named after, with or without a year ("Finland 2011").
fn country_of_sheet(sheet: &str, countries: &CountryLookup) -> Option<CountryCode> {
    let year = |letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '(' | ')');
    (countries.find_name(sheet)).or_else(|| countries.find_name(sheet.trim_matches(year)))
}

fn tell_filled(head: &Head, column: &str, value: &str, findings: &mut Findings) {
    let message =
        format!("bladet har ingen kolumn {column}; bladets namn gav {value} för alla rader.");
    let code = FindingCode::ValueFilled;
    findings.of_sheet(Severity::Info, head, (None, None), code, message, None);
}

fn missing(head: &Head, column: &str) -> WorkbookError {
    WorkbookError::MissingColumn {
        file: head.file.clone(),
        sheet: head.sheet.clone(),
        column: column.to_owned(),
    }
}
