//! The places of a row's text, tried from the plain to the odd.

use vanort_model::{CountryCode, FindingCode, PlaceKey};

use crate::plan::note::{Meaning, Side};
use crate::plan::place_reader::{Hit, PlaceReader};
use crate::resolve::{CountryWord, narrower, split_beside, split_id, without_form};

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
            Some(CountryWord::Several(written, countries)) => {
                self.read_in_one_of((written, countries), text, lists, meaning)
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

    /// The places of a text whose country has split up: in the one country of today that knows it.
    fn read_in_one_of(
        &mut self,
        (written, countries): (&str, &[CountryCode]),
        text: &str,
        lists: bool,
        meaning: &mut Meaning,
    ) -> Vec<PlaceKey> {
        let names = self.countries.names(countries);
        let told = self.countries.split(text);
        let told = told.filter(|(_, country)| countries.contains(country));
        let knows = |country: &&CountryCode| match &told {
            Some((_, told)) => *country == told,
            None => self.knows(country, text),
        };
        let knowing: Vec<CountryCode> = countries.iter().filter(knows).cloned().collect();
        let [country] = knowing.as_slice() else {
            let known = if knowing.is_empty() {
                "inget av dem".to_owned()
            } else {
                self.countries.names(&knowing)
            };
            let message = format!(
                "\"{written}\" är i dag flera länder ({names}), och \"{text}\" är känd i {known}."
            );
            let suggestion = Some("Skriv det land som orten ligger i i dag.".to_owned());
            let code = FindingCode::AmbiguousCountry;
            meaning.error(Side::Country, code, message, suggestion);
            return Vec::new();
        };
        let message = format!(
            "\"{written}\" är i dag flera länder ({names}); {text} ligger i {}, som togs.",
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
        if let Some(read) = one.or_else(|| self.read_form(country, text, meaning)) {
            return read;
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
        if let Some(country) = narrower(country, told) {
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
