//! Places that only lists name, added by their names.

use vanort_model::{CountryCode, FindingCode, Place, PlaceKey};

use crate::check::{Cell, PlaceCells};
use crate::plan::note::{Meaning, Side};
use crate::plan::place::key_of_name;
use crate::plan::place_reader::{Hit, PlaceReader};
use crate::plan::place_record::{Told, build_place};
use crate::plan::spelling::LISTS;
use crate::resolve::{did_you_mean, taken};

impl PlaceReader<'_, '_> {
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
        meaning.added(
            message,
            suggestion.or_else(|| self.namesakes(country, name)),
        );
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
