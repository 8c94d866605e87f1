//! The rows of each kind of sheet, put together from their columns.

use vanort_model::{FindingCode, NameKind, TwinningKind};

use crate::check::row::{
    AuthorityCells, AuthorityWords, Cell, CheckedRow, CountryRow, CountyRow, FederationRow,
    MunicipalityRow, NetworkRow, PlaceCells, PlaceRow, RegionRow, SurveyRow, TwinningRow,
};
use crate::check::row_reader::RowReader;
use crate::check::sheet_kind::SheetKind;
use crate::check::words::{KINDS, STATUSES, THEMES};

/// The columns that name a tie, in the order in which they are told.
const NAMING: [&str; 6] = [
    "Kommunkod",
    "Kommun",
    "Region",
    "Regionförbund",
    "Vänort",
    "Land",
];

impl RowReader<'_> {
    /// Reads the row of a sheet of this kind; `None` when it cannot be taken.
    pub(super) fn check(mut self, kind: SheetKind) -> Option<CheckedRow> {
        let row = match kind {
            SheetKind::Municipalities => self.municipality(),
            SheetKind::Regions => self.region(),
            SheetKind::Federations => self.federation(),
            SheetKind::Counties => self.county(),
            SheetKind::Countries => self.country(),
            SheetKind::Twinnings => self.twinning(),
            SheetKind::Places => self.place(),
            SheetKind::Surveys => self.survey(),
            SheetKind::Networks => self.network(),
        };
        row.filter(|_| self.is_sound())
    }

    fn authority(&mut self, name: &str, seat: &str) -> Option<AuthorityCells> {
        Some(AuthorityCells {
            at: self.at.clone(),
            name: self.required(name)?,
            official_name: self.text("Officiellt namn"),
            other_names: self.names("Andra namn", NameKind::Exonym),
            county: self.county_code("Länskod"),
            seat: self.text(seat),
            note: self.text("Anmärkning"),
            source: self.text("Källa"),
        })
    }

    fn municipality(&mut self) -> Option<CheckedRow> {
        let code = self.municipality_code("Kommunkod");
        let code = self.require("Kommunkod", code);
        let cells = self.authority("Kommun", "Centralort");
        let geonames_id = self.geonames_id("GeoNames-id");
        let (code, cells) = (code?, cells?);
        if let Cell::Filled(county) = &cells.county
            && *county != code.county()
        {
            let message = format!(
                "kommunkoden {code} hör till län {}, inte {county}.",
                code.county()
            );
            self.refuse("Länskod", FindingCode::InvalidValue, message, None);
        }
        Some(CheckedRow::Municipality(MunicipalityRow {
            code,
            geonames_id,
            cells,
        }))
    }

    fn region(&mut self) -> Option<CheckedRow> {
        let code = self.county_code("Regionkod");
        let code = self.require("Regionkod", code);
        let cells = self.authority("Region", "Säte");
        Some(CheckedRow::Region(RegionRow {
            code: code?,
            cells: cells?,
        }))
    }

    fn federation(&mut self) -> Option<CheckedRow> {
        let row = FederationRow {
            valid_from: self.year("Från år"),
            valid_until: self.year("Till år"),
            successor: self.county_code("Uppgått i"),
            cells: self.authority("Regionförbund", "Säte")?,
        };
        self.check_years("Till år", row.valid_from.filled(), row.valid_until.filled());
        Some(CheckedRow::Federation(row))
    }

    fn county(&mut self) -> Option<CheckedRow> {
        let code = self.county_code("Länskod");
        let code = self.require("Länskod", code);
        let name = self.required("Län");
        Some(CheckedRow::County(CountyRow {
            at: self.at.clone(),
            code: code?,
            name: name?,
            letter: self.text("Länsbokstav"),
            seat: self.text("Residensstad"),
            source: self.text("Källa"),
        }))
    }

    fn country(&mut self) -> Option<CheckedRow> {
        let code = self.country_code("Landskod");
        let code = self.require("Landskod", code);
        let name_sv = self.required("Land");
        Some(CheckedRow::Country(CountryRow {
            at: self.at.clone(),
            code: code?,
            name_sv: name_sv?,
            name_en: self.text("Engelskt namn"),
            own_names: self.names("Egna namn", NameKind::Official),
            exonyms: self.names("Andra namn", NameKind::Exonym),
            former_names: self.names("Tidigare namn", NameKind::Former),
            source: self.text("Källa"),
        }))
    }

    fn place(&mut self) -> Option<CheckedRow> {
        let (name, country) = (self.required("Ort"), self.required("Land"));
        let cells = PlaceCells {
            local_names: self.names("Lokalt namn", NameKind::Official),
            exonyms: self.names("Andra namn", NameKind::Exonym),
            former_names: self.names("Tidigare namn", NameKind::Former),
            geonames_id: self.geonames_id("GeoNames-id"),
            note: self.text("Anmärkning"),
            source: self.text("Källa"),
        };
        Some(CheckedRow::Place(Box::new(PlaceRow {
            at: self.at.clone(),
            merged_into: self.text("Uppgått i"),
            merged_year: self.year("Uppgått år"),
            name: name?,
            country: country?,
            cells,
        })))
    }

    fn survey(&mut self) -> Option<CheckedRow> {
        Some(CheckedRow::Survey(SurveyRow {
            at: self.at.clone(),
            year: self.year("År"),
            publisher: self.text("Utgivare"),
            description: self.text("Beskrivning"),
            source: self.text("Källa"),
            name: self.required("Kartläggning")?,
        }))
    }

    fn network(&mut self) -> Option<CheckedRow> {
        Some(CheckedRow::Network(NetworkRow {
            at: self.at.clone(),
            website: self.text("Webbplats"),
            description: self.text("Beskrivning"),
            source: self.text("Källa"),
            name: self.required("Nätverk")?,
        }))
    }

    fn twinning(&mut self) -> Option<CheckedRow> {
        let authority = if self.names_authorities() {
            self.authority_words().map(Some)
        } else {
            Some(None)
        };
        let place = self.required("Vänort");
        let country = if self.at.has("Land") {
            self.required("Land").map(Some)
        } else {
            Some(None)
        };
        let written: Vec<String> = (NAMING.iter())
            .filter_map(|column| self.written(column))
            .collect();
        let kind = self.word("Typ", KINDS).unwrap_or(TwinningKind::Twinning);
        let status = self.word("Status", STATUSES).flatten();
        let since = self.year("Startår").filled().copied();
        let until = self.year("Slutår").filled().copied();
        self.check_years("Slutår", since.as_ref(), until.as_ref());
        let themes = self.words("Område", THEMES);
        let mut text = |column| self.text(column).filled().cloned();
        let (network, survey) = (text("Nätverk"), text("Kartläggning"));
        let county = text("Län");
        let (note, source) = (text("Anmärkning"), text("Källa"));
        Some(CheckedRow::Twinning(Box::new(TwinningRow {
            at: self.at.clone(),
            authority: authority?,
            place: place?,
            country: country?,
            county,
            tie: None,
            kind,
            status,
            since,
            until,
            themes,
            network,
            note,
            source,
            survey,
            text: written.join(" | "),
        })))
    }

    fn names_authorities(&self) -> bool {
        let columns = ["Kommun", "Kommunkod", "Region", "Regionförbund"];
        columns.iter().any(|column| self.at.has(column))
    }

    /// The one authority that a row of Vänorter names.
    fn authority_words(&mut self) -> Option<AuthorityWords> {
        let code = self.municipality_code("Kommunkod");
        let name = self.text("Kommun").filled().cloned();
        if let (Some(name), Some(country)) = (&name, self.text("Hemland").filled()) {
            let (name, country) = (name.clone(), country.clone());
            return Some(AuthorityWords::Foreign { name, country });
        }
        let region = self.text("Region").filled().cloned();
        let federation = self.text("Regionförbund").filled().cloned();
        let of_municipality = name.is_some() || self.written("Kommunkod").is_some();
        let named = [
            ("Kommunkod", of_municipality),
            ("Region", region.is_some()),
            ("Regionförbund", federation.is_some()),
        ];
        let mut filled = named.iter().filter(|(_, filled)| *filled);
        let (Some(_), second) = (filled.next(), filled.next()) else {
            let column = ["Kommunkod", "Kommun", "Region", "Regionförbund"]
                .into_iter()
                .find(|column| self.at.has(column))
                .unwrap_or("Kommun");
            let message = "raden nämner varken kommun, region eller regionförbund.".to_owned();
            let suggestion = Some("Fyll i en av dem.".to_owned());
            self.refuse(column, FindingCode::MissingValue, message, suggestion);
            return None;
        };
        if let Some((column, _)) = second {
            let message = "raden nämner mer än en av kommun, region och regionförbund.".to_owned();
            let suggestion = Some("Dela upp den på två rader.".to_owned());
            self.refuse(column, FindingCode::InvalidValue, message, suggestion);
            return None;
        }
        Some(match (region, federation) {
            (Some(region), _) => AuthorityWords::Region(region),
            (None, Some(federation)) => AuthorityWords::Federation(federation),
            (None, None) => AuthorityWords::Municipality {
                code: code.filled().cloned(),
                name,
            },
        })
    }

    fn check_years(&mut self, column: &str, since: Option<&i32>, until: Option<&i32>) {
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let message = format!("slutet {until} ligger före början {since}.");
            self.refuse(column, FindingCode::InvalidValue, message, None);
        }
    }
}
