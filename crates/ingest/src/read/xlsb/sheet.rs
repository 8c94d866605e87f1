//! The cells of one sheet of an .xlsb workbook.

use crate::read::sheet_draft::Merge;
use crate::read::xlsb::record::{Record, kind, push_record, u32_at};

/// How much a short record's kind is above that of the cell which it stands for: it has no column,
/// for it is the cell right of the one before.
const SHORT: u16 = kind::SHORT_BLANK - kind::BLANK;

/// The sheet's part with nothing but its cells, in the records that calamine knows: it would pass
/// over short records, texts with bold letters, and formulas that failed. Then the merged cells.
pub(super) fn screen_sheet(records: &[Record<'_>]) -> Option<(Vec<u8>, Vec<Merge>)> {
    let mut part = Vec::new();
    let mut merges = Vec::new();
    // The size that a sheet tells is not asked.
    push(&mut part, kind::DIMENSIONS, &[0; 16]);
    push(&mut part, kind::BEGIN_SHEET_DATA, &[]);
    let mut next_column = 0_u32;
    let mut in_data = false;
    for record in records {
        let bytes = record.bytes;
        match record.kind {
            kind::BEGIN_SHEET_DATA => in_data = true,
            kind::END_SHEET_DATA => in_data = false,
            kind::MERGE_CELL => merges.push(Merge {
                first_row: u32_at(bytes, 0)?,
                last_row: u32_at(bytes, 4)?,
                column: usize::try_from(u32_at(bytes, 8)?).ok()?,
            }),
            _ if !in_data => {}
            kind::ROW => {
                next_column = 0;
                push(&mut part, kind::ROW, bytes.get(..4)?);
            }
            kind::BLANK..=kind::FORMULA_ERROR | kind::RICH_STRING => {
                next_column = u32_at(bytes, 0)?.saturating_add(1);
                match record.kind {
                    kind::BLANK => {}
                    kind::FORMULA_ERROR => push(&mut part, kind::ERROR, bytes),
                    kind::RICH_STRING => {
                        // Between the format and the letters stands what else there is.
                        let cell = [bytes.get(..8)?, bytes.get(9..)?].concat();
                        push(&mut part, kind::STRING, &cell);
                    }
                    _ => push_record(&mut part, *record),
                }
            }
            kind::SHORT_BLANK..=kind::SHORT_SHARED_STRING => {
                let cell = [&next_column.to_le_bytes(), bytes].concat();
                next_column = next_column.saturating_add(1);
                if record.kind != kind::SHORT_BLANK {
                    push(&mut part, record.kind - SHORT, &cell);
                }
            }
            _ => {}
        }
    }
    push(&mut part, kind::END_SHEET_DATA, &[]);
    Some((part, merges))
}

fn push(part: &mut Vec<u8>, kind: u16, bytes: &[u8]) {
    push_record(part, Record { kind, bytes });
}
