//! Places that a row singles out by an id: `Newcastle [2641673]`.

use vanort_model::{CountryCode, FindingCode, PlaceKey, fold_name};

use crate::plan::note::{Meaning, Side};
use crate::plan::place_reader::PlaceReader;
use crate::resolve::{CountryWord, PlaceId, narrower, taken};

impl PlaceReader<'_, '_> {
    /// The place that an id singles out.
    pub(super) fn read_id(
        &mut self,
        country: Option<&CountryWord>,
        name: &str,
        id: &PlaceId,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let fits = |lies_in: &CountryCode| match country {
            None => true,
            Some(CountryWord::One(country)) => narrower(lies_in, country).is_some(),
            Some(CountryWord::Several(_, countries)) => countries.contains(lies_in),
        };
        let (known, described) = match id {
            PlaceId::Key(key) => (self.places.get(key).map(|_| key.clone()), None),
            PlaceId::Geonames(id) => {
                let fitting = self
                    .lookup
                    .of_geonames_id(*id)
                    .find(|key| fits(&key.country()));
                let known = fitting.or_else(|| self.lookup.of_geonames_id(*id).next());
                let described = self.gazetteer.get(id);
                let described = described.map(|(_, place)| (*id, &place.country));
                (known.cloned(), described.filter(|_| known.is_none()))
            }
        };
        let lies_in = (known.as_ref().map(PlaceKey::country))
            .or_else(|| described.map(|(_, country)| country.clone()));
        let id = match id {
            PlaceId::Key(key) => key.to_string(),
            PlaceId::Geonames(id) => id.to_string(),
        };
        let Some(lies_in) = lies_in else {
            let message = format!("[{id}] finns varken i registret eller i ortnamnsfilen.");
            let suggestion = Some("Rätta id:t, eller skriv bara namnet.".to_owned());
            meaning.error(Side::Place, FindingCode::UnknownPlace, message, suggestion);
            return None;
        };
        if !fits(&lies_in) || !self.countries.has(&lies_in) {
            let message = format!("[{id}] ligger i {}.", self.countries.name(&lies_in));
            let suggestion = Some("Rätta id:t eller landet.".to_owned());
            meaning.error(Side::Place, FindingCode::InvalidValue, message, suggestion);
            return None;
        }
        match (known, described) {
            (Some(key), _) => {
                let place = self.places.get(&key)?;
                let folded = fold_name(name);
                let mut names = place.names.iter().map(|name| &name.text);
                let answers =
                    folded == fold_name(&place.name) || names.any(|name| folded == fold_name(name));
                if !answers && !name.is_empty() {
                    let code = FindingCode::OtherSpelling;
                    meaning.info(
                        Side::Place,
                        code,
                        taken(&format!("{name} [{id}]"), &place.name),
                    );
                }
                Some(key)
            }
            (None, Some((id, country))) => {
                let (ids, exact) = self.gazetteer_names.find(country, name);
                let exact = exact && ids.contains(&id);
                self.add_of_gazetteer(id, exact, name, meaning)
            }
            (None, None) => None,
        }
    }
}
