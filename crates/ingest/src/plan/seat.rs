//! The seats of municipalities, as places with coordinates.

use std::collections::BTreeMap;

use vanort_model::{CountryCode, FindingCode, PlaceKey};

use crate::check::{Cell, Findings, Gazetteers, MunicipalityRow, PlaceCells};
use crate::plan::place::Places;
use crate::plan::place_record::{Told, build_place};
use crate::resolve::CountryLookup;

/// What seats are looked up in.
#[derive(Debug)]
pub(super) struct Seats<'a> {
    gazetteer: &'a Gazetteers,
    has_sweden: bool,
    /// The Swedish places of Orter and the register, by their GeoNames ids.
    by_id: BTreeMap<u32, PlaceKey>,
}

impl<'a> Seats<'a> {
    pub(super) fn new(
        gazetteer: &'a Gazetteers,
        countries: &CountryLookup,
        places: &Places<'_>,
    ) -> Self {
        let sweden = CountryCode::sweden();
        let swedish = places.all().filter(|place| place.country == sweden);
        let by_id = swedish.filter_map(|place| Some((place.geonames_id?, place.key.clone())));
        Self {
            gazetteer,
            has_sweden: countries.has(&sweden),
            by_id: by_id.collect(),
        }
    }

    /// The place of a municipality's seat, drafted where it is new. A seat without coordinates is
    /// no place.
    pub(super) fn place_of(
        &self,
        row: &MunicipalityRow,
        seat: Option<&str>,
        known: Option<PlaceKey>,
        places: &mut Places<'_>,
        findings: &mut Findings,
    ) -> Option<PlaceKey> {
        let id = match &row.geonames_id {
            Cell::Absent => return known,
            Cell::Empty => return None,
            Cell::Filled(id) => *id,
        };
        if let Some(key) = self.by_id.get(&id) {
            return Some(key.clone());
        }
        let at = &row.cells.at;
        let Some((_, described)) = self.gazetteer.get(&id) else {
            let message = format!(
                "GeoNames-id {id} finns varken i ortnamnsfilen eller i registret; {} får inga koordinater.",
                row.cells.name
            );
            let suggestion = Some("Lägg ortens rad från GeoNames i ortnamn.tsv.".to_owned());
            findings.warning(
                at,
                "GeoNames-id",
                FindingCode::InvalidValue,
                message,
                suggestion,
            );
            return None;
        };
        let sweden = CountryCode::sweden();
        if !self.has_sweden || described.country != sweden {
            let message = if self.has_sweden {
                format!(
                    "GeoNames-id {id} är {}, som inte ligger i Sverige.",
                    described.name
                )
            } else {
                "Sverige finns inte i registret, så centralorten får ingen plats.".to_owned()
            };
            findings.warning(at, "GeoNames-id", FindingCode::InvalidValue, message, None);
            return None;
        }
        let key = PlaceKey::of_geonames(&sweden, id);
        if places.get(&key).is_none() {
            let cells = PlaceCells {
                local_names: Cell::Absent,
                exonyms: Cell::Absent,
                former_names: Cell::Absent,
                geonames_id: Cell::Filled(id),
                note: Cell::Absent,
                source: row.cells.source.clone(),
            };
            let told = Told {
                key: key.clone(),
                country: sweden,
                name: seat.unwrap_or(&described.name),
                cells: &cells,
                file: &at.head.file,
            };
            places.put_named(key.clone(), build_place(told, None, self.gazetteer));
        }
        Some(key)
    }
}
