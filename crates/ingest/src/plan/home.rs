//! The authority that a row of Vänorter names.

use vanort_model::{
    AuthorityKey, AuthorityKind, CountryCode, CountyCode, FindingCode, MunicipalityCode,
};

use crate::check::{AuthorityWords, Findings, Position, TwinningRow};
use crate::plan::tie_sheet::TieSheet;
use crate::resolve::{
    AuthorityLookup, CountryLookup, CountryWord, CountyLookup, FoundAuthorities, Suggestions,
    did_you_mean, taken,
};

/// The authority that a row names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Home {
    /// One that the import or the register has.
    Known(AuthorityKey),
    /// One outside Sweden, by the country of its place.
    Foreign(CountryWord),
}

/// What the authorities of rows are looked up in.
#[derive(Debug)]
pub(super) struct HomeReader<'a> {
    pub(super) authorities: &'a AuthorityLookup,
    pub(super) countries: &'a CountryLookup,
    pub(super) counties: &'a CountyLookup,
    pub(super) suggestions: &'a Suggestions,
}

/// The words of a row for one kind of authority.
#[derive(Debug, Clone, Copy)]
struct Words<'w> {
    kind: AuthorityKind,
    column: &'static str,
    noun: &'static str,
    name: &'w str,
    county: Option<&'w CountyCode>,
}

impl HomeReader<'_> {
    /// The authority of a row; without it the row is not taken.
    pub(super) fn read(
        &self,
        row: &TwinningRow,
        sheet: Option<&TieSheet>,
        findings: &mut Findings,
    ) -> Option<Home> {
        let Some(words) = &row.authority else {
            return sheet?.authority.clone().map(Home::Known);
        };
        let of_row = self.county_of_row(row, findings);
        let county = of_row.or_else(|| sheet?.county.as_ref());
        let told = |kind, column, noun, name| Words {
            kind,
            column,
            noun,
            name,
            county,
        };
        let municipality = |name| told(AuthorityKind::Municipality, "Kommun", "kommunen", name);
        let key = match words {
            AuthorityWords::Foreign { name, country } => {
                let cell = (&row.at, "Hemland");
                let word = (self.countries).resolve(cell, country, findings, self.suggestions)?;
                if word != CountryWord::One(CountryCode::sweden()) {
                    return Some(Home::Foreign(word));
                }
                self.by_name(&row.at, municipality(name), findings)?
            }
            AuthorityWords::Municipality { code, name } => match code {
                Some(code) => {
                    let words = municipality(name.as_deref().unwrap_or_default());
                    self.by_code(&row.at, code, words, findings)?
                }
                None => self.by_name(&row.at, municipality(name.as_deref()?), findings)?,
            },
            AuthorityWords::Region(name) => {
                let key = format!("region:{name}").parse().ok();
                let key = key.filter(|key| self.authorities.name(key).is_some());
                let words = told(AuthorityKind::Region, "Region", "regionen", name);
                key.or_else(|| self.by_name(&row.at, words, findings))?
            }
            AuthorityWords::Federation(name) => {
                let kind = AuthorityKind::RegionalFederation;
                let words = told(kind, "Regionförbund", "regionförbundet", name);
                self.by_name(&row.at, words, findings)?
            }
        };
        self.check_county(&row.at, &key, county, of_row.is_some(), findings);
        Some(Home::Known(key))
    }

    fn county_of_row(&self, row: &TwinningRow, findings: &mut Findings) -> Option<&CountyCode> {
        let written = row
            .county
            .as_deref()
            .filter(|_| !self.counties.is_empty())?;
        let county = self.counties.find(written);
        if county.is_none() {
            let message =
                format!("länet \"{written}\" finns inte i registret; raden togs in ändå.");
            let code = FindingCode::UnknownCounty;
            findings.warning(&row.at, "Län", code, message, None);
        }
        county
    }

    /// Tells of a municipality that lies in another county than the row or the sheet says.
    fn check_county(
        &self,
        at: &Position,
        key: &AuthorityKey,
        county: Option<&CountyCode>,
        of_row: bool,
        findings: &mut Findings,
    ) {
        let own = self.authorities.county(key);
        let (Some(own), Some(county), AuthorityKey::Municipality(_)) = (own, county, key) else {
            return;
        };
        if own == county {
            return;
        }
        let message = format!(
            "{} ligger i {}, men {} säger {}.",
            self.authorities.name(key).unwrap_or_default(),
            self.counties.name(own),
            if of_row { "raden" } else { "bladet" },
            self.counties.name(county)
        );
        let column = if of_row { "Län" } else { "Kommun" };
        let code = FindingCode::CountyMismatch;
        findings.warning(at, column, code, message, None);
    }

    fn by_code(
        &self,
        at: &Position,
        code: &MunicipalityCode,
        words: Words<'_>,
        findings: &mut Findings,
    ) -> Option<AuthorityKey> {
        let key = AuthorityKey::Municipality(code.clone());
        let named = !words.name.is_empty();
        let found = if named {
            self.authorities.find(words.kind, words.name, words.county)
        } else {
            FoundAuthorities {
                keys: Vec::new(),
                exact: true,
            }
        };
        let of_name = found.keys.first();
        let with_code = |key: &AuthorityKey| {
            let name = self.authorities.name(key).unwrap_or_default();
            format!("{name} har kommunkod {}.", key.code())
        };
        let Some(known) = self.authorities.name(&key) else {
            let message = format!("kommunkoden {code} finns inte i registret.");
            let near = || {
                let codes = self.authorities.near_codes();
                self.suggestions.near(codes, code.as_str()).map(|it| it.1)
            };
            let meant = of_name.or_else(near);
            let suggestion = of_name.map(with_code);
            let suggestion = suggestion.or_else(|| Some(did_you_mean(meant?.code())));
            let finding = FindingCode::UnknownAuthority;
            let cell = (at, "Kommunkod");
            return self.settle(
                cell,
                (finding, message),
                (code.as_str(), meant),
                suggestion,
                findings,
            );
        };
        if named && !found.keys.contains(&key) {
            let name = words.name;
            let message = format!("kommunkoden {code} hör till {known}, men raden nämner {name}.");
            let suggestion = of_name.map(with_code);
            let finding = FindingCode::CodeNameMismatch;
            let cell = (at, "Kommun");
            return self.settle(
                cell,
                (finding, message),
                (code.as_str(), of_name),
                suggestion,
                findings,
            );
        }
        if !found.exact {
            self.tell_taken(at, words, &key, findings);
        }
        Some(key)
    }

    /// Takes the authority that was probably meant, where the administrator asked for that.
    fn settle(
        &self,
        (at, column): (&Position, &str),
        (code, message): (FindingCode, String),
        (written, meant): (&str, Option<&AuthorityKey>),
        suggestion: Option<String>,
        findings: &mut Findings,
    ) -> Option<AuthorityKey> {
        if let Some(key) = meant
            && self.suggestions.accepts(code)
        {
            let message = taken(written, &self.describe(key));
            findings.info(at, column, FindingCode::SuggestionTaken, message, None);
            return Some(key.clone());
        }
        findings.error(at, column, code, message, suggestion);
        None
    }

    fn by_name(
        &self,
        at: &Position,
        words: Words<'_>,
        findings: &mut Findings,
    ) -> Option<AuthorityKey> {
        let (kind, column, noun, name) = (words.kind, words.column, words.noun, words.name);
        let found = self.authorities.find(kind, name, words.county);
        let code = FindingCode::UnknownAuthority;
        match found.keys.as_slice() {
            [only] => {
                if !found.exact {
                    self.tell_taken(at, words, only, findings);
                }
                Some(only.clone())
            }
            [] => {
                if let Some(key) = self.authorities.of_another_kind(kind, name) {
                    self.tell_taken(at, words, key, findings);
                    return Some(key.clone());
                }
                let near = self.authorities.near(kind);
                let meant = near.and_then(|near| self.suggestions.near(near, name));
                let message = format!("{noun} \"{name}\" finns inte i registret.");
                let cell = (at, column);
                (self.suggestions).settle(cell, (code, message), (name, meant), findings)
            }
            several => {
                let described: Vec<String> = several.iter().map(|key| self.describe(key)).collect();
                let message = format!(
                    "{noun} \"{name}\" kan vara flera: {}.",
                    described.join(", ")
                );
                let codes: Vec<&str> = several.iter().map(AuthorityKey::code).collect();
                let suggestion = Some(format!("Ange koden: {}.", codes.join(" eller ")));
                findings.error(at, column, code, message, suggestion);
                None
            }
        }
    }

    fn tell_taken(
        &self,
        at: &Position,
        words: Words<'_>,
        key: &AuthorityKey,
        findings: &mut Findings,
    ) {
        let message = taken(words.name, &self.describe(key));
        let code = FindingCode::OtherSpelling;
        findings.info(at, words.column, code, message, None);
    }

    /// The name with what singles it out.
    fn describe(&self, key: &AuthorityKey) -> String {
        let name = self.authorities.name(key).unwrap_or_default();
        match key {
            AuthorityKey::Municipality(code) => format!("{name} ({code})"),
            _ => name.to_owned(),
        }
    }
}
