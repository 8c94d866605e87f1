//! The sheet that tells people what a list is.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};
use vanort_model::Snapshot;

use crate::check::ABOUT_SHEET;
use crate::export::ExportRequest;
use crate::export::sheet::{heading_format, text_format, write_text};

/// Who is to be named with what stands in the list.
const CREDIT: &str = "Ortnamn och koordinater: GeoNames (geonames.org), CC BY 4.0. Varje rads egen källa står i kolumnen Källa.";

/// How to send a mended list back.
const MENDING: &str = "Rätta raderna i bladet Vänorter och läs in filen igen: bara det som ändrats ändras i registret. Låt kolumnen Samarbets-id stå. En tömd cell tar inte bort en uppgift, och en borttagen rad tar inte bort ett samarbete; sätt i stället Status till avslutad. En ny rad lämnar Samarbets-id tomt.";

/// Writes the sheet.
pub(super) fn write_about(
    sheet: &mut Worksheet,
    register: &Snapshot,
    request: &ExportRequest,
    ties: usize,
) -> Result<(), XlsxError> {
    sheet.set_name(ABOUT_SHEET)?;
    let surveys: BTreeSet<&str> = (register.observations.values())
        .filter(|seen| request.cut.holds(&seen.twinning) && request.filter.holds(&seen.twinning))
        .filter_map(|seen| register.surveys.get(&seen.survey))
        .map(|survey| survey.name.as_str())
        .collect();
    let surveys: Vec<&str> = surveys.into_iter().collect();
    let lines = [
        ("Lista", request.cut.title().to_owned()),
        ("Urval", selection(request)),
        ("Antal samarbeten", ties.to_string()),
        ("Hämtad", request.date.clone()),
        ("Registrets revision", request.revision.to_string()),
        ("Kartläggningar", surveys.join("; ")),
        ("Källor och licenser", CREDIT.to_owned()),
        ("Att rätta listan", MENDING.to_owned()),
    ];
    let (label, text) = (heading_format(), text_format().set_text_wrap());
    let text: Format = text.set_align(rust_xlsxwriter::FormatAlign::Top);
    for (row, (name, value)) in (0_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, name, &label)?;
        write_text(sheet, (row, 1), &value, &text)?;
    }
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 90)?;
    Ok(())
}

fn selection(request: &ExportRequest) -> String {
    let filter = &request.filter;
    let codes = (filter.authorities.iter().map(ToString::to_string))
        .chain(filter.countries.iter().map(ToString::to_string));
    let codes: Vec<String> = codes.collect();
    if codes.is_empty() {
        "hela registret".to_owned()
    } else {
        codes.join(", ")
    }
}
