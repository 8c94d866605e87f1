//! Places by country and name.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use vanort_model::{CountryCode, NameKind, Place, PlaceKey, fold_name, keep_letters, spell_out};

use crate::resolve::near_miss::NearNames;

/// The fewest letters of a sound or abbreviation that leads to a place: "HAD" is too short and too
/// alike to tie a town to a municipality by.
const LONG_SOUND: usize = 5;

/// How a name leads to a place, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Way {
    /// Letter by letter the name that the register shows, or another that the place bears today.
    Name,
    /// Letter by letter a name that the place had.
    Former,
    /// A name in another spelling.
    OtherSpelling,
}

/// What a name and a country lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FoundPlace {
    /// One place.
    One(PlaceKey, Way),
    /// Several places answer to the name.
    Several(Vec<PlaceKey>),
    /// None does.
    None,
}

/// How closely a name belongs to its place, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Primary,
    Other,
    Former,
    Sound,
}

/// A name of a place, its letters kept.
#[derive(Debug)]
struct Named {
    closeness: Closeness,
    letters: String,
    key: PlaceKey,
}

/// The names of one country's places.
#[derive(Debug, Default)]
struct CountryNames {
    by_folded: HashMap<String, Vec<Named>>,
    /// Names with å, ä, ö and their like, as they are written where these are missing.
    by_spelled: HashMap<String, Vec<Named>>,
    primary: Vec<(String, PlaceKey)>,
    /// Whether misspellings are compared with the names that are there, and not with later ones.
    settled: bool,
    near: OnceCell<NearNames<PlaceKey>>,
}

/// The places of the import and the register by their names.
#[derive(Debug, Default)]
pub(crate) struct PlaceLookup {
    countries: HashMap<CountryCode, CountryNames>,
    by_id: HashMap<u32, BTreeSet<PlaceKey>>,
    settled: bool,
}

impl PlaceLookup {
    pub(crate) fn of<'p>(places: impl Iterator<Item = &'p Place>) -> Self {
        let mut lookup = Self::default();
        for place in places {
            lookup.add(place);
        }
        for names in lookup.countries.values_mut() {
            // In the same order, whatever keys the places have.
            names.primary.sort_unstable();
        }
        lookup
    }

    /// Adds a place, or a name that it has got.
    pub(crate) fn add(&mut self, place: &Place) {
        if let Some(id) = place.geonames_id {
            self.by_id.entry(id).or_default().insert(place.key.clone());
        }
        let settled = self.settled;
        let names = self.countries.entry(place.country.clone());
        let names = names.or_insert_with(|| CountryNames {
            settled,
            ..CountryNames::default()
        });
        names.add(place, &place.name, Closeness::Primary);
        for name in &place.names {
            let closeness = match name.kind {
                NameKind::Official | NameKind::Exonym => Closeness::Other,
                NameKind::Former => Closeness::Former,
                NameKind::Transliteration => Closeness::Sound,
            };
            names.add(place, &name.text, closeness);
        }
    }

    /// Compares misspellings with the names that are known by now, and not with those that are
    /// added later.
    pub(crate) fn settle_names(&mut self) {
        self.settled = true;
        for names in self.countries.values_mut() {
            names.settled = true;
        }
    }

    /// The place in a country that a name leads to: by its letters, else in another spelling; of
    /// names that are as close, the one that is shown before the others.
    pub(crate) fn find(&self, country: &CountryCode, name: &str) -> FoundPlace {
        let Some(names) = self.countries.get(country) else {
            return FoundPlace::None;
        };
        let alike = names.by_folded.get(&fold_name(name));
        let alike = alike.map_or(&[][..], Vec::as_slice);
        let letters = keep_letters(name);
        for (way, closeness) in [
            (Way::Name, Closeness::Primary),
            (Way::Name, Closeness::Other),
            (Way::Former, Closeness::Former),
            (Way::OtherSpelling, Closeness::Primary),
            (Way::OtherSpelling, Closeness::Other),
            (Way::OtherSpelling, Closeness::Former),
        ] {
            let of = alike.iter().filter(|it| it.closeness == closeness);
            let keys = match way {
                Way::OtherSpelling => found(of),
                Way::Name | Way::Former => found(of.filter(|it| it.letters == letters)),
            };
            if !keys.is_empty() {
                return one_or_several(keys, way);
            }
        }
        let spelled = found(names.spelled_out(name));
        if !spelled.is_empty() {
            return one_or_several(spelled, Way::OtherSpelling);
        }
        one_or_several(found(alike.iter()), Way::OtherSpelling)
    }

    /// The places in a country with this primary name.
    pub(crate) fn of_primary_name(&self, country: &CountryCode, name: &str) -> FoundPlace {
        let Some(names) = self.countries.get(country) else {
            return FoundPlace::None;
        };
        let alike = names.by_folded.get(&fold_name(name));
        let primary = |it: &&Named| it.closeness == Closeness::Primary;
        let alike = || alike.into_iter().flatten().filter(primary);
        let letters = keep_letters(name);
        let exact = found(alike().filter(|it| it.letters == letters));
        if exact.is_empty() {
            one_or_several(found(alike()), Way::OtherSpelling)
        } else {
            one_or_several(exact, Way::Name)
        }
    }

    /// The places with an id of GeoNames.
    pub(crate) fn of_geonames_id(&self, id: u32) -> impl Iterator<Item = &PlaceKey> {
        self.by_id.get(&id).into_iter().flatten()
    }

    /// The names of a country's places, to compare misspellings with.
    pub(crate) fn near(&self, country: &CountryCode) -> Option<&NearNames<PlaceKey>> {
        self.countries.get(country).map(CountryNames::near)
    }
}

impl CountryNames {
    fn add(&mut self, place: &Place, name: &str, closeness: Closeness) {
        let folded = fold_name(name);
        let short = closeness == Closeness::Sound && folded.len() < LONG_SOUND;
        if folded.is_empty() || short {
            return;
        }
        let named = |letters| Named {
            closeness,
            letters,
            key: place.key.clone(),
        };
        if closeness < Closeness::Former
            && let Some(spelled) = spell_out(name)
        {
            let letters = keep_letters(name);
            self.by_spelled
                .entry(spelled)
                .or_default()
                .push(named(letters));
        }
        // What is added later is not compared with.
        if closeness == Closeness::Primary && !self.settled {
            self.primary.push((name.to_owned(), place.key.clone()));
        }
        let alike = self.by_folded.entry(folded).or_default();
        alike.push(named(keep_letters(name)));
    }

    /// The names that are this one with a letter written as two, or the other way round: "Aabenraa"
    /// and "Åbenrå".
    fn spelled_out(&self, name: &str) -> impl Iterator<Item = &Named> {
        let spelled = self.by_spelled.get(&fold_name(name));
        let plain = spell_out(name).and_then(|spelled| self.by_folded.get(&spelled));
        let alike = spelled.into_iter().chain(plain).flatten();
        alike.filter(|it| it.closeness < Closeness::Former)
    }

    fn near(&self) -> &NearNames<PlaceKey> {
        self.near.get_or_init(|| {
            let mut near = NearNames::default();
            for (name, key) in &self.primary {
                near.add(name, name, key.clone());
            }
            near
        })
    }
}

/// The places of some names, each once, in the order of their keys.
fn found<'n>(names: impl Iterator<Item = &'n Named>) -> BTreeSet<&'n PlaceKey> {
    names.map(|it| &it.key).collect()
}

fn one_or_several(keys: BTreeSet<&PlaceKey>, way: Way) -> FoundPlace {
    match keys.first() {
        None => FoundPlace::None,
        Some(only) if keys.len() == 1 => FoundPlace::One((*only).clone(), way),
        Some(_) => FoundPlace::Several(keys.into_iter().cloned().collect()),
    }
}
