//! What a test's register is filled with.

use std::path::{Path, PathBuf};

use crate::repository::repository_root;
use crate::workbook::WorkbookBuilder;

/// What a test's register is filled with.
#[derive(Debug, Clone)]
pub struct Register {
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Workbooks(Vec<(String, WorkbookBuilder)>),
    Shipped,
}

impl Register {
    /// Three municipalities in two counties, four countries, five ties.
    #[must_use]
    pub fn small() -> Self {
        Self::of(vec![
            ("register.xlsx".to_owned(), small_register()),
            ("vanorter.xlsx".to_owned(), small_list()),
        ])
    }

    /// The register that the repository ships.
    #[must_use]
    pub fn shipped() -> Self {
        Self {
            source: Source::Shipped,
        }
    }

    /// These workbooks, by file name.
    #[must_use]
    pub fn of(workbooks: Vec<(String, WorkbookBuilder)>) -> Self {
        Self {
            source: Source::Workbooks(workbooks),
        }
    }

    /// Whether it is the shipped one, which every test fills alike.
    pub(crate) fn is_shipped(&self) -> bool {
        matches!(self.source, Source::Shipped)
    }

    /// The data folder to fill from.
    pub(crate) fn data_dir(&self, folder: &Path) -> anyhow::Result<PathBuf> {
        match &self.source {
            Source::Shipped => Ok(repository_root().join("data")),
            Source::Workbooks(workbooks) => {
                let data = folder.join("data");
                std::fs::create_dir_all(&data)?;
                for (name, workbook) in workbooks {
                    workbook.save(&data, name)?;
                }
                Ok(data)
            }
        }
    }
}

fn small_register() -> WorkbookBuilder {
    WorkbookBuilder::new()
        .sheet("Län", &["Länskod", "Län", "Residensstad", "Källa"])
        .row(&["13", "Hallands län", "Halmstad", "test"])
        .row(&["14", "Västra Götalands län", "Göteborg", "test"])
        .sheet(
            "Länder",
            &["Landskod", "Land", "Engelskt namn", "Egna namn", "Källa"],
        )
        .row(&["SE", "Sverige", "Sweden", "sv: Sverige", "test"])
        .row(&["NO", "Norge", "Norway", "nb: Norge", "test"])
        .row(&["DK", "Danmark", "Denmark", "da: Danmark", "test"])
        .row(&["FI", "Finland", "Finland", "fi: Suomi; sv: Finland", "test"])
        .sheet(
            "Kommuner",
            &[
                "Kommunkod",
                "Kommun",
                "Officiellt namn",
                "Centralort",
                "Källa",
            ],
        )
        .row(&["1380", "Halmstad", "Halmstads kommun", "Halmstad", "test"])
        .row(&["1480", "Göteborg", "Göteborgs kommun", "Göteborg", "test"])
        .row(&["1490", "Borås", "Borås kommun", "Borås", "test"])
        .sheet("Regioner", &["Regionkod", "Region", "Säte", "Källa"])
        .row(&["13", "Region Halland", "Halmstad", "test"])
        .row(&["14", "Västra Götalandsregionen", "Vänersborg", "test"])
}

fn small_list() -> WorkbookBuilder {
    WorkbookBuilder::new()
        .sheet(
            "Vänorter",
            &[
                "Kommunkod",
                "Kommun",
                "Vänort",
                "Land",
                "Status",
                "Startår",
                "Källa",
            ],
        )
        .row(&[
            "1380", "Halmstad", "Gentofte", "Danmark", "aktiv", "1950", "test",
        ])
        .row(&["1380", "Halmstad", "Hangö", "Finland", "", "", "test"])
        .row(&["1480", "Göteborg", "Bergen", "Norge", "", "", "test"])
        .row(&[
            "1480",
            "Göteborg",
            "Århus",
            "Danmark",
            "vilande",
            "",
            "test",
        ])
        .row(&["1490", "Borås", "Vejle", "Danmark", "", "", "test"])
        .sheet(
            "Orter",
            &["Ort", "Land", "Lokalt namn", "Andra namn", "Källa"],
        )
        .row(&["Hangö", "Finland", "fi: Hanko; sv: Hangö", "", "test"])
        .row(&["Århus", "Danmark", "da: Aarhus", "", "test"])
}
