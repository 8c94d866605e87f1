//! What the text of a row means: the places that it names.

use std::collections::{BTreeSet, HashMap};

use vanort_model::{CountryCode, FindingCode, Place, PlaceKey, fold_name};

use crate::check::Gazetteers;
use crate::plan::note::{Meaning, Side};
use crate::plan::place::Places;
use crate::plan::spelling::{LISTS, is_better};
use crate::resolve::{
    CountryLookup, CountryWord, FoundPlace, GazetteerNames, PlaceLookup, Suggestions, Way, taken,
};

/// What texts are read beside, and the places that they add to.
#[derive(Debug)]
pub(super) struct PlaceReader<'a, 'r> {
    pub(super) countries: &'a CountryLookup,
    pub(super) suggestions: &'a Suggestions,
    pub(super) gazetteer: &'a Gazetteers,
    pub(super) gazetteer_names: GazetteerNames<'a>,
    pub(super) lookup: PlaceLookup,
    pub(super) places: &'a mut Places<'r>,
    /// What stands in brackets, or behind a comma, beside each name, all folded: a name with
    /// several of these is the name of several places.
    pub(super) qualifiers: HashMap<String, BTreeSet<String>>,
    /// The places that texts have added.
    pub(super) added: BTreeSet<PlaceKey>,
}

/// What a name in a country leads to.
#[derive(Debug)]
pub(super) enum Hit {
    /// A place of the import or the register.
    Known(PlaceKey, Way),
    /// A place that only the gazetteer knows, by just these letters or not.
    Gazetteer(u32, bool),
    /// Several places of the import or the register.
    Several(Vec<PlaceKey>),
    /// Nothing.
    Nothing,
}

impl Hit {
    /// Whether it is one place.
    pub(super) fn is_one(&self) -> bool {
        matches!(self, Self::Known(..) | Self::Gazetteer(..))
    }
}

impl PlaceReader<'_, '_> {
    /// What a text means: the places that it names in a country, one or, where the cell `lists`,
    /// several. Without a country the text has to tell it.
    pub(super) fn read(
        &mut self,
        country: Option<&CountryWord>,
        text: &str,
        lists: bool,
    ) -> Meaning {
        let mut meaning = Meaning::default();
        let places = self.read_text(country, text, lists, &mut meaning);
        meaning.places = places;
        meaning
    }

    /// What a name in a country leads to, by its whole text.
    pub(super) fn find(&self, country: &CountryCode, name: &str) -> Hit {
        match self.lookup.find(country, name) {
            FoundPlace::One(key, way) => return Hit::Known(key, way),
            FoundPlace::Several(keys) => return Hit::Several(keys),
            FoundPlace::None => {}
        }
        let (ids, exact) = self.gazetteer_names.find(country, name);
        let (Some(id), 1) = (ids.first(), ids.len()) else {
            return Hit::Nothing;
        };
        let known = self.lookup.of_geonames_id(*id);
        match known.into_iter().find(|key| key.country() == *country) {
            Some(key) => Hit::Known(key.clone(), Way::OtherSpelling),
            None => Hit::Gazetteer(*id, exact),
        }
    }

    /// Takes the one place that a name leads to, and tells how it was understood.
    pub(super) fn take(&mut self, hit: Hit, name: &str, meaning: &mut Meaning) -> Option<PlaceKey> {
        match hit {
            Hit::Known(key, way) => {
                self.tell_way(&key, way, name, meaning);
                Some(key)
            }
            Hit::Gazetteer(id, exact) => self.add_of_gazetteer(id, exact, name, meaning),
            Hit::Several(keys) => {
                self.refuse_ambiguous(&keys, name, meaning);
                None
            }
            Hit::Nothing => None,
        }
    }

    fn tell_way(&mut self, key: &PlaceKey, way: Way, name: &str, meaning: &mut Meaning) {
        if self.respell(key, name, meaning) {
            return;
        }
        let Some(place) = self.places.get(key) else {
            return;
        };
        let code = FindingCode::OtherSpelling;
        match way {
            Way::Name => {}
            Way::OtherSpelling => meaning.info(Side::Place, code, taken(name, &place.name)),
            Way::Former => {
                let message = format!(
                    "\"{name}\" är ett tidigare namn på {}, som togs.",
                    place.name
                );
                meaning.info(Side::Place, code, message);
                self.tell_successor(key, meaning);
            }
        }
    }

    /// Tells what a place has become part of.
    fn tell_successor(&self, key: &PlaceKey, meaning: &mut Meaning) {
        let place = self.places.get(key);
        let successor = place.and_then(|it| self.places.get(it.merged_into.as_ref()?));
        if let (Some(place), Some(successor)) = (place, successor) {
            let message = format!("{} har gått upp i {}.", place.name, successor.name);
            meaning.info(Side::Place, FindingCode::SuccessorTaken, message);
        }
    }

    /// Gives a place that only lists name the better of two spellings.
    fn respell(&mut self, key: &PlaceKey, name: &str, meaning: &mut Meaning) -> bool {
        let Some(place) = self.places.get(key) else {
            return false;
        };
        let better = is_only_listed(place)
            && place.geonames_id.is_none()
            && is_better(name, &place.name)
            && fold_name(name) == fold_name(&place.name);
        if !better {
            return false;
        }
        let message = format!("orten \"{}\" skrivs hädanefter {name}.", place.name);
        let mut respelled = place.clone();
        name.clone_into(&mut respelled.name);
        self.lookup.add(&respelled);
        self.places.put_named(key.clone(), respelled);
        meaning.info(Side::Place, FindingCode::OtherSpelling, message);
        meaning.changed.push(key.clone());
        true
    }
}

/// Whether a place is described nowhere: lists name it.
pub(super) fn is_only_listed(place: &Place) -> bool {
    place.source == LISTS
}
