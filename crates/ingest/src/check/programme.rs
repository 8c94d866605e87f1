//! Rows of the sheets Program and Länder i program.

use vanort_model::{ApplicantKind, Certainty, PartialDate};

use crate::check::position::Position;
use crate::check::row::{Cell, CheckedRow};
use crate::check::row_reader::RowReader;
use crate::check::words::{APPLICANTS, CERTAINTIES};

/// A row of Program.
#[derive(Debug)]
pub(crate) struct ProgrammeRow {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) name_en: Cell<String>,
    pub(crate) description: Cell<String>,
    pub(crate) funder: Cell<String>,
    pub(crate) administrator: Cell<String>,
    pub(crate) national_contact: Cell<String>,
    pub(crate) applicants: Cell<Vec<ApplicantKind>>,
    pub(crate) grant: Cell<String>,
    pub(crate) valid_from: Cell<PartialDate>,
    pub(crate) valid_until: Cell<PartialDate>,
    pub(crate) certainty: Cell<Certainty>,
    pub(crate) successor: Cell<String>,
    pub(crate) website: Cell<String>,
    pub(crate) checked_on: Cell<PartialDate>,
    pub(crate) source: Cell<String>,
}

/// A row of Länder i program.
#[derive(Debug)]
pub(crate) struct ProgrammeCountryRow {
    pub(crate) at: Position,
    pub(crate) programme: String,
    pub(crate) country: String,
    pub(crate) valid_from: Cell<PartialDate>,
    pub(crate) valid_until: Cell<PartialDate>,
    pub(crate) source: Cell<String>,
}

impl RowReader<'_> {
    pub(super) fn programme(&mut self) -> Option<CheckedRow> {
        let row = ProgrammeRow {
            at: self.at.clone(),
            name_en: self.text("Engelskt namn"),
            description: self.text("Beskrivning"),
            funder: self.text("Finansiär"),
            administrator: self.text("Förvaltare"),
            national_contact: self.text("Nationell kontakt"),
            applicants: self.word_list("Vem får söka", APPLICANTS),
            grant: self.text("Bidrag"),
            valid_from: self.date("Gäller från"),
            valid_until: self.date("Gäller till"),
            certainty: self.word_cell("Säkerhet", CERTAINTIES),
            successor: self.text("Ersätts av"),
            website: self.web_address("Webbplats"),
            checked_on: self.date("Kontrollerad"),
            source: self.text("Källa"),
            name: self.required("Program")?,
        };
        self.check_dates("Gäller till", &row.valid_from, &row.valid_until);
        Some(CheckedRow::Programme(Box::new(row)))
    }

    pub(super) fn programme_country(&mut self) -> Option<CheckedRow> {
        let (programme, country) = (self.required("Program"), self.required("Land"));
        let row = ProgrammeCountryRow {
            at: self.at.clone(),
            valid_from: self.date("Gäller från"),
            valid_until: self.date("Gäller till"),
            source: self.text("Källa"),
            programme: programme?,
            country: country?,
        };
        self.check_dates("Gäller till", &row.valid_from, &row.valid_until);
        Some(CheckedRow::ProgrammeCountry(row))
    }
}
