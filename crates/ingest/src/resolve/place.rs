//! Places by country and name.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{CountryCode, NameKind, Place, PlaceKey, fold_name, keep_letters};

/// What a name and a country lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FoundPlace {
    /// One place.
    One(PlaceKey),
    /// Several places answer to the name.
    Several(Vec<PlaceKey>),
    /// None does.
    None,
}

/// The names of one country's places: folded, then as written, to the places.
type Names = BTreeMap<String, BTreeMap<String, BTreeSet<PlaceKey>>>;

/// The places of the import and the register by their names: primary names first, then others.
#[derive(Debug, Default)]
pub(crate) struct PlaceLookup {
    primary: BTreeMap<CountryCode, Names>,
    other: BTreeMap<CountryCode, Names>,
}

impl PlaceLookup {
    pub(crate) fn of<'p>(places: impl Iterator<Item = &'p Place>) -> Self {
        let mut lookup = Self::default();
        for place in places {
            lookup.add(place);
        }
        lookup
    }

    /// Adds a place. The sounds of names in other alphabets lead nowhere: they are too short and
    /// too alike to tie a town to a municipality by.
    pub(crate) fn add(&mut self, place: &Place) {
        insert(&mut self.primary, place, &place.name);
        for name in &place.names {
            if name.kind != NameKind::Transliteration {
                insert(&mut self.other, place, &name.text);
            }
        }
    }

    /// The place in a country that a name leads to.
    pub(crate) fn find(&self, country: &CountryCode, name: &str) -> FoundPlace {
        match find_in(&self.primary, country, name) {
            FoundPlace::None => find_in(&self.other, country, name),
            found => found,
        }
    }

    /// The places in a country with this primary name.
    pub(crate) fn of_primary_name(&self, country: &CountryCode, name: &str) -> FoundPlace {
        find_in(&self.primary, country, name)
    }

    /// The primary names of a country's places, as their letters are kept.
    pub(crate) fn names_in(&self, country: &CountryCode) -> impl Iterator<Item = &str> {
        self.primary
            .get(country)
            .into_iter()
            .flat_map(|names| names.values().flat_map(BTreeMap::keys))
            .map(String::as_str)
    }
}

fn insert(names: &mut BTreeMap<CountryCode, Names>, place: &Place, name: &str) {
    let folded = fold_name(name);
    if folded.is_empty() {
        return;
    }
    names
        .entry(place.country.clone())
        .or_default()
        .entry(folded)
        .or_default()
        .entry(name.to_owned())
        .or_default()
        .insert(place.key.clone());
}

/// Names that fold alike are told apart by their letters where these decide: "Ås" and "As".
fn find_in(names: &BTreeMap<CountryCode, Names>, country: &CountryCode, name: &str) -> FoundPlace {
    let Some(alike) = (names.get(country)).and_then(|names| names.get(&fold_name(name))) else {
        return FoundPlace::None;
    };
    let letters = keep_letters(name);
    let exact: BTreeSet<&PlaceKey> = alike
        .iter()
        .filter(|(written, _)| keep_letters(written) == letters)
        .flat_map(|(_, keys)| keys)
        .collect();
    let keys = if exact.is_empty() {
        alike.values().flatten().collect()
    } else {
        exact
    };
    let mut keys = keys.into_iter();
    match (keys.next(), keys.next()) {
        (None, _) => FoundPlace::None,
        (Some(only), None) => FoundPlace::One(only.clone()),
        (Some(one), Some(another)) => {
            let found = [one, another].into_iter().chain(keys);
            FoundPlace::Several(found.cloned().collect())
        }
    }
}
