//! What the text of a row means: the places that it names.

use std::collections::{BTreeSet, HashMap};

use vanort_model::{CountryCode, FindingCode, Place, PlaceKey, fold_name};

use crate::check::{Cell, Gazetteers, PlaceCells};
use crate::plan::note::{Meaning, Side};
use crate::plan::place::{Places, key_of_name};
use crate::plan::place_record::{Told, build_place};
use crate::plan::spelling::{LISTS, is_better};
use crate::resolve::{
    CountryLookup, CountryWord, FoundPlace, GazetteerNames, PlaceLookup, Suggestions, Way,
    did_you_mean, taken,
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
                let message = format!("\"{name}\" är ett tidigare namn på {}, som togs.", place.name);
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

    /// Tells of the places that a name may mean, with what singles each out.
    pub(super) fn refuse_ambiguous(&self, keys: &[PlaceKey], name: &str, meaning: &mut Meaning) {
        const MOST_TOLD: usize = 8;
        let places: Vec<&Place> = keys.iter().filter_map(|key| self.places.get(key)).collect();
        let mut told: Vec<String> = (places.iter().take(MOST_TOLD))
            .map(|place| describe(place))
            .collect();
        if places.len() > MOST_TOLD {
            told.push(format!("och {} till", places.len() - MOST_TOLD));
        }
        let country = places.first().map(|place| self.countries.name(&place.country));
        let message = format!(
            "\"{name}\" i {} kan vara flera orter: {}.",
            country.unwrap_or_default(),
            told.join("; ")
        );
        let example = places.first().map(|place| id_of(place)).unwrap_or_default();
        let suggestion = format!("Skriv vilken som menas med dess id, som \"{name} [{example}]\".");
        let code = FindingCode::AmbiguousPlace;
        meaning.error(Side::Place, code, message, Some(suggestion));
    }

    /// The one place that a text names; one that nobody knows is added.
    pub(super) fn find_or_add(
        &mut self,
        country: &CountryCode,
        name: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        match self.find(country, name) {
            Hit::Nothing => self.add(country, name, meaning),
            hit => self.take(hit, name, meaning),
        }
    }

    /// Adds a place by its name alone; where the administrator asked for it, the place with almost
    /// this name is taken instead.
    pub(super) fn add(
        &mut self,
        country: &CountryCode,
        name: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let near = self.lookup.near(country);
        let near = near.and_then(|near| self.suggestions.near(near, name));
        if let Some((shown, key)) = near
            && self.suggestions.accepts(FindingCode::PlaceAdded)
        {
            let code = FindingCode::SuggestionTaken;
            meaning.info(Side::Place, code, taken(name, shown));
            return Some(key.clone());
        }
        let Some(key) = key_of_name(country, name, |key| self.places.get(key).is_some()) else {
            let message = format!("\"{name}\" har varken bokstäver eller siffror.");
            meaning.error(Side::Place, FindingCode::InvalidValue, message, None);
            return None;
        };
        let message = format!(
            "orten \"{name}\" i {} var okänd och lades till med bara sitt namn.",
            self.countries.name(country)
        );
        let suggestion = near.map(|(shown, _)| did_you_mean(shown));
        meaning.added(message, suggestion.or_else(|| self.namesakes(country, name)));
        self.put_added(Place {
            key: key.clone(),
            name: name.to_owned(),
            country: country.clone(),
            names: Vec::new(),
            location: None,
            population: None,
            geonames_id: None,
            merged_into: None,
            merged_year: None,
            note: None,
            source: LISTS.to_owned(),
        });
        Some(key)
    }

    /// How to choose when the gazetteer has several places of the name.
    fn namesakes(&self, country: &CountryCode, name: &str) -> Option<String> {
        let (ids, _) = self.gazetteer_names.find(country, name);
        let (first, second) = (ids.first()?, ids.iter().nth(1)?);
        Some(format!(
            "Ortnamnsfilen har flera; skriv \"{name} [{first}]\" eller \"{name} [{second}]\" om en av dem menas."
        ))
    }

    /// Adds a place with what the gazetteer tells of it.
    pub(super) fn add_of_gazetteer(
        &mut self,
        id: u32,
        exact: bool,
        name: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let (_, described) = self.gazetteer.get(&id)?;
        let key = PlaceKey::of_geonames(&described.country, id);
        let cells = PlaceCells {
            local_names: Cell::Absent,
            exonyms: Cell::Absent,
            former_names: Cell::Absent,
            geonames_id: Cell::Filled(id),
            note: Cell::Absent,
            source: Cell::Filled(LISTS.to_owned()),
        };
        let told = Told {
            key: key.clone(),
            country: described.country.clone(),
            name: if exact { name } else { &described.name },
            cells: &cells,
            file: LISTS,
        };
        let place = build_place(told, None, self.gazetteer);
        if !exact {
            let code = FindingCode::OtherSpelling;
            meaning.info(Side::Place, code, taken(name, &place.name));
        }
        let message = format!(
            "orten {} i {} var okänd och lades till med ortnamnsfilens uppgifter (GeoNames-id {id}).",
            place.name,
            self.countries.name(&place.country)
        );
        meaning.added(message, None);
        self.put_added(place);
        Some(key)
    }

    fn put_added(&mut self, place: Place) {
        self.lookup.add(&place);
        self.added.insert(place.key.clone());
        self.places.put_named(place.key.clone(), place);
    }
}

/// Whether a place is described nowhere: lists name it.
pub(super) fn is_only_listed(place: &Place) -> bool {
    place.source == LISTS
}

/// A place with what tells it from its namesakes.
fn describe(place: &Place) -> String {
    let mut facts = Vec::new();
    if let Some(population) = place.population {
        facts.push(format!("{population} invånare"));
    }
    if let Some(location) = &place.location {
        let (latitude, longitude) = (location.latitude(), location.longitude());
        facts.push(format!("{latitude:.2}, {longitude:.2}"));
    }
    let id = id_of(place);
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!(" ({})", facts.join("; "))
    };
    format!("{} [{id}]{facts}", place.name)
}

/// What singles a place out in square brackets.
fn id_of(place: &Place) -> String {
    place
        .geonames_id
        .map_or_else(|| place.key.to_string(), |id| id.to_string())
}
