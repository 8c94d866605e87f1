//! The documents that the search index is built from, taken out of the register.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::{
    AuthorityKey, AuthorityKind, Country, CountryCode, LocalAuthority, Name, NameKind, Place,
    PlaceKey, Snapshot,
};
use vanort_search::{Document, DocumentKind, DocumentTie};

use crate::found::FoundInView;
use crate::names::authority_names;
use crate::view::View;

/// The key of an authority's, a place's or a country's document.
enum DocumentKey<'r> {
    Authority(&'r AuthorityKey),
    Place(&'r PlaceKey),
    Country(&'r CountryCode),
}

impl DocumentKey<'_> {
    /// The text that the index stores.
    fn to_text(&self) -> String {
        match self {
            Self::Authority(key) => key.to_string(),
            Self::Place(key) => format!("place:{key}"),
            Self::Country(code) => format!("country:{code}"),
        }
    }
}

impl View {
    /// What a document of the index stands for, by the document's key; `None` when the view does
    /// not have it.
    #[must_use]
    pub fn find_document(&self, key: &str) -> Option<FoundInView> {
        if let Some(place) = key.strip_prefix("place:") {
            let place = self.find::<Place>(&place.parse().ok()?);
            return place.cloned().map(FoundInView::Place);
        }
        if let Some(code) = key.strip_prefix("country:") {
            let country = self.find::<Country>(&code.parse().ok()?);
            return country.cloned().map(FoundInView::Country);
        }
        let authority = self.find::<LocalAuthority>(&key.parse().ok()?);
        authority.cloned().map(FoundInView::Authority)
    }
}

/// Makes a document of every Swedish authority, of every place that is a partner, a partner's
/// successor or the home of a foreign authority, and of every country.
pub(crate) fn documents(register: &Snapshot) -> Vec<Document> {
    let ties = Ties::of(register);
    let authorities = register
        .authorities
        .values()
        .filter_map(|authority| authority_document(authority, register, &ties));
    let places = register
        .places
        .values()
        .filter_map(|place| place_document(place, &ties));
    let countries = register
        .countries
        .values()
        .map(|country| country_document(country, &ties));
    authorities.chain(places).chain(countries).collect()
}

/// The twinnings, counted and grouped by what they tie.
struct Ties<'r> {
    of_authority: BTreeMap<&'r AuthorityKey, u32>,
    of_country: BTreeMap<&'r CountryCode, u32>,
    partners_of: BTreeMap<&'r PlaceKey, Vec<String>>,
    /// The places that have become part of another, by that.
    merged: BTreeMap<&'r PlaceKey, Vec<&'r Place>>,
    homes_abroad: BTreeMap<&'r PlaceKey, u32>,
    /// The documents of the partners of a home abroad, and the partners of such homes.
    of_homes: BTreeMap<&'r PlaceKey, Vec<String>>,
    partners_of_homes: BTreeSet<&'r PlaceKey>,
    /// What kinds of twinnings an authority, a place and a country have.
    kinds_of_authority: BTreeMap<&'r AuthorityKey, BTreeSet<DocumentTie>>,
    kinds_of_place: BTreeMap<&'r PlaceKey, BTreeSet<DocumentTie>>,
    kinds_of_country: BTreeMap<&'r CountryCode, BTreeSet<DocumentTie>>,
}

impl<'r> Ties<'r> {
    fn of(register: &'r Snapshot) -> Self {
        let mut ties = Self {
            of_authority: BTreeMap::new(),
            of_country: BTreeMap::new(),
            partners_of: BTreeMap::new(),
            merged: BTreeMap::new(),
            homes_abroad: BTreeMap::new(),
            of_homes: BTreeMap::new(),
            partners_of_homes: BTreeSet::new(),
            kinds_of_authority: BTreeMap::new(),
            kinds_of_place: BTreeMap::new(),
            kinds_of_country: BTreeMap::new(),
        };
        for key in register.authorities.keys() {
            if let AuthorityKey::ForeignAuthority(place) = key {
                ties.homes_abroad.entry(place).or_default();
            }
        }
        for (key, twinning) in &register.twinnings {
            let tie = DocumentTie {
                status: twinning.status,
                themes: twinning.themes.clone(),
            };
            let mut of_places = vec![&key.partner];
            if let AuthorityKey::ForeignAuthority(place) = &key.authority {
                *ties.homes_abroad.entry(place).or_default() += 1;
                let partner = DocumentKey::Place(&key.partner).to_text();
                ties.of_homes.entry(place).or_default().push(partner);
                ties.partners_of_homes.insert(&key.partner);
                of_places.push(place);
            }
            for place in of_places {
                let kinds = ties.kinds_of_place.entry(place).or_default();
                kinds.insert(tie.clone());
            }
            let kinds = ties.kinds_of_authority.entry(&key.authority).or_default();
            kinds.insert(tie.clone());
            *ties.of_authority.entry(&key.authority).or_default() += 1;
            ties.partners_of
                .entry(&key.partner)
                .or_default()
                .push(key.authority.to_string());
            if let Some(place) = register.places.get(&key.partner) {
                *ties.of_country.entry(&place.country).or_default() += 1;
                let kinds = ties.kinds_of_country.entry(&place.country).or_default();
                kinds.insert(tie);
            }
        }
        for place in register.places.values() {
            if let Some(successor) = &place.merged_into {
                ties.merged.entry(successor).or_default().push(place);
            }
        }
        ties
    }

    /// Whether a place is found by itself: it is a partner or the home of one.
    fn has(&self, place: &PlaceKey) -> bool {
        self.partners_of.contains_key(place) || self.homes_abroad.contains_key(place)
    }

    /// The places that have become part of one, of those that have become part of others on the
    /// way too.
    fn merged_into(&self, place: &PlaceKey) -> Vec<&'r Place> {
        let mut merged: Vec<&Place> = self.merged.get(place).cloned().unwrap_or_default();
        let mut next = 0;
        while let Some(part) = merged.get(next).copied() {
            let further = self.merged.get(&part.key).into_iter().flatten();
            for further in further.copied() {
                // A register that goes in a circle has no end.
                if !merged.contains(&further) && further.key != *place {
                    merged.push(further);
                }
            }
            next += 1;
        }
        merged
    }
}

fn authority_document(
    authority: &LocalAuthority,
    register: &Snapshot,
    ties: &Ties<'_>,
) -> Option<Document> {
    let kind = match authority.key.kind() {
        AuthorityKind::Municipality => DocumentKind::Municipality,
        AuthorityKind::Region => DocumentKind::Region,
        AuthorityKind::RegionalFederation => DocumentKind::RegionalFederation,
        // Outside Sweden it is found by its place.
        AuthorityKind::ForeignAuthority => return None,
    };
    let seat = authority
        .seat_place
        .as_ref()
        .and_then(|key| register.places.get(key));
    let mut names = authority_names(authority, &authority.other_names, seat);
    if let Some(seat) = authority
        .seat
        .as_ref()
        .filter(|seat| **seat != authority.name)
    {
        // A seat with a name of its own leads to its municipality too.
        names.push(Name::new(seat.clone(), NameKind::Exonym).in_language("sv"));
    }
    let county = (authority.county.as_ref()).and_then(|code| register.counties.get(code));
    if let Some(county) = county.filter(|_| kind == DocumentKind::Region) {
        // Who types "Hallands län" or "Halland" means the region first.
        for text in county_names(&county.name) {
            if authority.name != text && names.iter().all(|known| known.text != text) {
                names.push(Name::new(text, NameKind::Exonym).in_language("sv"));
            }
        }
    }
    Some(Document {
        key: DocumentKey::Authority(&authority.key).to_text(),
        kind,
        name: authority.name.clone(),
        names,
        country: authority.key.country(),
        county_name: county.map(|county| county.name.clone()),
        county: authority.county.clone(),
        twinnings: ties.of_authority.get(&authority.key).copied().unwrap_or(0),
        ties: listed(ties.kinds_of_authority.get(&authority.key)),
        population: seat.and_then(population_of).unwrap_or(0),
        partner_of: Vec::new(),
        tied_as: vec![authority.key.to_string()],
    })
}

/// What a county is called: in full, and without what it is.
fn county_names(name: &str) -> Vec<&str> {
    let mut names = vec![name];
    let stem = name.strip_suffix(" län");
    names.extend(stem.map(|stem| stem.strip_suffix('s').unwrap_or(stem)));
    names
}

fn place_document(place: &Place, ties: &Ties<'_>) -> Option<Document> {
    let partner_of = ties.partners_of.get(&place.key);
    let of_home = ties.homes_abroad.get(&place.key);
    let merged = ties.merged_into(&place.key);
    if !ties.has(&place.key) && !merged.iter().any(|part| ties.has(&part.key)) {
        return None;
    }
    // What it is made of leads to it, by the names of before.
    let mut names = place.names.clone();
    let of_parts = merged.iter().flat_map(|part| {
        std::iter::once(part.name.as_str()).chain(part.names.iter().map(|name| name.text.as_str()))
    });
    for text in of_parts {
        if place.name != text && names.iter().all(|known| known.text != text) {
            names.push(Name::new(text, NameKind::Former));
        }
    }
    let mut partner_of = partner_of.cloned().unwrap_or_default();
    let twinnings = u32::try_from(partner_of.len()).unwrap_or(u32::MAX);
    let twinnings = twinnings.saturating_add(of_home.copied().unwrap_or(0));
    // A list of another country's names both sides as places: each is found through the other.
    partner_of.extend(ties.of_homes.get(&place.key).cloned().unwrap_or_default());
    partner_of.sort_unstable();
    partner_of.dedup();
    let as_home = of_home.map(|_| AuthorityKey::ForeignAuthority(place.key.clone()).to_string());
    let as_partner = Some(DocumentKey::Place(&place.key).to_text())
        .filter(|_| ties.partners_of_homes.contains(&place.key));
    Some(Document {
        key: DocumentKey::Place(&place.key).to_text(),
        kind: DocumentKind::PartnerTown,
        name: place.name.clone(),
        names,
        country: place.country.clone(),
        county: None,
        county_name: None,
        twinnings,
        ties: listed(ties.kinds_of_place.get(&place.key)),
        population: population_of(place).unwrap_or(0),
        partner_of,
        tied_as: as_home.into_iter().chain(as_partner).collect(),
    })
}

fn country_document(country: &Country, ties: &Ties<'_>) -> Document {
    let english = Name::new(country.name_en.clone(), NameKind::Exonym).in_language("en");
    Document {
        key: DocumentKey::Country(&country.code).to_text(),
        kind: DocumentKind::Country,
        name: country.name_sv.clone(),
        names: std::iter::once(english)
            .chain(country.other_names.iter().cloned())
            .collect(),
        country: country.code.clone(),
        county: None,
        county_name: None,
        twinnings: ties.of_country.get(&country.code).copied().unwrap_or(0),
        ties: listed(ties.kinds_of_country.get(&country.code)),
        population: 0,
        partner_of: Vec::new(),
        tied_as: Vec::new(),
    }
}

fn listed(kinds: Option<&BTreeSet<DocumentTie>>) -> Vec<DocumentTie> {
    kinds.into_iter().flatten().cloned().collect()
}

fn population_of(place: &Place) -> Option<u64> {
    place.population.and_then(|count| u64::try_from(count).ok())
}
