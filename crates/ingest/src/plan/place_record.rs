//! One place, put together from its row, the gazetteer and the register.

use std::collections::BTreeSet;

use vanort_model::{CountryCode, Name, NameKind, Place, PlaceKey, Snapshot};

use crate::check::{Cell, Gazetteers, PlaceCells};
use crate::plan::place::Places;
use crate::plan::tally::RowRef;

/// What a row tells of a place.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) key: PlaceKey,
    pub(super) country: CountryCode,
    pub(super) name: &'a str,
    pub(super) cells: &'a PlaceCells,
    /// The file that the row stands in, the source where the row names none.
    pub(super) file: &'a str,
}

/// Builds a place. What the gazetteer once told is kept as long as the place keeps its id, so
/// that a list can be imported again without its gazetteer. Mergers are added later.
pub(super) fn build_place(told: Told<'_>, known: Option<&Place>, gazetteer: &Gazetteers) -> Place {
    let cells = told.cells;
    let known_id = known.and_then(|place| place.geonames_id);
    let geonames_id = cells.geonames_id.or_kept(known_id);
    let of_known = known.filter(|_| geonames_id == known_id);
    let described = geonames_id.and_then(|id| gazetteer.get(&id));
    let mut place = Place {
        names: names(&told, known, gazetteer, geonames_id),
        key: told.key,
        name: told.name.to_owned(),
        country: told.country,
        location: of_known.and_then(|place| place.location),
        population: of_known.and_then(|place| place.population),
        geonames_id,
        merged_into: known.and_then(|place| place.merged_into.clone()),
        merged_year: known.and_then(|place| place.merged_year),
        note: cells
            .note
            .or_kept(known.and_then(|place| place.note.clone())),
        source: cells
            .source
            .or_known(known.map(|place| &place.source), || told.file.to_owned()),
    };
    if let Some((_, described)) = described {
        place.location = Some(described.location);
        place.population = described.population;
    }
    place
}

/// Drafts what the gazetteer newly tells of places that the register has and no sheet names. The
/// rows of the gazetteer speak of all places with their ids.
pub(super) fn refresh_places(places: &mut Places<'_>, register: &Snapshot, gazetteer: &Gazetteers) {
    for place in register.places.values() {
        let told = place.geonames_id.and_then(|id| gazetteer.get(&id));
        if told.is_some() && places.drafted(&place.key).is_none() {
            places.put_named(place.key.clone(), refresh_place(place, gazetteer));
        }
    }
    let told: Vec<(PlaceKey, RowRef)> = (places.drafts())
        .filter_map(|(key, place)| Some((key, gazetteer.get(&place.geonames_id?)?)))
        .map(|(key, (at, _))| (key.clone(), RowRef::of(at)))
        .collect();
    for (key, row) in told {
        places.touch(&key, row);
    }
}

/// The place as the register has it, with what the gazetteer tells.
fn refresh_place(place: &Place, gazetteer: &Gazetteers) -> Place {
    let cells = PlaceCells {
        local_names: Cell::Absent,
        exonyms: Cell::Absent,
        former_names: Cell::Absent,
        geonames_id: Cell::Absent,
        note: Cell::Absent,
        source: Cell::Absent,
    };
    let told = Told {
        key: place.key.clone(),
        country: place.country.clone(),
        name: &place.name,
        cells: &cells,
        file: &place.source,
    };
    build_place(told, Some(place), gazetteer)
}

/// The names of a place by kind, each text once and the primary name not among them: those of the
/// row first, then the gazetteer's. The register does not remember which of a place's exonyms
/// came from the gazetteer, so without one all of them are kept.
fn names(
    told: &Told<'_>,
    known: Option<&Place>,
    gazetteer: &Gazetteers,
    geonames_id: Option<u32>,
) -> Vec<Name> {
    let described = geonames_id.and_then(|id| gazetteer.get(&id));
    // Another id means that the gazetteer's names were another place's.
    let same_place =
        known.is_none_or(|place| place.geonames_id.is_none() || place.geonames_id == geonames_id);
    let kept = |kind: NameKind| {
        let known = known.iter().flat_map(|place| &place.names);
        known.filter(move |name| name.kind == kind)
    };
    let columns = [
        (&told.cells.local_names, NameKind::Official),
        (&told.cells.exonyms, NameKind::Exonym),
        (&told.cells.former_names, NameKind::Former),
    ];
    let mut candidates: Vec<Name> = Vec::new();
    for (cell, kind) in columns {
        match cell {
            Cell::Filled(names) => candidates.extend(names.iter().cloned()),
            Cell::Empty => {}
            Cell::Absent => candidates.extend(kept(kind).cloned()),
        }
    }
    if let Some((_, described)) = described {
        candidates.extend(described.names.iter().cloned());
    } else if same_place {
        candidates.extend(kept(NameKind::Exonym).cloned());
        candidates.extend(kept(NameKind::Transliteration).cloned());
    }
    let mut names: Vec<Name> = Vec::new();
    let mut seen = BTreeSet::from([told.name.to_owned()]);
    for name in candidates {
        if seen.insert(name.text.clone()) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.kind);
    names
}
