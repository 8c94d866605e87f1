//! The columns that a mapping file names.

use crate::check::heading::compact;
use crate::check::position::Head;
use crate::error::WorkbookError;
use crate::mapping::SheetMapping;

/// Columns that a sheet can have; Excel's last is XFD.
const MOST_COLUMNS: usize = 16_384;

/// Puts the columns of a mapping on the head of its sheet.
pub(super) fn map_columns(mapping: &SheetMapping, head: &mut Head) -> Result<(), WorkbookError> {
    for (known, written) in &mapping.columns {
        let by_heading = (head.headings.iter())
            .find(|(_, heading)| compact(heading) == compact(written))
            .map(|(column, _)| *column);
        let Some(column) = by_heading.or_else(|| column_of_letters(written)) else {
            return Err(WorkbookError::MappedColumnMissing {
                file: head.file.clone(),
                sheet: head.sheet.clone(),
                column: (*known).to_owned(),
                heading: written.clone(),
                row: head.heading_row,
            });
        };
        head.columns.insert(known, column);
    }
    for (known, value) in &mapping.values {
        head.constants.insert(known, value.clone());
    }
    Ok(())
}

/// The column that Excel letters so, from 0.
fn column_of_letters(letters: &str) -> Option<usize> {
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0_usize, |column, letter| {
        let digit = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|it| *it < 26)?;
        Some(column * 26 + usize::from(digit) + 1)
    })?;
    (column <= MOST_COLUMNS).then(|| column - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_columns_as_excel_letters_them() {
        let columns = ["A", "b", "Z", "AA", "XFD", "XFE", "Å", "A1", ""].map(column_of_letters);
        assert_eq!(
            columns,
            [
                Some(0),
                Some(1),
                Some(25),
                Some(26),
                Some(16_383),
                None,
                None,
                None,
                None
            ]
        );
    }
}
