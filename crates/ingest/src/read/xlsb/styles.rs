//! The formats of an .xlsb workbook's cells.

use crate::read::xlsb::record::{Record, kind, push_record};

/// The part of styles with nothing but the formats of numbers and of cells, and their true counts.
pub(super) fn screen_styles(records: &[Record<'_>]) -> Vec<u8> {
    let mut of_cells = false;
    let (mut formats, mut cells) = (Vec::new(), Vec::new());
    for record in records {
        match record.kind {
            kind::BEGIN_CELL_XFS => of_cells = true,
            kind::END_CELL_XFS => of_cells = false,
            kind::FORMAT => formats.push(*record),
            kind::XF if of_cells => cells.push(*record),
            _ => {}
        }
    }
    let mut part = Vec::new();
    for (begin, list) in [
        (kind::BEGIN_FORMATS, formats),
        (kind::BEGIN_CELL_XFS, cells),
    ] {
        // There are fewer records than bytes in a part.
        let count = u32::try_from(list.len()).unwrap_or(u32::MAX).to_le_bytes();
        push_record(
            &mut part,
            Record {
                kind: begin,
                bytes: &count,
            },
        );
        for record in list {
            push_record(&mut part, record);
        }
    }
    part
}
