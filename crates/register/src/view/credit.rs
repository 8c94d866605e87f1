//! Where the register's facts come from: what its records name as their sources, and what is known
//! of those sources.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use vanort_model::Snapshot;

/// A source of the register's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The source's name.
    pub name: String,
    /// Its address; `None` when it is not known.
    pub url: Option<&'static str>,
    /// The licence under which its facts may be used; `None` when it is not known.
    pub licence: Option<&'static str>,
    /// How many records name it.
    pub records: usize,
}

/// The most sources that are told: those that most records name.
const MOST_CREDITS: usize = 100;

/// A source that the shipped data names, by the words that name it.
struct KnownSource {
    words: &'static str,
    name: &'static str,
    url: Option<&'static str>,
    licence: Option<&'static str>,
}

/// What `data/README.md` tells of the sources of the shipped data.
const KNOWN_SOURCES: &[KnownSource] = &[
    KnownSource {
        words: "geonames",
        name: "GeoNames",
        url: Some("https://www.geonames.org/"),
        licence: Some("CC BY 4.0"),
    },
    KnownSource {
        words: "unicode cldr",
        name: "Unicode CLDR",
        url: Some("https://cldr.unicode.org/"),
        licence: Some("Unicode License v3"),
    },
    KnownSource {
        words: "statistiska centralbyråns officiella koder",
        name: "Statistics Sweden (SCB), official codes",
        url: Some("https://www.scb.se/"),
        licence: Some("CC0 1.0"),
    },
    KnownSource {
        words: "wikipedias vänortslistor",
        name: "Wikipedia's lists of twin towns, through an MIT-licensed compilation",
        url: Some("https://www.wikipedia.org/"),
        licence: Some("MIT"),
    },
    KnownSource {
        words: "wikidata p190",
        name: "Wikidata, property P190",
        url: Some("https://www.wikidata.org/wiki/Property:P190"),
        licence: Some("CC0 1.0"),
    },
    KnownSource {
        words: "egen sammanställning 2026",
        name: "compiled for this register in 2026, not checked against decisions",
        url: None,
        licence: Some("MIT OR Apache-2.0"),
    },
];

/// The sources that a register's records name, what most of them name first.
pub(super) fn credits(snapshot: &Snapshot) -> Vec<Credit> {
    let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
    let named = (snapshot.counties.values().map(|it| &it.source))
        .chain(snapshot.countries.values().map(|it| &it.source))
        .chain(snapshot.places.values().map(|it| &it.source))
        .chain(snapshot.authorities.values().map(|it| &it.source))
        .chain(snapshot.networks.values().map(|it| &it.source))
        .chain(snapshot.contacts.values().map(|it| &it.source))
        .chain(snapshot.programmes.values().map(|it| &it.source))
        .chain(snapshot.programme_countries.values().map(|it| &it.source))
        .chain(snapshot.network_members.values().map(|it| &it.source))
        .chain(snapshot.resources.values().map(|it| &it.source))
        .chain((snapshot.observations.values()).filter_map(|it| it.source.as_ref()));
    for text in named {
        *texts.entry(text).or_default() += 1;
    }
    let mut credits: BTreeMap<String, Credit> = BTreeMap::new();
    for (text, records) in texts {
        for credit in credits_of(text) {
            let credit = credits.entry(credit.name.clone()).or_insert(credit);
            credit.records += records;
        }
    }
    let mut credits: Vec<Credit> = credits.into_values().collect();
    credits.sort_by_key(|credit| Reverse(credit.records));
    credits.truncate(MOST_CREDITS);
    credits
}

/// The sources that one text names: parts after each other, each perhaps after what it is the
/// source of ("Wikipedias vänortslistor (feb 2026); startår: sigtuna.se").
fn credits_of(text: &str) -> Vec<Credit> {
    let mut found: Vec<Credit> = Vec::new();
    for part in text.split(';') {
        let lower = part.to_lowercase();
        let known = KNOWN_SOURCES.iter().filter(|it| lower.contains(it.words));
        let known = known.map(|it| Credit {
            name: it.name.to_owned(),
            url: it.url,
            licence: it.licence,
            records: 0,
        });
        let mut credits: Vec<Credit> = known.collect();
        if credits.is_empty() {
            let name = part.split_once(": ").map_or(part, |(_, name)| name).trim();
            if !name.is_empty() {
                credits.push(Credit {
                    name: name.to_owned(),
                    url: None,
                    licence: None,
                    records: 0,
                });
            }
        }
        for credit in credits {
            if !found.contains(&credit) {
                found.push(credit);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_names_each_of_its_sources_once() {
        let names = |text| -> Vec<String> {
            let credits = credits_of(text).into_iter();
            credits.map(|credit| credit.name).collect()
        };
        assert_eq!(
            names(
                "Wikipedias vänortslistor (feb 2026) och Wikidata P190 (2016); startår: sigtuna.se"
            ),
            [
                "Wikipedia's lists of twin towns, through an MIT-licensed compilation",
                "Wikidata, property P190",
                "sigtuna.se"
            ]
        );
        assert_eq!(names("Läge: GeoNames; namn: GeoNames"), ["GeoNames"]);
        assert_eq!(names("Kommunens svar 2025"), ["Kommunens svar 2025"]);
        assert!(names(" ; ").is_empty());
    }
}
