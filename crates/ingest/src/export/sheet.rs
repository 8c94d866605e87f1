//! Cells of sheets: texts that stay texts.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The widest that a column is made, in characters.
const WIDEST: usize = 60;

/// The narrowest.
const NARROWEST: usize = 8;

/// How headings look.
pub(super) fn heading_format() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00DD_EBF7))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

/// How texts look: even one that begins like a formula stays a text when it is edited.
pub(super) fn text_format() -> Format {
    Format::new().set_num_format("@").set_quote_prefix()
}

/// Writes a text, which is never a formula.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

/// Makes the columns as wide as what stands in them, within bounds.
pub(super) fn set_widths(sheet: &mut Worksheet, widths: &[usize]) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(widths) {
        let width = u16::try_from((*width).clamp(NARROWEST, WIDEST) + 2).unwrap_or(u16::MAX);
        sheet.set_column_width(column, f64::from(width))?;
    }
    Ok(())
}

/// How wide a text is in a column, in characters; of several lines, the longest.
pub(super) fn width(text: &str) -> usize {
    (text.lines().map(|line| line.chars().count()).max()).unwrap_or_default()
}
