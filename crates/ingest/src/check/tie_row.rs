//! Rows of lists of ties: one row names one authority, and one partner or several.

use vanort_model::{FindingCode, TwinningKey, TwinningKind, TwinningStatus, fold_name};

use crate::check::heading::asks_whether_active;
use crate::check::partner_items::{may_tell_country, split_items, strip_bullet};
use crate::check::row::{AuthorityWords, Cell, CheckedRow, TwinningRow};
use crate::check::row_reader::RowReader;
use crate::check::words::{ANSWERS, KINDS, STATUSES, THEMES, meaning};
use crate::read::RawCell;

/// The columns that name a tie, in the order in which they are told.
const NAMING: [&str; 7] = [
    "Kommunkod",
    "Kommun",
    "Region",
    "Regionförbund",
    "Hemland",
    "Vänort",
    "Land",
];

/// What a list may call Sweden where it names home countries.
const SWEDEN: [&str; 5] = ["sverige", "sweden", "se", "swe", "konungariket sverige"];

/// The row cannot be taken, and a finding says why.
struct Refused;

/// What an item of a row's list of partners has for itself.
struct Item {
    place: String,
    country: Option<String>,
    since: Option<i32>,
    until: Option<i32>,
}

impl RowReader<'_> {
    /// The ties that the row names; none when it cannot be taken.
    pub(super) fn twinnings(mut self) -> Vec<CheckedRow> {
        let authority = self.authority_words();
        let items = self.items();
        let written: Vec<String> = (NAMING.iter())
            .filter_map(|column| self.written(column))
            .collect();
        let tie = self.tie();
        let kind = self.word("Typ", KINDS).unwrap_or(TwinningKind::Twinning);
        let ended = items.iter().flatten().any(|item| item.until.is_some());
        let status = self.status(ended);
        let themes = self.words("Område", THEMES);
        let mut text = |column| self.text(column).filled().cloned();
        let (network, survey) = (text("Nätverk"), text("Kartläggning"));
        let (note, source, county) = (text("Anmärkning"), text("Källa"), text("Län"));
        let (Ok(authority), Some(items)) = (authority, items) else {
            return Vec::new();
        };
        let refused = !self.is_sound();
        let row = |item: Item| {
            CheckedRow::Twinning(Box::new(TwinningRow {
                at: self.at.clone(),
                authority: authority.clone(),
                place: item.place,
                country: item.country,
                county: county.clone(),
                tie: tie.clone(),
                kind,
                status,
                since: item.since,
                until: item.until,
                themes: themes.clone(),
                network: network.clone(),
                note: note.clone(),
                source: source.clone(),
                survey: survey.clone(),
                text: written.join(" | "),
                refused,
            }))
        };
        items.into_iter().map(row).collect()
    }

    /// The partners of the row with what belongs to each; `None` when they cannot be told.
    fn items(&mut self) -> Option<Vec<Item>> {
        // An exported row is about one tie, however its partner's name is written.
        let cell = if self.written("Samarbets-id").is_some() {
            self.text("Vänort").filled().into_iter().cloned().collect()
        } else {
            self.cell_lines("Vänort")
        };
        if cell.is_empty() {
            self.required("Vänort");
            if self.at.has("Land") {
                self.required("Land");
            }
            return None;
        }
        let places: Vec<String> = (cell.iter())
            .map(|item| match self.written("Samarbets-id") {
                Some(_) => item.clone(),
                None => strip_bullet(item).to_owned(),
            })
            .collect();
        let (marked, stripped) = (cell.join("; "), places.join("; "));
        if places.len() > 1 {
            let message = format!("cellen nämner {} vänorter: {stripped}.", places.len());
            self.inform("Vänort", FindingCode::SeveralPartners, message);
        } else if marked != stripped {
            self.tell_read("Vänort", format!("\"{marked}\" lästes som \"{stripped}\"."));
        }
        let countries = self.countries(&places)?;
        let years = self.item_years(places.len());
        let items = (places.into_iter().zip(countries)).zip(years);
        Some(
            items
                .map(|((place, country), (since, until))| Item {
                    place,
                    country,
                    since,
                    until,
                })
                .collect(),
        )
    }

    /// The items of a cell, without the findings that reading it makes.
    fn cell_lines(&mut self, column: &str) -> Vec<String> {
        match self.raw(column) {
            Cell::Filled(RawCell::Text(text)) => {
                split_items(&text).into_iter().map(str::to_owned).collect()
            }
            Cell::Filled(RawCell::Failed(_)) | Cell::Empty | Cell::Absent => {
                // Tells of a formula that has failed.
                self.text(column);
                Vec::new()
            }
            Cell::Filled(cell) => vec![cell.written()],
        }
    }

    /// The country of each partner: its own where the cell lists as many, else the one for all.
    fn countries(&mut self, places: &[String]) -> Option<Vec<Option<String>>> {
        let told = self.cell_lines("Land");
        if told.len() == places.len() {
            return Some(told.into_iter().map(Some).collect());
        }
        match told.as_slice() {
            [one] => Some(vec![Some(one.clone()); places.len()]),
            [] if !self.at.has("Land") || places.iter().all(|it| may_tell_country(it)) => {
                Some(vec![None; places.len()])
            }
            [] => {
                self.required("Land");
                None
            }
            several => {
                let message = format!(
                    "cellen nämner {} länder, men raden {} vänorter.",
                    several.len(),
                    places.len()
                );
                let suggestion = Some("Skriv en rad för varje vänort.".to_owned());
                self.refuse("Land", FindingCode::InvalidValue, message, suggestion);
                None
            }
        }
    }

    /// The first and the last year of each partner.
    fn item_years(&mut self, count: usize) -> Vec<(Option<i32>, Option<i32>)> {
        let mut starts = self.years_of("Startår", count);
        let ends = self.years_of("Slutår", count);
        for (start, end) in starts.iter_mut().zip(ends) {
            // A range tells both years in either column.
            let (since, last) = *start;
            let until = match end {
                (_, Some(last)) | (Some(last), None) => Some(last),
                (None, None) => last,
            };
            let since = since.or(if end.1.is_some() { end.0 } else { None });
            *start = (since, until);
        }
        // What an exported row says together may come from several lists, and is the planner's matter.
        let exported = self.written("Samarbets-id").is_some();
        let told = if exported { Vec::new() } else { starts.clone() };
        for (since, until) in told {
            self.check_years("Slutår", since.as_ref(), until.as_ref());
        }
        starts
    }

    fn years_of(&mut self, column: &str, count: usize) -> Vec<(Option<i32>, Option<i32>)> {
        let Cell::Filled(cell) = self.raw(column) else {
            return vec![(None, None); count];
        };
        if let RawCell::Text(text) = &cell
            && count > 1
        {
            let lines: Vec<RawCell> = (split_items(text).into_iter())
                .filter_map(RawCell::of_text)
                .collect();
            if lines.len() == count {
                return lines.iter().map(|line| self.years(column, line)).collect();
            }
        }
        vec![self.years(column, &cell); count]
    }

    /// Whether the tie is alive, in a word or as an answer.
    fn status(&mut self, ended: bool) -> Option<TwinningStatus> {
        let column = "Status";
        let raw = self.raw(column);
        let Cell::Filled(text) = self.text(column) else {
            return None;
        };
        let answer = match raw.filled() {
            Some(RawCell::Bool(answer)) => Some(*answer),
            _ => meaning(ANSWERS, &text),
        };
        match (meaning(STATUSES, &text), answer) {
            (Some(status), _) => status,
            (None, Some(true)) => {
                if !self.heading(column).is_some_and(asks_whether_active) {
                    self.tell_read(column, format!("\"{text}\" lästes som aktiv."));
                }
                Some(TwinningStatus::Active)
            }
            (None, Some(false)) => {
                let (word, status) = if ended {
                    ("avslutad", TwinningStatus::Ended)
                } else {
                    ("vilande", TwinningStatus::Dormant)
                };
                self.tell_read(column, format!("\"{text}\" lästes som {word}."));
                Some(status)
            }
            (None, None) if matches!(text.as_str(), "?" | "-" | "–") => None,
            (None, None) => self.unknown_word(column, &text, STATUSES).flatten(),
        }
    }

    /// The tie that a row of an exported list is about.
    fn tie(&mut self) -> Option<TwinningKey> {
        let column = "Samarbets-id";
        let Cell::Filled(text) = self.text(column) else {
            return None;
        };
        let key = text.parse().ok();
        if key.is_none() {
            let message = format!("\"{text}\" är inget samarbets-id.");
            let suggestion =
                Some("Låt kolumnen stå som den skrevs ut, eller töm cellen.".to_owned());
            self.refuse(column, FindingCode::InvalidValue, message, suggestion);
        }
        key
    }

    /// The one authority that the row names; `None` when the list has no column for it.
    fn authority_words(&mut self) -> Result<Option<AuthorityWords>, Refused> {
        let columns = ["Kommunkod", "Kommun", "Region", "Regionförbund"];
        let Some(first) = columns.into_iter().find(|column| self.at.has(column)) else {
            return Ok(None);
        };
        let (mut name, home) = (self.text("Kommun"), self.text("Hemland"));
        if let Some(country) = home.filled().filter(|it| !is_sweden(it)) {
            let country = country.clone();
            return match self.required("Kommun") {
                Some(name) => Ok(Some(AuthorityWords::Foreign { name, country })),
                None => Err(Refused),
            };
        }
        let mut code = self.municipality_code("Kommunkod");
        if let Cell::Filled(text) = &name
            && let Some((digits, rest)) = text.split_once(' ')
            && digits.len() == 4
            && let Ok(parsed) = vanort_model::MunicipalityCode::parse(digits)
        {
            // "0114 Upplands Väsby" in the column of the names.
            let message = format!("\"{text}\" lästes som {rest} med koden {digits}.");
            let rest = rest.to_owned();
            self.tell_read("Kommun", message);
            if code.filled().is_none() {
                code = Cell::Filled(parsed);
            }
            name = Cell::Filled(rest);
        }
        let region = self.text("Region").filled().cloned();
        let federation = self.text("Regionförbund").filled().cloned();
        let of_municipality = name.filled().is_some() || self.written("Kommunkod").is_some();
        let named = [
            ("Kommunkod", of_municipality),
            ("Region", region.is_some()),
            ("Regionförbund", federation.is_some()),
        ];
        let mut filled = named.iter().filter(|(_, filled)| *filled);
        let (Some(_), second) = (filled.next(), filled.next()) else {
            let message = "raden nämner varken kommun, region eller regionförbund.".to_owned();
            let suggestion = Some("Fyll i en av dem.".to_owned());
            self.refuse(first, FindingCode::MissingValue, message, suggestion);
            return Err(Refused);
        };
        if let Some((column, _)) = second {
            let message = "raden nämner mer än en av kommun, region och regionförbund.".to_owned();
            let suggestion = Some("Dela upp den på två rader.".to_owned());
            self.refuse(column, FindingCode::InvalidValue, message, suggestion);
            return Err(Refused);
        }
        Ok(Some(match (region, federation) {
            (Some(region), _) => AuthorityWords::Region(region),
            (None, Some(federation)) => AuthorityWords::Federation(federation),
            (None, None) => AuthorityWords::Municipality {
                code: code.filled().cloned(),
                name: name.filled().cloned(),
            },
        }))
    }
}

fn is_sweden(country: &str) -> bool {
    SWEDEN.contains(&fold_name(country).as_str())
}
