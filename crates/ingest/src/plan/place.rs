//! Places: those of the sheets Orter, and what the gazetteer knows of them.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{CountryCode, FindingCode, Place, PlaceKey, Snapshot, fold_name};

use crate::check::{Findings, Gazetteers, PlaceRow};
use crate::plan::draft::Drafts;
use crate::plan::place_record::{Told, build_place};
use crate::plan::repetition::Repetition;
use crate::plan::successor::leads_back;
use crate::plan::tally::RowRef;
use crate::resolve::{
    CountryLookup, FoundPlace, PlaceLookup, Suggestions, did_you_mean, taken as read_as,
};

/// The places of an import.
pub(super) type Places<'r> = Drafts<'r, PlaceKey, Place>;

/// What a row of Orter came to: its country and, when it could be told, its key.
type Placed<'p> = (&'p PlaceRow, CountryCode, Option<PlaceKey>);

/// Drafts the places of the sheets Orter.
#[derive(Debug)]
pub(super) struct PlaceDrafting<'a> {
    pub(super) register: &'a Snapshot,
    pub(super) gazetteer: &'a Gazetteers,
    pub(super) countries: &'a CountryLookup,
    pub(super) suggestions: &'a Suggestions,
}

impl PlaceDrafting<'_> {
    pub(super) fn draft<'r>(
        &self,
        rows: &[PlaceRow],
        register: &'r Snapshot,
        findings: &mut Findings,
    ) -> Places<'r> {
        let mut places = Drafts::over(&register.places);
        if rows.is_empty() {
            return places;
        }
        let mut repetition = Repetition::default();
        let mut taken = Vec::new();
        for (row, country, key) in self.find_keys(rows, findings) {
            let Some(key) = key else {
                continue;
            };
            self.check_geonames_id(row, &country, &key, findings);
            let place = build_place(
                Told {
                    key: key.clone(),
                    country: country.clone(),
                    name: &row.name,
                    cells: &row.cells,
                    file: &row.at.head.file,
                },
                places.known(&key),
                self.gazetteer,
            );
            if repetition.is_first(&row.at, "Ort", &key, &place, findings) {
                places.put(key.clone(), RowRef::of(&row.at), place);
                taken.push((row, key));
            }
        }
        self.merge(&taken, &mut places, findings);
        places
    }

    /// Finds the key of every row: first by GeoNames ids that the register has, then by names
    /// that it has, else a new one.
    fn find_keys<'p>(&self, rows: &'p [PlaceRow], findings: &mut Findings) -> Vec<Placed<'p>> {
        let mut by_id: BTreeMap<(&CountryCode, u32), &PlaceKey> = BTreeMap::new();
        for place in self.register.places.values() {
            if let Some(id) = place.geonames_id {
                by_id.insert((&place.country, id), &place.key);
            }
        }
        let mut claimed = BTreeSet::new();
        let mut namesakes: BTreeMap<(CountryCode, String), BTreeSet<Option<u32>>> = BTreeMap::new();
        let mut placed: Vec<Placed<'p>> = Vec::new();
        for row in rows {
            let cell = (&row.at, "Land");
            let country =
                (self.countries).resolve_one(cell, &row.country, findings, self.suggestions);
            let Some(country) = country else {
                continue;
            };
            let id = row.cells.geonames_id.filled().copied();
            let key = id.and_then(|id| by_id.get(&(&country, id)).copied().cloned());
            claimed.extend(key.clone());
            let name = (country.clone(), fold_name(&row.name));
            namesakes.entry(name).or_default().insert(id);
            placed.push((row, country, key));
        }
        let unclaimed = self.register.places.values();
        let unclaimed = PlaceLookup::of(unclaimed.filter(|place| !claimed.contains(&place.key)));
        for (row, country, key) in &mut placed {
            if key.is_none() {
                let name = (country.clone(), fold_name(&row.name));
                let alone = namesakes.get(&name).is_none_or(|ids| ids.len() == 1);
                *key = self.key_by_name(row, country, alone, &unclaimed, findings);
            }
        }
        placed
    }

    /// The key of a row that no GeoNames id leads to a known place. A place that the register has
    /// by name keeps its key, whatever is learnt of it.
    fn key_by_name(
        &self,
        row: &PlaceRow,
        country: &CountryCode,
        alone: bool,
        register: &PlaceLookup,
        findings: &mut Findings,
    ) -> Option<PlaceKey> {
        let id = row.cells.geonames_id.filled().copied();
        let id_of = |key: &PlaceKey| self.register.places.get(key).and_then(|it| it.geonames_id);
        match register.of_primary_name(country, &row.name) {
            FoundPlace::One(key, _) if alone || id_of(&key).is_none() => return Some(key),
            FoundPlace::Several(keys) => {
                let known: Vec<&str> = keys.iter().map(PlaceKey::as_str).collect();
                let message = format!(
                    "flera orter i registret heter {} i {}: {}.",
                    row.name,
                    self.countries.name(country),
                    known.join(", ")
                );
                let suggestion = Some("Ange GeoNames-id.".to_owned());
                findings.error(
                    &row.at,
                    "Ort",
                    FindingCode::AmbiguousPlace,
                    message,
                    suggestion,
                );
                return None;
            }
            FoundPlace::One(..) | FoundPlace::None => {}
        }
        let taken = |key: &PlaceKey| self.register.places.contains_key(key);
        let of_geonames = id
            .filter(|id| self.gazetteer.contains_key(id))
            .map(|id| PlaceKey::of_geonames(country, id))
            .filter(|key| !taken(key));
        let key = of_geonames.or_else(|| key_of_name(country, &row.name, taken));
        if key.is_none() {
            let message = format!("\"{}\" har varken bokstäver eller siffror.", row.name);
            findings.error(&row.at, "Ort", FindingCode::InvalidValue, message, None);
        }
        key
    }

    /// Tells of a GeoNames id that leads nowhere, elsewhere, or away from what the register has.
    fn check_geonames_id(
        &self,
        row: &PlaceRow,
        country: &CountryCode,
        key: &PlaceKey,
        findings: &mut Findings,
    ) {
        let Some(id) = row.cells.geonames_id.filled() else {
            return;
        };
        let column = "GeoNames-id";
        let known = self.register.places.get(key);
        let known_id = known.and_then(|place| place.geonames_id);
        let described = self.gazetteer.get(id);
        let located = known.is_some_and(|it| it.geonames_id == Some(*id) && it.location.is_some());
        match described {
            None if !located => {
                let code = match known {
                    None => FindingCode::PlaceAdded,
                    Some(_) => FindingCode::InvalidValue,
                };
                let message = format!(
                    "GeoNames-id {id} finns varken i ortnamnsfilen eller i registret; {} får inga koordinater.",
                    row.name
                );
                let suggestion = Some("Lägg ortens rad från GeoNames i ortnamn.tsv.".to_owned());
                findings.warning(&row.at, column, code, message, suggestion);
            }
            Some((_, place)) if place.country != *country => {
                let message = format!(
                    "GeoNames-id {id} är {} i {}, inte i {}.",
                    place.name,
                    self.countries.name(&place.country),
                    self.countries.name(country)
                );
                findings.warning(&row.at, column, FindingCode::InvalidValue, message, None);
            }
            _ => {}
        }
        if let Some(known_id) = known_id.filter(|known| known != id) {
            let message = format!(
                "{} har GeoNames-id {known_id} i registret; raden ger den {id}, som nu gäller.",
                row.name
            );
            findings.warning(&row.at, column, FindingCode::AmbiguousPlace, message, None);
        }
    }

    /// Points the places that have become part of others to these.
    fn merge(
        &self,
        rows: &[(&PlaceRow, PlaceKey)],
        places: &mut Places<'_>,
        findings: &mut Findings,
    ) {
        let lookup = PlaceLookup::of(places.all());
        for (row, key) in rows {
            let known = places.known(key);
            let kept = known.and_then(|place| place.merged_into.clone());
            let year = row.merged_year.or_kept(known.and_then(|it| it.merged_year));
            let into = match row.merged_into.filled() {
                None => row.merged_into.clone().map(|_| key.clone()).or_kept(kept),
                Some(name) => self.successor(row, key, name, &lookup, places, findings),
            };
            if let Some(place) = places.drafted_mut(key) {
                place.merged_year = year.filter(|_| into.is_some());
                place.merged_into = into;
            }
        }
    }

    fn successor(
        &self,
        row: &PlaceRow,
        key: &PlaceKey,
        name: &str,
        lookup: &PlaceLookup,
        places: &Places<'_>,
        findings: &mut Findings,
    ) -> Option<PlaceKey> {
        let country = &places.drafted(key)?.country;
        let told = |found: &str| format!("{found}; {} togs in utan att peka på den.", row.name);
        let column = "Uppgått i";
        let (code, message, suggestion) = match lookup.find(country, name) {
            FoundPlace::One(successor, _) if !leads_back(&successor, key, places) => {
                return Some(successor);
            }
            FoundPlace::One(..) => (
                FindingCode::InvalidValue,
                told(&format!("{name} har i sin tur gått upp i {}", row.name)),
                None,
            ),
            FoundPlace::Several(_) => (
                FindingCode::AmbiguousPlace,
                told(&format!("flera orter heter {name}")),
                None,
            ),
            FoundPlace::None => {
                let code = FindingCode::UnknownPlace;
                let near = lookup.near(country);
                let near = near.and_then(|near| self.suggestions.near(near, name));
                if let Some((shown, successor)) = near
                    && self.suggestions.accepts(code)
                    && !leads_back(successor, key, places)
                {
                    let code = FindingCode::SuggestionTaken;
                    findings.info(&row.at, column, code, read_as(name, shown), None);
                    return Some(successor.clone());
                }
                let country = self.countries.name(country);
                let message = told(&format!("orten \"{name}\" finns inte i {country}"));
                let suggestion = near.map_or_else(
                    || "Ge den en egen rad i Orter.".to_owned(),
                    |(shown, _)| did_you_mean(shown),
                );
                (code, message, Some(suggestion))
            }
        };
        findings.warning(&row.at, column, code, message, suggestion);
        None
    }
}

/// A key made of a place's name that is not taken by another place, which once had this name and
/// keeps its key.
pub(super) fn key_of_name(
    country: &CountryCode,
    name: &str,
    taken: impl Fn(&PlaceKey) -> bool,
) -> Option<PlaceKey> {
    let key = PlaceKey::of_name(country, name)?;
    if !taken(&key) {
        return Some(key);
    }
    (2..1_000)
        .filter_map(|number| PlaceKey::of_name(country, &format!("{name} {number}")))
        .find(|key| !taken(key))
}
