//! Municipalities, regions and federations.

use vanort_model::{
    AuthorityKey, CountyCode, FindingCode, LocalAuthority, PlaceKey, Slug, Snapshot, fold_name,
};

use crate::check::{
    AuthorityCells, CheckedRows, FederationRow, Findings, MunicipalityRow, RegionRow,
};
use crate::plan::county::Counties;
use crate::plan::draft::Drafts;
use crate::plan::place::Places;
use crate::plan::repetition::Repetition;
use crate::plan::seat::Seats;
use crate::plan::tally::RowRef;

/// The authorities of an import.
pub(super) type Authorities<'r> = Drafts<'r, AuthorityKey, LocalAuthority>;

/// Drafts the authorities, and the places of their seats.
#[derive(Debug)]
pub(super) struct AuthorityDrafting<'a, 'r> {
    authorities: Authorities<'r>,
    repetition: Repetition<AuthorityKey, LocalAuthority>,
    counties: &'a Counties<'r>,
    findings: &'a mut Findings,
}

impl<'a, 'r> AuthorityDrafting<'a, 'r> {
    pub(super) fn new(
        register: &'r Snapshot,
        counties: &'a Counties<'r>,
        findings: &'a mut Findings,
    ) -> Self {
        Self {
            authorities: Drafts::over(&register.authorities),
            repetition: Repetition::default(),
            counties,
            findings,
        }
    }

    /// Drafts the authorities of the sheets Kommuner, Regioner and Regionförbund, in this order:
    /// a region sits in a municipality's seat, and a federation has become part of a region.
    pub(super) fn draft(
        mut self,
        rows: &CheckedRows,
        seats: &Seats<'_>,
        places: &mut Places<'_>,
    ) -> Authorities<'r> {
        for row in &rows.municipalities {
            self.draft_municipality(row, seats, places);
        }
        for row in &rows.regions {
            self.draft_region(row);
        }
        for row in &rows.federations {
            self.draft_federation(row);
        }
        self.authorities
    }

    fn draft_municipality(
        &mut self,
        row: &MunicipalityRow,
        seats: &Seats<'_>,
        places: &mut Places<'_>,
    ) {
        let key = AuthorityKey::Municipality(row.code.clone());
        let Some(mut authority) =
            self.record(key, &row.cells, ("Kommunkod", Some(row.code.county())))
        else {
            return;
        };
        let known = self.authorities.known(&authority.key);
        let known_place = known.and_then(|it| it.seat_place.clone());
        authority.seat_place = seats.place_of(
            row,
            authority.seat.as_deref(),
            known_place,
            places,
            self.findings,
        );
        self.put("Kommunkod", &row.cells, authority);
    }

    fn draft_region(&mut self, row: &RegionRow) {
        let key = AuthorityKey::Region(row.code.clone());
        let county = Some(row.code.clone());
        if let Some(mut authority) = self.record(key, &row.cells, ("Regionkod", county)) {
            authority.seat_place = self.seat_in_county(&authority);
            self.put("Regionkod", &row.cells, authority);
        }
    }

    /// The place of the one municipality in the region's county that is run from the same town.
    fn seat_in_county(&self, region: &LocalAuthority) -> Option<PlaceKey> {
        let seat = fold_name(region.seat.as_deref()?);
        let mut found = self.authorities.all().filter(|authority| {
            matches!(authority.key, AuthorityKey::Municipality(_))
                && authority.county == region.county
                && authority
                    .seat
                    .as_deref()
                    .is_some_and(|it| fold_name(it) == seat)
        });
        let only = found.next().filter(|_| found.next().is_none())?;
        only.seat_place.clone()
    }

    fn draft_federation(&mut self, row: &FederationRow) {
        let column = "Regionförbund";
        let Some(slug) = Slug::of(&row.cells.name) else {
            let message = format!("\"{}\" har varken bokstäver eller siffror.", row.cells.name);
            self.findings.error(
                &row.cells.at,
                column,
                FindingCode::InvalidValue,
                message,
                None,
            );
            return;
        };
        let key = AuthorityKey::RegionalFederation(slug);
        let Some(mut authority) = self.record(key, &row.cells, ("Länskod", None)) else {
            return;
        };
        let known = self.authorities.known(&authority.key);
        authority.valid_from = row.valid_from.or_kept(known.and_then(|it| it.valid_from));
        authority.valid_until = row.valid_until.or_kept(known.and_then(|it| it.valid_until));
        let successor = row.successor.clone().map(AuthorityKey::Region);
        authority.successor = successor.or_kept(known.and_then(|it| it.successor.clone()));
        if let Some(successor) = &authority.successor
            && self.authorities.get(successor).is_none()
        {
            let message = format!(
                "regionen {} finns inte i registret; {} togs in utan att peka på den.",
                successor.code(),
                authority.name
            );
            let suggestion = Some("Läs in bladet Regioner först, eller samtidigt.".to_owned());
            let code = FindingCode::UnknownAuthority;
            self.findings
                .warning(&row.cells.at, "Uppgått i", code, message, suggestion);
            authority.successor = None;
        }
        self.put(column, &row.cells, authority);
    }

    /// What all three kinds have in common; `None`, with a finding, when the county that the row
    /// names is not known. The county of a code goes without saying, so there it is only left out.
    fn record(
        &mut self,
        key: AuthorityKey,
        cells: &AuthorityCells,
        (column, county_of_code): (&str, Option<CountyCode>),
    ) -> Option<LocalAuthority> {
        let known = self.authorities.known(&key);
        let told = cells.county.filled();
        let kept = || cells.county.or_kept(known.and_then(|it| it.county.clone()));
        let county = told.cloned().or(county_of_code).or_else(kept);
        let is_known = |code: &CountyCode| self.counties.get(code).is_some();
        if let Some(code) = county.as_ref().filter(|code| !is_known(code)) {
            let message = format!("länet {code} finns inte i registret.");
            let suggestion = Some("Läs in bladet Län först, eller samtidigt.".to_owned());
            let finding = FindingCode::UnknownCounty;
            if told.is_some() {
                self.findings
                    .error(&cells.at, "Länskod", finding, message, suggestion);
                return None;
            }
            self.findings
                .warning(&cells.at, column, finding, message, suggestion);
        }
        let county = county.filter(is_known);
        let mut other_names = cells
            .other_names
            .or_kept(known.map(|it| it.other_names.clone()))
            .unwrap_or_default();
        other_names.retain(|name| name.text != cells.name);
        let official_name = cells
            .official_name
            .or_known(known.map(|it| &it.official_name), || cells.name.clone());
        Some(LocalAuthority {
            name: cells.name.clone(),
            official_name,
            other_names,
            county,
            seat: cells.seat.or_kept(known.and_then(|it| it.seat.clone())),
            seat_place: known.and_then(|it| it.seat_place.clone()),
            valid_from: known.and_then(|it| it.valid_from),
            valid_until: known.and_then(|it| it.valid_until),
            successor: known.and_then(|it| it.successor.clone()),
            note: cells.note.or_kept(known.and_then(|it| it.note.clone())),
            source: cells
                .source
                .or_known(known.map(|it| &it.source), || cells.at.head.file.clone()),
            key,
        })
    }

    fn put(&mut self, column: &str, cells: &AuthorityCells, authority: LocalAuthority) {
        let key = authority.key.clone();
        if self
            .repetition
            .is_first(&cells.at, column, &key, &authority, self.findings)
        {
            self.authorities.put(key, RowRef::of(&cells.at), authority);
        }
    }
}
