//! The rows of each kind of sheet, put together from their columns.

use vanort_model::{FindingCode, NameKind};

use crate::check::row::{
    AuthorityCells, Cell, CheckedRow, CountryRow, CountyRow, FederationRow, MunicipalityRow,
    PlaceCells, PlaceRow, RegionRow, SurveyRow,
};
use crate::check::row_reader::RowReader;
use crate::check::sheet_kind::SheetKind;

impl RowReader<'_> {
    /// Reads the row of a sheet of this kind: what it tells of, which is nothing when it cannot be
    /// taken and several ties when it names several partners.
    pub(super) fn check(mut self, kind: SheetKind) -> Vec<CheckedRow> {
        if kind == SheetKind::Twinnings {
            return self.twinnings();
        }
        let row = self.record(kind);
        row.filter(|_| self.is_sound()).into_iter().collect()
    }

    fn record(&mut self, kind: SheetKind) -> Option<CheckedRow> {
        match kind {
            SheetKind::Municipalities => self.municipality(),
            SheetKind::Regions => self.region(),
            SheetKind::Federations => self.federation(),
            SheetKind::Counties => self.county(),
            SheetKind::Countries => self.country(),
            SheetKind::Twinnings => None,
            SheetKind::Places => self.place(),
            SheetKind::Surveys => self.survey(),
            SheetKind::Networks => self.network(),
            SheetKind::Programmes => self.programme(),
            SheetKind::ProgrammeCountries => self.programme_country(),
            SheetKind::NetworkMembers => self.network_member(),
            SheetKind::Resources => self.resource(),
            SheetKind::Contacts => self.contact(),
        }
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

    pub(super) fn check_years(&mut self, column: &str, since: Option<&i32>, until: Option<&i32>) {
        if let (Some(since), Some(until)) = (since, until)
            && until < since
        {
            let message = format!("slutet {until} ligger före början {since}.");
            self.refuse(column, FindingCode::InvalidValue, message, None);
        }
    }
}
