//! Gazetteers: places with coordinates, inhabitants and names in many languages.

use std::collections::BTreeSet;

use vanort_model::{CountryCode, Location, Name, NameKind, column_letters};

use crate::error::WorkbookError;
use crate::limits::WorkbookLimits;
use crate::read::raw_row::tidy;

/// How many columns a row has in GeoNames' dump format
/// (<https://download.geonames.org/export/dump/readme.txt>, table `geoname`).
const COLUMNS: usize = 19;

/// A gazetteer as it stands in its file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gazetteer {
    /// The rows that hold anything.
    pub(crate) rows_read: u32,
    /// The places, with the number of their row from 1.
    pub(crate) places: Vec<(u32, GazetteerPlace)>,
    /// The rows that are no places: the row, the column's letters, and why, in Swedish.
    pub(crate) refused: Vec<(u32, String, String)>,
}

/// A place as the gazetteer knows it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GazetteerPlace {
    pub(crate) id: u32,
    pub(crate) country: CountryCode,
    pub(crate) location: Location,
    /// Inhabitants; `None` where the gazetteer says 0, which means that it does not know.
    pub(crate) population: Option<i64>,
    pub(crate) name: String,
    /// All names, the main one first; each text once, and what is only searched last.
    pub(crate) names: Vec<Name>,
}

/// How many rows are looked at to tell a gazetteer from a list.
const SAMPLE_ROWS: usize = 20;

/// Whether the bytes have the shape of a gazetteer: among their first rows is one of 19 columns
/// that begins with a number. A list between tabs begins with headings instead.
pub(crate) fn is_gazetteer(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut rows = bytes
        .split(|byte| *byte == b'\n')
        .filter(|row| !row.trim_ascii().is_empty())
        .take(SAMPLE_ROWS);
    rows.any(|row| {
        let mut cells = row.split(|byte| *byte == b'\t');
        let id = cells.next().unwrap_or_default();
        !id.is_empty() && id.iter().all(u8::is_ascii_digit) && cells.count() + 1 == COLUMNS
    })
}

/// Reads a gazetteer in GeoNames' dump format: UTF-8, 19 columns between tabs, no heading.
pub(crate) fn read_gazetteer(
    file: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<Gazetteer, WorkbookError> {
    let not_a_gazetteer = |source| WorkbookError::NotAGazetteer {
        file: file.to_owned(),
        source,
    };
    let text = std::str::from_utf8(bytes).map_err(|error| not_a_gazetteer(Some(error)))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut gazetteer = Gazetteer::default();
    for (line, row) in text.lines().zip(1_u32..) {
        if line.trim().is_empty() {
            continue;
        }
        gazetteer.rows_read += 1;
        if gazetteer.rows_read as usize > limits.max_rows {
            return Err(WorkbookError::TooManyRows {
                file: file.to_owned(),
                sheet: file.to_owned(),
                max_rows: limits.max_rows,
            });
        }
        match parse_place(line, limits) {
            Ok(place) => gazetteer.places.push((row, place)),
            Err((column, message)) => {
                gazetteer
                    .refused
                    .push((row, column_letters(column), message));
            }
        }
    }
    if gazetteer.places.is_empty() {
        return Err(not_a_gazetteer(None));
    }
    Ok(gazetteer)
}

/// The place of one row, or the column that cannot be read and why.
fn parse_place(line: &str, limits: &WorkbookLimits) -> Result<GazetteerPlace, (usize, String)> {
    let cells: Vec<&str> = line.split('\t').take(COLUMNS + 1).collect();
    if cells.len() != COLUMNS {
        let message = format!("raden ska ha {COLUMNS} kolumner åtskilda av tabbar.");
        return Err((cells.len().min(COLUMNS) - 1, message));
    }
    if let Some((column, _)) =
        (cells.iter().enumerate()).find(|(_, cell)| cell.chars().count() > limits.max_text_chars)
    {
        return Err((column, "texten är för lång.".to_owned()));
    }
    let cell = |column: usize| cells.get(column).map_or("", |cell| cell.trim());
    let wrong = |column: usize, what: &str| (column, format!("\"{}\" är {what}.", cell(column)));
    let id = cell(0).parse().map_err(|_| wrong(0, "inget GeoNames-id"))?;
    let name = tidy(cell(1));
    if name.is_empty() {
        return Err((1, "ortens namn saknas.".to_owned()));
    }
    let degrees = |column: usize| {
        cell(column)
            .parse::<f64>()
            .map_err(|_| wrong(column, "ingen koordinat i grader"))
    };
    let location = Location::new(degrees(4)?, degrees(5)?)
        .map_err(|_| wrong(4, "ingen koordinat på jorden"))?;
    let country =
        CountryCode::parse(cell(8)).map_err(|_| wrong(8, "ingen landskod med två bokstäver"))?;
    let population = cell(14).parse().ok().filter(|count: &i64| *count > 0);
    let names = place_names(&name, cell(3));
    Ok(GazetteerPlace {
        id,
        country,
        location,
        population,
        name,
        names,
    })
}

fn place_names(name: &str, alternates: &str) -> Vec<Name> {
    let mut names = vec![Name::new(name, NameKind::Exonym)];
    let mut seen = BTreeSet::from([name.to_owned()]);
    for text in alternates.split(',').map(tidy) {
        if !text.is_empty() && seen.insert(text.clone()) {
            let kind = kind_of(&text);
            names.push(Name::new(text, kind));
        }
    }
    names.sort_by_key(|name| name.kind);
    names
}

/// How an alternate name belongs to its place. The gazetteer does not tell, but its sounds of
/// names in other alphabets have no capital ("ge de bao"), and its codes nothing else ("GOT").
fn kind_of(text: &str) -> NameKind {
    let latin = text.bytes().any(|byte| byte.is_ascii_alphabetic());
    let sound = latin && !text.chars().any(char::is_uppercase);
    let code = text.len() <= 5
        && text.len() >= 2
        && (text.bytes()).all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    if sound || code {
        NameKind::Transliteration
    } else {
        NameKind::Exonym
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = "2711537\tGothenburg\t\tGOT,Göteborg,ge de bao,Γκέτεμποργκ,Gothenburg,gwtھn brg\t57.70716\t11.96679\tP\t\tSE\t\t28\t\t\t\t604829\t\t\tEurope/Stockholm\t";

    #[test]
    fn a_place_is_read_with_its_names_by_kind() {
        let gazetteer =
            read_gazetteer("g.tsv", ROW.as_bytes(), &WorkbookLimits::default()).unwrap();
        let (row, place) = &gazetteer.places[0];
        assert_eq!(
            (*row, place.id, place.population),
            (1, 2_711_537, Some(604_829))
        );
        assert_eq!(place.country.as_str(), "SE");
        let names: Vec<_> = place
            .names
            .iter()
            .map(|name| (name.text.as_str(), name.kind))
            .collect();
        assert_eq!(
            names,
            [
                ("Gothenburg", NameKind::Exonym),
                ("Göteborg", NameKind::Exonym),
                ("Γκέτεμποργκ", NameKind::Exonym),
                ("GOT", NameKind::Transliteration),
                ("ge de bao", NameKind::Transliteration),
                ("gwtھn brg", NameKind::Transliteration),
            ]
        );
    }

    #[test]
    fn a_bad_row_is_named_by_its_column() {
        let text = format!("{ROW}\n\n{}\n1\tA\n", ROW.replace("57.70716", "97.7"));
        let gazetteer =
            read_gazetteer("g.tsv", text.as_bytes(), &WorkbookLimits::default()).unwrap();
        assert_eq!(gazetteer.rows_read, 3);
        let refused: Vec<_> = gazetteer
            .refused
            .iter()
            .map(|(row, column, _)| (*row, column.as_str()))
            .collect();
        assert_eq!(refused, [(3, "E"), (4, "B")]);
    }
}
