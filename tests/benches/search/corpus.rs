//! The documents that are searched.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::Workbook;
use vanort_model::{Name, NameKind};
use vanort_register::{Document, DocumentKind, ImportRequest, Register, Silent};
use vanort_tests::repository_root;

/// Documents under a name.
pub(crate) struct Corpus {
    pub(crate) name: &'static str,
    pub(crate) documents: Vec<Document>,
}

impl Corpus {
    pub(crate) const NAMES: [&'static str; 3] = ["register", "world", "gazetteer"];

    /// Reads one; `None` when its files are missing.
    pub(crate) fn read(name: &str) -> Result<Option<Self>> {
        let root = repository_root();
        let data = |file: &str| root.join("data").join(file);
        let shared = |file: &str| root.join("../shared/reference").join(file);
        let (gazetteer, ties) = (shared("gazetteer.tsv"), shared("twinnings-world.csv"));
        let name = Self::NAMES
            .into_iter()
            .find(|it| *it == name)
            .context("a corpus")?;
        if name != "register" && !(gazetteer.is_file() && ties.is_file()) {
            return Ok(None);
        }
        let folder = tempfile::tempdir()?;
        let documents = match name {
            "register" => import(vec![
                data("register.xlsx"),
                data("stod.xlsx"),
                data("vanorter.xlsx"),
                data("ortnamn.tsv"),
            ])?,
            "world" => {
                let list = folder.path().join("varlden.xlsx");
                write_world(&ties, &list)?;
                import(vec![data("register.xlsx"), gazetteer, list])?
            }
            _ => {
                let mut documents = import(vec![data("register.xlsx")])?;
                documents.extend(places_of(&gazetteer)?);
                documents
            }
        };
        Ok(Some(Self { name, documents }))
    }
}

fn import(files: Vec<PathBuf>) -> Result<Vec<Document>> {
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let url = format!("sqlite://{}", folder.path().join("vanort.db").display());
        let register = Register::open(&url, &folder.path().join("index")).await?;
        let request = ImportRequest::new(files, "bench");
        register.import_files(request, Arc::new(Silent)).await?;
        let documents = register.documents().await?;
        register.close().await?;
        Ok(documents)
    })
}

/// The world's ties as a list, as the association would write it.
fn write_world(ties: &PathBuf, list: &PathBuf) -> Result<()> {
    let mut reader = csv::Reader::from_path(ties)?;
    let headings = reader.headers()?.clone();
    let columns = [
        "place",
        "country_as_written",
        "partner_place",
        "partner_country_as_written",
    ]
    .map(|name| headings.iter().position(|heading| heading == name));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Vänorter")?;
    sheet.write_row(0, 0, ["Kommun", "Hemland", "Vänort", "Land"])?;
    for (row, record) in (1_u32..).zip(reader.records()) {
        let record = record?;
        let cells = columns.map(|column| column.and_then(|it| record.get(it)).unwrap_or(""));
        sheet.write_row(row, 0, cells)?;
    }
    Ok(workbook.save(list)?)
}

/// Every place of the gazetteer, as if it were a partner town.
fn places_of(gazetteer: &PathBuf) -> Result<Vec<Document>> {
    let text = std::fs::read_to_string(gazetteer)?;
    let document = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |column: usize| cells.get(column).copied().unwrap_or_default();
        let other = cell(3).split(',').filter(|name| !name.is_empty());
        Some(Document {
            key: format!("place:{}", cell(0)),
            kind: DocumentKind::PartnerTown,
            name: cell(1).to_owned(),
            names: other
                .map(|name| Name::new(name, NameKind::Exonym))
                .collect(),
            country: cell(8).parse().ok()?,
            county: None,
            county_name: None,
            twinnings: 0,
            ties: Vec::new(),
            population: cell(14).parse().unwrap_or_default(),
            partner_of: Vec::new(),
            tied_as: Vec::new(),
        })
    };
    Ok(text.lines().filter_map(document).collect())
}
