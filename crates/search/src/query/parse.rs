//! The ways in which a query can be read: as a name, or as a name and a country.

use std::collections::BTreeSet;

use vanort_model::CountryCode;

use crate::analysis::Spelling;
use crate::country::Countries;

/// What was typed, read in one way.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The name of what is looked for, perhaps unfinished.
    pub(crate) name: Spelling,
    /// The country beside it; `None` when the whole text is the name.
    pub(crate) place: Option<InCountries>,
}

/// The country beside a name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct InCountries {
    /// Those that the words may mean; never empty.
    pub(crate) countries: BTreeSet<CountryCode>,
    /// Whether the country's name is still being typed.
    pub(crate) unfinished: bool,
}

/// Reads a text in all ways, the simplest first. Empty when there is nothing to look for in it.
pub(crate) fn readings(text: &str, countries: &Countries) -> Vec<Reading> {
    let whole = Spelling::of(text);
    if whole.is_empty() {
        return Vec::new();
    }
    let ends: Vec<_> = whole.kept.match_indices(' ').map(|(end, _)| end).collect();
    let mut readings = Vec::new();
    for end in ends {
        let (left, right) = whole.kept.split_at(end);
        let (left, right) = (Spelling::of(left), Spelling::of(right));
        if left.is_empty() || right.is_empty() {
            continue;
        }
        let mut add = |name: &Spelling, countries: BTreeSet<_>, unfinished| {
            if !countries.is_empty() {
                readings.push(Reading {
                    name: name.clone(),
                    place: Some(InCountries {
                        countries,
                        unfinished,
                    }),
                });
            }
        };
        add(&left, countries.named(&right), false);
        add(&right, countries.named(&left), false);
        add(&left, countries.begun(&right), true);
    }
    readings.insert(
        0,
        Reading {
            name: whole,
            place: None,
        },
    );
    readings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, DocumentKind};
    use crate::record::Record;
    use vanort_model::{Name, NameKind};

    fn countries() -> Countries {
        let mut countries = Countries::default();
        for (code, name, english) in [
            ("DK", "Danmark", "Denmark"),
            ("NO", "Norge", "Norway"),
            ("NZ", "Nya Zeeland", "New Zealand"),
        ] {
            let code = CountryCode::parse(code).unwrap();
            countries.add(&Record::of(&Document {
                key: format!("country:{code}"),
                kind: DocumentKind::Country,
                name: name.to_owned(),
                names: vec![Name::new(english, NameKind::Exonym)],
                country: code.clone(),
                county: None,
                twinnings: 0,
                population: 0,
                partner_of: Vec::new(),
            }));
            countries.add_code(code);
        }
        countries
    }

    /// Every reading as `name`, `name @ countries` or `name @ countries..`.
    fn read(text: &str) -> Vec<String> {
        readings(text, &countries())
            .into_iter()
            .map(|reading| {
                let name = reading.name.kept;
                let Some(place) = reading.place else {
                    return name;
                };
                let codes: Vec<_> = place.countries.iter().map(CountryCode::as_str).collect();
                let more = if place.unfinished { ".." } else { "" };
                format!("{name} @ {}{more}", codes.join("+"))
            })
            .collect()
    }

    #[test]
    fn a_country_is_read_before_or_behind_a_name() {
        assert_eq!(read("Vejle"), ["vejle"]);
        assert_eq!(read("Vejle, DK"), ["vejle dk", "vejle @ DK"]);
        assert_eq!(read("danmark vejle"), ["danmark vejle", "vejle @ DK"]);
        assert_eq!(
            read("hastings new zealand"),
            ["hastings new zealand", "hastings @ NZ", "hastings @ NZ.."]
        );
    }

    #[test]
    fn a_country_may_still_be_typed() {
        assert_eq!(read("vejle danm"), ["vejle danm", "vejle @ DK.."]);
        assert_eq!(read("göteborg n"), ["göteborg n", "göteborg @ NO+NZ.."]);
    }

    #[test]
    fn nothing_is_read_out_of_punctuation() {
        for text in ["", "  ", "!?", "\u{301}", "''"] {
            assert_eq!(read(text), Vec::<String>::new(), "{text:?}");
        }
    }
}
