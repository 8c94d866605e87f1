//! Places that have become part of others, as lists tell it: "Ribe (Esbjerg)".

use std::collections::BTreeSet;

use vanort_model::{CountryCode, FindingCode, PlaceKey, fold_name};

use crate::plan::note::{Meaning, Side};
use crate::plan::place::Places;
use crate::plan::place_reader::{PlaceReader, is_only_listed};
use crate::resolve::taken;

impl PlaceReader<'_, '_> {
    /// The place of a text that names it with the one that it has become part of. The tie is with
    /// the old place, which points to its successor from now on, unless the register knows of
    /// another. A text that does not say "nu" or the like may also mean a part of a town that
    /// exists: it tells nothing of a place that a sheet describes.
    pub(super) fn read_merged(
        &mut self,
        country: &CountryCode,
        (text, name, successor): (&str, &str, &str),
        said: bool,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let key = self.find_or_add(country, name, meaning)?;
        let into = self.find_or_add(country, successor, meaning)?;
        let place = self.places.get(&key)?;
        let (old, new) = (place.name.clone(), self.places.get(&into)?.name.clone());
        let code = FindingCode::SuccessorTaken;
        if key == into {
            let other = FindingCode::OtherSpelling;
            meaning.info(Side::Place, other, taken(text, &old));
        } else if let Some(known) = &place.merged_into {
            if *known == into {
                let message = format!("\"{text}\" lästes som {old}, som har gått upp i {new}.");
                meaning.info(Side::Place, code, message);
            } else {
                let known = self.places.get(known).map_or("", |place| &place.name);
                let message = format!(
                    "enligt registret har {old} gått upp i {known}, inte i {new}; det ändrades inte."
                );
                meaning.warning(Side::Place, code, message);
            }
        } else if !said && !is_only_listed(place) {
            let other = FindingCode::OtherSpelling;
            meaning.info(Side::Place, other, taken(text, &old));
        } else if leads_back(&into, &key, self.places) {
            let message =
                format!("enligt registret har {new} gått upp i {old}; det ändrades inte.");
            meaning.warning(Side::Place, code, message);
        } else {
            let message = format!(
                "\"{text}\" lästes som {old}, som har gått upp i {new}; registret pekar nu dit."
            );
            meaning.info(Side::Place, code, message);
            let mut merged = place.clone();
            merged.merged_into = Some(into);
            self.places.put_named(key.clone(), merged);
            meaning.changed.push(key.clone());
        }
        Some(key)
    }

    /// Remembers what texts write beside a name, in brackets or behind a comma.
    pub(super) fn remember_qualifier(&mut self, text: &str) {
        let split = match text.strip_suffix(')') {
            Some(text) => text.split_once('('),
            None => text.split_once(','),
        };
        if let Some((name, beside)) = split {
            let qualifiers = self.qualifiers.entry(fold_name(name)).or_default();
            qualifiers.insert(fold_name(beside));
        }
    }
}

/// Whether the successors of a place come back to where they began.
pub(super) fn leads_back(from: &PlaceKey, begin: &PlaceKey, places: &Places<'_>) -> bool {
    comes_back(from, begin, |key| {
        places.get(key).and_then(|place| place.merged_into.clone())
    })
}

/// Whether what comes next, and next after that, leads to where it began, or round in a circle.
pub(super) fn comes_back<K: Ord + Clone>(
    from: &K,
    begin: &K,
    next: impl Fn(&K) -> Option<K>,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead = Some(from.clone());
    while let Some(key) = ahead {
        if key == *begin || !seen.insert(key.clone()) {
            return true;
        }
        ahead = next(&key);
    }
    false
}
