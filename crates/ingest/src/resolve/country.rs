//! Countries by any of their names.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{Country, CountryCode, FindingCode, NameKind, fold_name, keep_letters};

use crate::check::{Findings, Position};
use crate::resolve::country_form::{
    is_part_of_britain, narrower, plain_names, split_brackets, territories,
};
use crate::resolve::near_miss::{NearNames, Suggestions, taken};

/// How closely a name belongs to its country, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Swedish,
    English,
    Other,
    Code,
    Former,
}

/// What a text says of the country.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum CountryWord {
    /// One country.
    One(CountryCode),
    /// Several of today's countries answer to the name that is written; the place must decide.
    Several(String, Vec<CountryCode>),
}

/// How a text was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Name,
    OtherSpelling,
    Part,
    Former,
}

type Names = HashMap<String, BTreeSet<(Closeness, CountryCode)>>;

/// The countries by their names: with their letters kept, and folded.
#[derive(Debug)]
pub(crate) struct CountryLookup {
    by_letters: Names,
    by_folded: Names,
    swedish: BTreeMap<CountryCode, String>,
    near: NearNames<CountryCode>,
    understood: RefCell<HashMap<String, Option<(CountryWord, Way)>>>,
}

impl CountryLookup {
    pub(crate) fn of<'c>(countries: impl Iterator<Item = &'c Country>) -> Self {
        let mut lookup = Self {
            by_letters: HashMap::new(),
            by_folded: HashMap::new(),
            swedish: BTreeMap::new(),
            near: NearNames::default(),
            understood: RefCell::default(),
        };
        let countries: Vec<&Country> = countries.collect();
        for country in &countries {
            lookup.add(country, &country.name_sv, Closeness::Swedish);
            lookup.add(country, &country.name_en, Closeness::English);
            for name in &country.other_names {
                let closeness = match name.kind {
                    NameKind::Former => Closeness::Former,
                    _ => Closeness::Other,
                };
                lookup.add(country, &name.text, closeness);
            }
            lookup.add(country, country.code.as_str(), Closeness::Code);
            let (code, name) = (country.code.clone(), country.name_sv.clone());
            lookup.swedish.insert(code, name);
        }
        // The Swedish names first: of two that are as alike, a Swedish list means that.
        let swedish = countries.iter().map(|it| (*it, &it.name_sv));
        let english = countries.iter().map(|it| (*it, &it.name_en));
        for (country, name) in swedish.chain(english) {
            (lookup.near).add(name, &country.name_sv, country.code.clone());
        }
        lookup
    }

    fn add(&mut self, country: &Country, name: &str, closeness: Closeness) {
        for (names, name) in [
            (&mut self.by_letters, keep_letters(name)),
            (&mut self.by_folded, fold_name(name)),
        ] {
            let named = names.entry(name).or_default();
            named.insert((closeness, country.code.clone()));
        }
    }

    /// Whether the register or the import has the country.
    pub(crate) fn has(&self, code: &CountryCode) -> bool {
        self.swedish.contains_key(code)
    }

    /// The Swedish name of a country, or its code.
    pub(crate) fn name<'c>(&'c self, code: &'c CountryCode) -> &'c str {
        self.swedish.get(code).map_or(code.as_str(), String::as_str)
    }

    /// The Swedish names of countries, for a sentence.
    pub(crate) fn names(&self, codes: &[CountryCode]) -> String {
        let names: Vec<&str> = codes.iter().map(|code| self.name(code)).collect();
        names.join(", ")
    }

    /// The territories of a country that have codes of their own.
    pub(crate) fn territories(&self, code: &CountryCode) -> impl Iterator<Item = CountryCode> {
        territories(code.as_str())
            .iter()
            .filter_map(|code| CountryCode::parse(code).ok())
            .filter(|code| self.has(code))
    }

    /// The country that a part of another text names, as a country is named in words: a code may
    /// be anything there.
    pub(crate) fn find_name(&self, written: &str) -> Option<CountryCode> {
        if written.chars().count() <= 2 {
            return None;
        }
        match self.understand(written)? {
            (CountryWord::One(code), _) => Some(code),
            (CountryWord::Several(..), _) => None,
        }
    }

    /// A text that ends in a country, in brackets or behind a comma: what stands before, and the
    /// country.
    pub(crate) fn split<'t>(&self, text: &'t str) -> Option<(&'t str, CountryCode)> {
        let (name, last) = split_brackets(text).or_else(|| text.rsplit_once(','))?;
        let country = self.find_name(last.trim())?;
        let name = name.trim();
        (!name.is_empty()).then_some((name, country))
    }

    /// The country that the cell of a row names; without it the row is not taken. A name that
    /// several countries answer to is left to the place.
    pub(crate) fn resolve(
        &self,
        (at, column): (&Position, &str),
        written: &str,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<CountryWord> {
        let Some((word, way)) = self.understand(written) else {
            return self
                .settle((at, column), written, findings, suggestions)
                .map(CountryWord::One);
        };
        if let CountryWord::One(code) = &word {
            let name = self.name(code);
            let told = match way {
                Way::Name => None,
                Way::OtherSpelling => Some((FindingCode::OtherSpelling, taken(written, name))),
                Way::Part => Some((
                    FindingCode::OtherSpelling,
                    format!("\"{written}\" är en del av {name}, som togs."),
                )),
                Way::Former => Some((
                    FindingCode::FormerCountry,
                    format!("\"{written}\" är ett tidigare namn; {name} togs."),
                )),
            };
            if let Some((code, message)) = told {
                findings.info(at, column, code, message, None);
            }
        }
        Some(word)
    }

    /// As [`CountryLookup::resolve`], where there is no place that could decide.
    pub(crate) fn resolve_one(
        &self,
        (at, column): (&Position, &str),
        written: &str,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<CountryCode> {
        match self.resolve((at, column), written, findings, suggestions)? {
            CountryWord::One(code) => Some(code),
            CountryWord::Several(_, codes) => {
                let message = format!(
                    "\"{written}\" är i dag flera länder: {}.",
                    self.names(&codes)
                );
                let suggestion = Some("Skriv det land som orten ligger i i dag.".to_owned());
                let code = FindingCode::AmbiguousCountry;
                findings.error(at, column, code, message, suggestion);
                None
            }
        }
    }

    fn settle(
        &self,
        (at, column): (&Position, &str),
        written: &str,
        findings: &mut Findings,
        suggestions: &Suggestions,
    ) -> Option<CountryCode> {
        let code = FindingCode::UnknownCountry;
        let message = format!("landet \"{written}\" finns inte i registret.");
        if self.swedish.is_empty() {
            let suggestion = Some("Läs in bladet Länder först, eller samtidigt.".to_owned());
            findings.error(at, column, code, message, suggestion);
            return None;
        }
        let meant = suggestions.near(&self.near, written);
        suggestions.settle((at, column), (code, message), (written, meant), findings)
    }

    fn understand(&self, written: &str) -> Option<(CountryWord, Way)> {
        if let Some(known) = self.understood.borrow().get(written) {
            return known.clone();
        }
        let mut understood = self.read(written);
        if let Some((CountryWord::Several(name, _), _)) = &mut understood {
            written.clone_into(name);
        }
        let mut memory = self.understood.borrow_mut();
        memory.insert(written.to_owned(), understood.clone());
        understood
    }

    fn read(&self, written: &str) -> Option<(CountryWord, Way)> {
        let folded = fold_name(written);
        if folded.is_empty() {
            return None;
        }
        let exact = closest(&self.by_letters, &keep_letters(written));
        let is_exact = exact.is_some();
        let found = exact.or_else(|| closest(&self.by_folded, &folded));
        if let Some((word, former)) = found {
            let britain = matches!(&word, CountryWord::One(code) if code.as_str() == "GB");
            let way = match (former, is_exact) {
                (true, _) => Way::Former,
                (false, _) if britain && is_part_of_britain(&folded) => Way::Part,
                (false, true) => Way::Name,
                (false, false) => Way::OtherSpelling,
            };
            return Some((word, way));
        }
        let britain = CountryCode::parse("GB").ok().filter(|it| self.has(it));
        if let Some(code) = britain.filter(|_| is_part_of_britain(&folded)) {
            return Some((CountryWord::One(code), Way::Part));
        }
        let plain = plain_names(written).into_iter().find_map(|name| {
            let folded = fold_name(&name);
            closest(&self.by_folded, &folded).filter(|_| folded.len() > 2)
        });
        if let Some((word, former)) = plain {
            let way = if former {
                Way::Former
            } else {
                Way::OtherSpelling
            };
            return Some((word, way));
        }
        let (one, other) = (written.rsplit_once(',')).or_else(|| split_brackets(written))?;
        let narrower = narrower(&self.one_of(one)?, &self.one_of(other)?)?;
        Some((CountryWord::One(narrower), Way::OtherSpelling))
    }

    /// The one country of today that a text is the name of.
    fn one_of(&self, written: &str) -> Option<CountryCode> {
        match closest(&self.by_folded, &fold_name(written))? {
            (CountryWord::One(code), false) => Some(code),
            _ => None,
        }
    }
}

/// The countries of a name, by the closest kind of name that only one country has, and whether
/// the name is a former one; several when no kind tells them apart.
fn closest(names: &Names, name: &str) -> Option<(CountryWord, bool)> {
    let named = names.get(name)?;
    let kinds: BTreeSet<Closeness> = named.iter().map(|(closeness, _)| *closeness).collect();
    for kind in kinds {
        let mut of_kind = named.iter().filter(|(closeness, _)| *closeness == kind);
        if let (Some((_, only)), None) = (of_kind.next(), of_kind.next()) {
            let former = kind == Closeness::Former;
            return Some((CountryWord::One(only.clone()), former));
        }
    }
    let former = named.iter().all(|(kind, _)| *kind == Closeness::Former);
    let codes: BTreeSet<&CountryCode> = named.iter().map(|(_, code)| code).collect();
    let codes = codes.into_iter().cloned().collect();
    Some((CountryWord::Several(name.to_owned(), codes), former))
}
