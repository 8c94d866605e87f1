//! The forms in which a row may write its places, tried from the plain to the odd.

use vanort_model::{CountryCode, FindingCode, PlaceKey, fold_name};

use crate::plan::note::{Meaning, Side};
use crate::plan::place_reader::{Hit, PlaceReader};
use crate::resolve::{
    Beside, CountryWord, PlaceId, split_beside, split_dash, split_id, taken, without_form,
    without_former,
};

/// Countries in which a town is written with its state or prefecture behind a comma.
const STATE_BEHIND_COMMA: [&str; 5] = ["US", "CA", "AU", "CN", "JP"];

impl PlaceReader<'_, '_> {
    /// The places of a text; none, with an error, when it cannot be taken.
    pub(super) fn read_text(
        &mut self,
        country: Option<&CountryWord>,
        text: &str,
        lists: bool,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        if let Some((name, id)) = split_id(text) {
            return Vec::from_iter(self.read_id(country, name, &id, meaning));
        }
        match country {
            Some(CountryWord::One(country)) => self.read_in(country, text, lists, meaning),
            Some(CountryWord::Several(countries)) => {
                self.read_in_one_of(countries, text, lists, meaning)
            }
            None => {
                let Some((name, country)) = self.countries.split(text) else {
                    let message = format!("\"{text}\" nämner inget land.");
                    let suggestion = Some("Skriv landet i en kolumn Land.".to_owned());
                    let code = FindingCode::MissingValue;
                    meaning.error(Side::Place, code, message, suggestion);
                    return Vec::new();
                };
                self.tell_country(text, name, &country, meaning);
                self.read_in(&country, name, lists, meaning)
            }
        }
    }

    /// The place that an id singles out.
    fn read_id(
        &mut self,
        country: Option<&CountryWord>,
        name: &str,
        id: &PlaceId,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let fits = |lies_in: &CountryCode| match country {
            None => true,
            Some(CountryWord::One(country)) => self.countries.narrower(lies_in, country).is_some(),
            Some(CountryWord::Several(countries)) => countries.contains(lies_in),
        };
        let (known, described) = match id {
            PlaceId::Key(key) => (self.places.get(key).map(|_| key.clone()), None),
            PlaceId::Geonames(id) => {
                let fitting = self.lookup.of_geonames_id(*id).find(|key| fits(&key.country()));
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
                let answers = folded == fold_name(&place.name)
                    || names.any(|name| folded == fold_name(name));
                if !answers && !name.is_empty() {
                    let code = FindingCode::OtherSpelling;
                    meaning.info(Side::Place, code, taken(&format!("{name} [{id}]"), &place.name));
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

    /// The places of a text whose country has split up: in the one country of today that knows it.
    fn read_in_one_of(
        &mut self,
        countries: &[CountryCode],
        text: &str,
        lists: bool,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        let names = self.countries.names(countries);
        let told = self.countries.split(text);
        let told = told.filter(|(_, country)| countries.contains(country));
        let knowing: Vec<CountryCode> = match &told {
            Some((_, country)) => vec![country.clone()],
            None => {
                let knows = |country: &&CountryCode| self.knows(country, text);
                countries.iter().filter(knows).cloned().collect()
            }
        };
        let [country] = knowing.as_slice() else {
            let known = if knowing.is_empty() {
                "inget av dem".to_owned()
            } else {
                self.countries.names(&knowing)
            };
            let message =
                format!("landet är i dag flera ({names}), och \"{text}\" är känd i {known}.");
            let suggestion = Some("Skriv det land som orten ligger i i dag.".to_owned());
            let code = FindingCode::AmbiguousCountry;
            meaning.error(Side::Country, code, message, suggestion);
            return Vec::new();
        };
        let message = format!(
            "landet är i dag flera ({names}); {text} ligger i {}, som togs.",
            self.countries.name(country)
        );
        meaning.warning(Side::Country, FindingCode::FormerCountry, message);
        let name = told.map_or(text, |(name, _)| name);
        self.read_in(country, name, lists, meaning)
    }

    /// Whether a country has a place that the text may mean.
    fn knows(&self, country: &CountryCode, text: &str) -> bool {
        let beside = split_beside(text).map(|(name, _)| name.to_owned());
        let bare = without_form(text).into_iter().flat_map(|bare| bare.names);
        std::iter::once(text.to_owned())
            .chain(beside)
            .chain(bare)
            .any(|name| !matches!(self.find(country, &name), Hit::Nothing))
    }

    fn tell_country(&self, text: &str, name: &str, country: &CountryCode, meaning: &mut Meaning) {
        let country = self.countries.name(country);
        let message = format!("\"{text}\" lästes som {name} i {country}.");
        meaning.info(Side::Place, FindingCode::OtherSpelling, message);
    }

    /// The places of a text in a country.
    fn read_in(
        &mut self,
        country: &CountryCode,
        text: &str,
        lists: bool,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        let hit = self.find(country, text);
        if !matches!(hit, Hit::Nothing) {
            return Vec::from_iter(self.take(hit, text, meaning));
        }
        if let Some(key) = self.read_in_territory(country, text, meaning) {
            return vec![key];
        }
        if let Some((name, told)) = self.countries.split(text) {
            return self.read_with_country(country, (text, name, &told), lists, meaning);
        }
        let one = self.read_beside(country, text, meaning);
        let one = one.or_else(|| self.read_form(country, text, meaning));
        if let Some(read) = one {
            return Vec::from_iter(read);
        }
        if lists && text.contains(',') {
            return self.read_list(country, text, meaning);
        }
        Vec::from_iter(self.add(country, text, meaning))
    }

    /// The place in a territory that a list enters under its country: Mariehamn in Finland.
    fn read_in_territory(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let territories = self.countries.territories(country);
        let mut hits = territories.filter_map(|territory| match self.find(&territory, text) {
            Hit::Nothing => None,
            hit => Some((territory, hit)),
        });
        let (territory, hit) = hits.next()?;
        if !hit.is_one() || hits.next().is_some() {
            return None;
        }
        drop(hits);
        let message = format!(
            "{text} ligger i {}, som har en egen landskod, och inte i {}.",
            self.countries.name(&territory),
            self.countries.name(country)
        );
        meaning.info(Side::Country, FindingCode::OtherSpelling, message);
        self.take(hit, text, meaning)
    }

    /// The places of a text that tells a country, too.
    fn read_with_country(
        &mut self,
        country: &CountryCode,
        (text, name, told): (&str, &str, &CountryCode),
        lists: bool,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        if let Some(country) = self.countries.narrower(country, told) {
            self.tell_country(text, name, &country, meaning);
            return self.read_in(&country, name, lists, meaning);
        }
        // Georgia is a state, too.
        if country.as_str() == "US" && told.as_str() == "GE" {
            let key = self.read_qualified(country, text, name, meaning);
            return Vec::from_iter(key);
        }
        let message = format!(
            "raden säger {}, men orten skrivs \"{text}\".",
            self.countries.name(country)
        );
        let suggestion = Some("Rätta orten eller landet.".to_owned());
        let code = FindingCode::AmbiguousCountry;
        meaning.error(Side::Place, code, message, suggestion);
        Vec::new()
    }

    /// The place of a text that tells something beside the name; `None` when it has no such form.
    fn read_beside(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Option<Option<PlaceKey>> {
        if let Some((town, part)) = split_dash(text) {
            let hit = self.find(country, part);
            if hit.is_one() && self.find(country, town).is_one() {
                let message = format!("\"{text}\" lästes som {part}, en del av {town}.");
                meaning.info(Side::Place, FindingCode::OtherSpelling, message);
                return Some(self.take(hit, part, meaning));
            }
        }
        let (name, beside) = split_beside(text)?;
        Some(match beside {
            Beside::Became(successor) => {
                self.read_merged(country, (text, name, successor), true, meaning)
            }
            Beside::Was(former) => {
                if let (Hit::Known(one, _), Hit::Known(other, _)) =
                    (self.find(country, name), self.find(country, former))
                    && one == other
                {
                    meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                    return Some(Some(one));
                }
                self.read_merged(country, (text, former, name), true, meaning)
            }
            Beside::Same => {
                meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                self.find_or_add(country, name, meaning)
            }
            Beside::Other => self.add(country, text, meaning),
            Beside::Name(inner) => match (self.find(country, name), self.find(country, inner)) {
                (Hit::Known(one, _), Hit::Known(other, _)) if one == other => {
                    meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                    Some(one)
                }
                (_, successor) if successor.is_one() => {
                    self.read_merged(country, (text, name, inner), false, meaning)
                }
                _ => self.read_qualified(country, text, name, meaning),
            },
        })
    }

    /// The place of a text that tells its region or the like beside the name. Where the name is
    /// written with several of these, it is several places, of which each keeps its whole text.
    fn read_qualified(
        &mut self,
        country: &CountryCode,
        text: &str,
        name: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let beside = self.qualifiers.get(&fold_name(name));
        if beside.is_some_and(|beside| beside.len() > 1) {
            return self.add(country, text, meaning);
        }
        meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
        self.find_or_add(country, name, meaning)
    }

    /// The place of a text in an official form, or with "f.d." before it or a slash between two of
    /// its names; `None` when it has no such form.
    fn read_form(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Option<Option<PlaceKey>> {
        let code = FindingCode::OtherSpelling;
        if let Some(name) = without_former(text) {
            meaning.info(Side::Place, code, taken(text, name));
            return Some(self.find_or_add(country, name, meaning));
        }
        if let Some(bare) = without_form(text) {
            for name in &bare.names {
                let hit = self.find(country, name);
                if !matches!(hit, Hit::Nothing) {
                    meaning.info(Side::Place, code, taken(text, name));
                    return Some(self.take(hit, name, meaning));
                }
            }
            let name = bare.names.first().filter(|_| bare.clear)?;
            meaning.info(Side::Place, code, taken(text, name));
            return Some(self.add(country, name, meaning));
        }
        let (one, other) = text.split_once('/')?;
        let hits = [one, other].map(|name| (name.trim(), self.find(country, name)));
        let mut known = hits.into_iter().filter(|(_, hit)| hit.is_one());
        let (name, hit) = known.next()?;
        let same = known.next().is_none_or(|(_, second)| match (&hit, second) {
            (Hit::Known(one, _), Hit::Known(other, _)) => *one == other,
            _ => false,
        });
        if !same {
            return None;
        }
        meaning.info(Side::Place, code, taken(text, name));
        Some(self.take(hit, name, meaning))
    }

    /// The places of a text that lists them by commas, or tells the state of one.
    fn read_list(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        let parts = text.split(',').map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        if let [name, state] = parts.as_slice()
            && STATE_BEHIND_COMMA.contains(&country.as_str())
            && matches!(self.find(country, state), Hit::Nothing)
        {
            return Vec::from_iter(self.read_qualified(country, text, name, meaning));
        }
        let message = format!(
            "cellen nämner {} orter ({}); var och en blev ett samarbete.",
            parts.len(),
            parts.join("; ")
        );
        if parts.len() > 1 {
            meaning.info(Side::Place, FindingCode::SeveralPartners, message);
        }
        let mut places = Vec::new();
        for part in parts {
            places.extend(self.read_in(country, part, false, meaning));
        }
        places
    }
}
