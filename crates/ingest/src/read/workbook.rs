//! Workbooks, told apart by what they hold: a name may say anything.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::archive::Archive;
use crate::read::ods::read_ods;
use crate::read::raw_row::RawSheet;
use crate::read::remark::Remark;
use crate::read::tally::Tally;
use crate::read::xls::read_xls;
use crate::read::xlsb::read_xlsb;
use crate::read::xlsx::read_xlsx;

/// What a file of the old Excel format begins with, and every Excel workbook that has a password.
const COMPOUND_FILE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// A workbook, read.
#[derive(Debug, Default)]
pub(crate) struct RawWorkbook {
    /// The sheets of cells, in their order.
    pub(crate) sheets: Vec<RawSheet>,
    pub(crate) remarks: BTreeSet<Remark>,
}

/// What holds a workbook's parts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Container {
    /// A zip archive: the formats of today.
    Archive,
    /// A compound file: .xls, and encrypted workbooks of Excel.
    CompoundFile,
}

impl Container {
    fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(COMPOUND_FILE) {
            Some(Self::CompoundFile)
        } else {
            bytes.starts_with(b"PK").then_some(Self::Archive)
        }
    }
}

/// Whether the bytes are a workbook's, whatever the file is called.
pub(crate) fn holds_workbook(bytes: &[u8]) -> bool {
    Container::of(bytes).is_some()
}

/// Reads all sheets of a workbook. Charts and macro sheets are passed over.
pub(crate) fn read_workbook(
    file: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<RawWorkbook, WorkbookError> {
    let mut tally = Tally::new(file, limits);
    let reading = || match Container::of(bytes) {
        Some(Container::Archive) => read_archive(bytes, &mut tally),
        Some(Container::CompoundFile) => read_xls(bytes, &mut tally),
        None if is_text(bytes) => Err(WorkbookError::TextNotWorkbook {
            file: file.to_owned(),
        }),
        None => Err(tally.damaged()),
    };
    // The library was written for files that Excel made: on other bytes it may panic.
    catch_unwind(AssertUnwindSafe(reading))
        .unwrap_or_else(|_| Err(Tally::new(file, limits).damaged()))
}

fn read_archive(bytes: &[u8], tally: &mut Tally<'_>) -> Result<RawWorkbook, WorkbookError> {
    let archive = Archive::measure(bytes, tally)?;
    let has = |part: &str| archive.names().any(|name| name.eq_ignore_ascii_case(part));
    let mut workbook = if has("xl/workbook.bin") {
        read_xlsb(&archive, tally)?
    } else if has("content.xml") {
        read_ods(&archive, tally)?
    } else {
        RawWorkbook {
            sheets: read_xlsx(&archive, tally)?,
            remarks: BTreeSet::new(),
        }
    };
    let remarks = archive.names().filter_map(Remark::of_part);
    workbook.remarks.extend(remarks);
    Ok(workbook)
}

/// Whether the bytes begin like a text.
fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    !bytes.is_empty() && !bytes.iter().take(1_024).any(control)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::read::raw_row::RawCell;

    fn fixture(name: &str) -> RawWorkbook {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
        let bytes = std::fs::read(folder.join(name)).unwrap();
        read_workbook(name, &bytes, &WorkbookLimits::default()).unwrap()
    }

    fn cell(workbook: &RawWorkbook, row: u32, column: usize) -> Option<RawCell> {
        let rows = &workbook.sheets[0].rows;
        let row = rows.iter().find(|it| it.number == row)?;
        row.cells.get(&column).cloned()
    }

    #[test]
    fn the_cells_of_a_list_are_what_its_reader_sees() {
        let list = fixture("lista.xlsx");
        let text = |text: &str| Some(RawCell::Text(text.to_owned()));
        assert_eq!(cell(&list, 2, 0), text("0114"));
        assert_eq!(cell(&list, 5, 0), Some(RawCell::Number(115.0)));
        // Merged over three rows.
        assert_eq!(cell(&list, 4, 0), text("0114"));
        assert_eq!(cell(&list, 4, 1), text("Upplands Väsby"));
        // Merged over four columns.
        assert_eq!(cell(&list, 7, 1), None);
        assert_eq!(cell(&list, 2, 4), Some(RawCell::Number(1951.0)));
        let day = RawCell::Date {
            year: 2011,
            month: 5,
            day: 1,
        };
        assert_eq!(cell(&list, 3, 4), Some(day));
        assert_eq!(cell(&list, 4, 4), text("1993"));
        assert_eq!(cell(&list, 2, 6), text("Första raden\nAndra raden"));
        assert_eq!(cell(&list, 5, 6), text("två mellanslag"));
        // Formulas.
        assert_eq!(cell(&list, 2, 7), text("SKR 2018"));
        assert_eq!(cell(&list, 5, 4), Some(RawCell::Number(1989.0)));
        assert_eq!(
            cell(&list, 5, 7),
            Some(RawCell::Failed("#DIV/0!".to_owned()))
        );
        assert_eq!(cell(&list, 2, 8), Some(RawCell::Bool(true)));
        assert_eq!(cell(&list, 3, 8), Some(RawCell::Bool(false)));
        assert_eq!(cell(&list, 2, 9), text("12:30"));
        assert_eq!(cell(&list, 8, 9), text("30:00"));
        let sheets: Vec<_> = (list.sheets.iter())
            .map(|sheet| (sheet.name.as_str(), sheet.hidden))
            .collect();
        let expected = [
            ("Vänorter", false),
            ("Gömda", true),
            ("Anteckningar", false),
        ];
        assert_eq!(sheets, expected);
        assert!(list.remarks.is_empty());
    }

    #[test]
    fn the_same_list_has_the_same_cells_in_every_format() {
        let list = fixture("lista.xlsx");
        for name in ["lista.xls", "lista.ods", "lista.xlsb"] {
            let other = fixture(name);
            for (sheet, other) in list.sheets.iter().zip(&other.sheets) {
                for (row, other) in sheet.rows.iter().zip(&other.rows) {
                    assert_eq!(row, other, "{name}, {}", sheet.name);
                }
            }
            assert_eq!(list.sheets, other.sheets, "{name}");
            assert!(other.remarks.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_list_of_excel_95_is_read() {
        // The program that made it has put _ for letters such as ö.
        let list = fixture("lista95.xls");
        let names: Vec<_> = list.sheets.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["V_norter", "G_mda", "Anteckningar"]);
        let text = |text: &str| Some(RawCell::Text(text.to_owned()));
        assert_eq!(cell(&list, 2, 0), text("0114"));
        assert_eq!(cell(&list, 4, 3), text("Litauen"));
        assert_eq!(cell(&list, 2, 4), Some(RawCell::Number(1951.0)));
        assert_eq!(cell(&list, 2, 6), text("F_rsta raden\nAndra raden"));
        assert_eq!(cell(&list, 3, 8), Some(RawCell::Bool(false)));
    }

    #[test]
    fn macros_and_links_are_left_alone_and_told() {
        let remarks = |name: &str| fixture(name).remarks.into_iter().collect::<Vec<_>>();
        assert_eq!(remarks("makro.ods"), [Remark::Macros, Remark::Links]);
        assert_eq!(remarks("lank.xls"), [Remark::Links]);
        assert_eq!(remarks("lank.xlsx"), [Remark::Links]);
        // The value that was saved with the formula.
        let halmstad = Some(RawCell::Text("Halmstad".to_owned()));
        for name in ["makro.ods", "lank.xlsx"] {
            assert_eq!(cell(&fixture(name), 2, 2), halmstad, "{name}");
        }
    }
}
