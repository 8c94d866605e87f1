//! The mapping file: which columns of an odd list are which.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::check::{SheetKind, compact_heading};
use crate::resolve::nearest;

/// Which sheets and columns of an odd list are which, read from a mapping file in TOML. The empty
/// mapping leaves every sheet to be recognised by itself.
///
/// ```toml
/// [[sheet]]
/// name = "Blad1"        # left out: every sheet that no other entry names
/// kind = "Vänorter"     # left out: a list of ties
/// heading_row = 4       # left out: looked for
/// [sheet.columns]       # the register's heading = the list's heading, or the column's letters
/// Kommun = "Ort i Sverige"
/// "Vänort" = "B"
/// [sheet.values]        # what would stand in columns that the list does not have
/// Land = "Finland"
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMapping {
    sheets: Vec<SheetMapping>,
}

/// What a mapping says of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SheetMapping {
    pub(crate) name: Option<String>,
    pub(crate) kind: SheetKind,
    /// The row of the headings as Excel numbers it, from 1.
    pub(crate) heading_row: Option<u32>,
    /// The register's heading, and what the list has for it.
    pub(crate) columns: Vec<(&'static str, String)>,
    /// The register's heading, and what stands there on every row.
    pub(crate) values: Vec<(&'static str, String)>,
}

/// Why a mapping file cannot be used: one sentence for whoever wrote it.
#[derive(Debug, thiserror::Error)]
pub enum MappingError {
    /// The file is not TOML, or has keys that a mapping does not have.
    #[error("Mappningsfilen är fel på rad {line}: {message}.")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML says, in English.
        message: String,
    },
    /// The file names no sheet.
    #[error("Mappningsfilen har ingen [[sheet]]; lägg till en för varje blad som ska läsas.")]
    Empty,
    /// A kind of sheet that the register does not read.
    #[error(
        "Mappningsfilen nämner bladsorten \"{kind}\", som inte finns; skriv någon av {}.",
        SheetKind::all_titles()
    )]
    UnknownKind {
        /// The kind as written.
        kind: String,
    },
    /// A column that this kind of sheet does not have.
    #[error("Mappningsfilen nämner kolumnen \"{column}\", som {sheet} inte har; {hint}.")]
    UnknownColumn {
        /// The column as written.
        column: String,
        /// The kind of sheet.
        sheet: &'static str,
        /// What to write instead.
        hint: String,
    },
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    sheet: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Option<String>,
    kind: Option<String>,
    heading_row: Option<u32>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

impl ColumnMapping {
    /// Reads a mapping file's text.
    ///
    /// # Errors
    /// When it is not TOML, names no sheet, or names a kind of sheet or a column that the register
    /// does not have.
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let begin = error.span().map_or(0, |span| span.start);
            let above = text.bytes().take(begin).filter(|byte| *byte == b'\n');
            MappingError::Syntax {
                line: above.count() + 1,
                message: error.message().to_owned(),
            }
        })?;
        if file.sheet.is_empty() {
            return Err(MappingError::Empty);
        }
        let sheets: Result<_, _> = file.sheet.into_iter().map(SheetMapping::of).collect();
        Ok(Self { sheets: sheets? })
    }

    /// What the mapping says of a sheet: the entry of its name, else the one without a name.
    pub(crate) fn entry_for(&self, sheet: &str) -> Option<&SheetMapping> {
        let named = |entry: &&SheetMapping| {
            (entry.name.as_deref())
                .is_some_and(|name| compact_heading(name) == compact_heading(sheet))
        };
        let unnamed = |entry: &&SheetMapping| entry.name.is_none();
        (self.sheets.iter().find(named)).or_else(|| self.sheets.iter().find(unnamed))
    }

    /// The sheets that the mapping names.
    pub(crate) fn sheet_names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().filter_map(|entry| entry.name.as_deref())
    }
}

impl SheetMapping {
    fn of(entry: Entry) -> Result<Self, MappingError> {
        let kind = match entry.kind {
            None => SheetKind::Twinnings,
            Some(written) => {
                let alike =
                    |kind: &SheetKind| compact_heading(kind.title()) == compact_heading(&written);
                match SheetKind::all().find(alike) {
                    Some(kind) => kind,
                    None => return Err(MappingError::UnknownKind { kind: written }),
                }
            }
        };
        let known = |cells: BTreeMap<String, String>| -> Result<Vec<_>, MappingError> {
            (cells.into_iter())
                .map(|(column, value)| Ok((own_column(kind, &column)?, value)))
                .collect()
        };
        Ok(Self {
            name: entry.name,
            kind,
            heading_row: entry.heading_row,
            columns: known(entry.columns)?,
            values: known(entry.values)?,
        })
    }

    /// Whether the mapping names this heading of the list.
    pub(crate) fn names_heading(&self, heading: &str) -> bool {
        let written = compact_heading(heading);
        (self.columns.iter()).any(|(_, mapped)| compact_heading(mapped) == written)
    }
}

fn own_column(kind: SheetKind, written: &str) -> Result<&'static str, MappingError> {
    let alike = |column: &&'static str| compact_heading(column) == compact_heading(written);
    let found = kind.columns().find(alike);
    found.ok_or_else(|| MappingError::UnknownColumn {
        column: written.to_owned(),
        sheet: kind.title(),
        hint: nearest(written, kind.columns()).map_or_else(
            || {
                format!(
                    "skriv någon av {}",
                    kind.columns().collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("menade du {near}"),
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_names_sheets_and_columns() {
        let mapping = ColumnMapping::parse(
            "[[sheet]]\nname = \"Blad1\"\nheading_row = 4\n[sheet.columns]\nKommun = \"Ort\"\n\
             [sheet.values]\nLand = \"Finland\"\n[[sheet]]\nkind = \"Orter\"\n",
        )
        .unwrap();
        let first = mapping.entry_for("blad1").unwrap();
        assert_eq!(first.kind, SheetKind::Twinnings);
        assert_eq!(first.heading_row, Some(4));
        assert_eq!(first.columns, [("Kommun", "Ort".to_owned())]);
        assert_eq!(first.values, [("Land", "Finland".to_owned())]);
        assert_eq!(mapping.entry_for("Blad2").unwrap().kind, SheetKind::Places);
    }

    #[test]
    fn what_a_mapping_cannot_mean_is_told_with_what_to_write() {
        let told = |text: &str| ColumnMapping::parse(text).unwrap_err().to_string();
        assert_eq!(
            told("[[sheet]]\n[sheet.columns]\nKomun = \"A\"\n"),
            "Mappningsfilen nämner kolumnen \"Komun\", som Vänorter inte har; menade du Kommun."
        );
        assert!(told("[[sheet]]\nkind = \"Protokoll\"\n").contains("\"Protokoll\""));
        assert!(told("").contains("ingen [[sheet]]"));
        let line = told("[[sheet]]\nname = \"a\"\nnamn = \"b\"\n");
        assert!(
            line.starts_with("Mappningsfilen är fel på rad 3: "),
            "{line}"
        );
    }
}
