//! Places of one name, and what tells them apart.

use vanort_model::{FindingCode, Place, PlaceKey};

use crate::plan::note::{Meaning, Side};
use crate::plan::place_reader::PlaceReader;

impl PlaceReader<'_, '_> {
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
        let country = places
            .first()
            .map(|place| self.countries.name(&place.country));
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
