//! How a list is laid out: groups that name their first cell once, notes and repeated headings.

use std::borrow::Cow;
use std::collections::BTreeSet;

use vanort_model::{FindingCode, column_letters};

use crate::check::finding::Findings;
use crate::check::heading::{column_of, is_passed_over};
use crate::check::position::{Head, Position};
use crate::check::sheet_kind::SheetKind;
use crate::check::table::texts;
use crate::read::{RawCell, RawRow};

/// The columns by which a list of ties may be grouped.
const GROUPING: [&str; 7] = [
    "Kommunkod",
    "Kommun",
    "Region",
    "Regionförbund",
    "Län",
    "Hemland",
    "Land",
];

/// One row in so many must leave its group's cell empty before a list counts as grouped: in a list
/// that names the group on every row, an empty cell is a mistake.
const ONE_IN: usize = 4;

/// The words that a note below a list begins with.
const NOTE_WORDS: [&str; 12] = [
    "källa",
    "källor",
    "summa",
    "totalt",
    "antal",
    "not",
    "obs",
    "anm",
    "uppdaterad",
    "senast",
    "source",
    "total",
];

/// The rows of a list: without notes and repeated headings, and with what is written once a group
/// on each of its rows.
pub(super) fn rows_of_list<'s>(
    kind: SheetKind,
    head: &std::sync::Arc<Head>,
    rows: &'s [RawRow],
    findings: &mut Findings,
) -> Vec<Cow<'s, RawRow>> {
    let mut layout = Layout {
        kind,
        head,
        findings,
    };
    let mut kept: Vec<&RawRow> = Vec::with_capacity(rows.len());
    for row in rows {
        if !layout.repeats_headings(row) {
            kept.push(row);
        }
    }
    layout.drop_notes(&mut kept);
    layout.fill_groups(&kept)
}

struct Layout<'a> {
    kind: SheetKind,
    head: &'a std::sync::Arc<Head>,
    findings: &'a mut Findings,
}

impl Layout<'_> {
    fn repeats_headings(&mut self, row: &RawRow) -> bool {
        let repeated = |(column, text): (usize, &str)| {
            self.head.headings.get(&column).is_some_and(|it| it == text)
                || column_of(self.kind, text)
                    .is_some_and(|known| self.head.columns.get(known) == Some(&column))
        };
        let repeats = row.cells.len() >= 2
            && texts(row).count() == row.cells.len()
            && texts(row).all(repeated);
        // Right below its headings a merged cell only reaches down.
        if repeats && row.number > self.head.heading_row + 1 {
            self.tell_note(
                row,
                "rubrikerna står här en gång till och lästes inte som en rad.",
            );
        }
        repeats
    }

    /// Whether the row is one of the list, by the columns that make it one.
    fn is_of_list(&self, row: &RawRow) -> bool {
        let required = self.kind.required().iter();
        required
            .copied()
            .any(|column| self.cell(row, column).is_some())
    }

    fn cell<'r>(&self, row: &'r RawRow, column: &str) -> Option<&'r RawCell> {
        let column = self.head.columns.get(column)?;
        row.cells.get(column)
    }

    /// Drops the notes below the list: single cells that cannot be meant as rows of it.
    fn drop_notes(&mut self, rows: &mut Vec<&RawRow>) {
        let last = rows.iter().rposition(|row| self.is_of_list(row));
        let begin = last.map_or(0, |last| last + 1);
        let tail = rows.split_off(begin);
        for row in tail {
            if self.is_note(row) {
                let written: Vec<String> = row.cells.values().map(RawCell::written).collect();
                let message = format!(
                    "raden står under listan och lästes som en anmärkning: \"{}\".",
                    written.join(" ")
                );
                self.tell_note(row, &message);
            } else {
                rows.push(row);
            }
        }
    }

    fn is_note(&self, row: &RawRow) -> bool {
        let mut cells = row.cells.iter();
        let first = cells.next();
        let Some((column, RawCell::Text(text))) = first else {
            return false;
        };
        let lower = text.to_lowercase();
        let named = (NOTE_WORDS.iter()).any(|word| {
            let rest = lower.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        if named {
            return true;
        }
        // A lone name where the list has its groups is a row that somebody forgot to finish.
        let names_group = GROUPING
            .iter()
            .any(|it| self.head.columns.get(it) == Some(column));
        let reads_on = text.contains([':', '*', '.']) || text.split_whitespace().count() > 4;
        cells.next().is_none() && (!names_group || reads_on)
    }

    fn tell_note(&mut self, row: &RawRow, message: &str) {
        let at = Position::new(self.head, row.number);
        let letters = row
            .cells
            .keys()
            .next()
            .map(|column| column_letters(*column));
        self.findings
            .info_in_letters(&at, letters, FindingCode::NoteRow, message.to_owned());
    }

    /// Gives every row of a group what only the group's first row, or a heading of its own, says.
    fn fill_groups<'s>(&mut self, rows: &[&'s RawRow]) -> Vec<Cow<'s, RawRow>> {
        let Some(group) = self.group(rows) else {
            return rows.iter().map(|row| Cow::Borrowed(*row)).collect();
        };
        let mut filled = Vec::with_capacity(rows.len());
        let mut above: Vec<(usize, RawCell, u32)> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let named: Vec<usize> = (group.iter().copied())
                .filter(|column| row.cells.contains_key(column))
                .collect();
            if !named.is_empty() {
                above = (named.iter())
                    .filter_map(|column| {
                        let cell = row.cells.get(column)?.clone();
                        Some((*column, cell, row.number))
                    })
                    .collect();
                let followed = (rows.get(index + 1))
                    .is_some_and(|next| self.is_blank(next, &group) && self.is_of_list(next));
                if named.len() == row.cells.len() && followed {
                    self.tell_note(row, "raden är rubriken till raderna under den.");
                    continue;
                }
            }
            if named.is_empty() && self.is_blank(row, &group) && !above.is_empty() {
                let mut whole = RawRow::clone(row);
                for (column, cell, from) in &above {
                    self.tell_filled(row, *column, cell, *from);
                    whole.cells.insert(*column, cell.clone());
                }
                filled.push(Cow::Owned(whole));
            } else {
                filled.push(Cow::Borrowed(*row));
            }
        }
        filled
    }

    /// The columns that name the groups of a grouped list: its first one and those that belong
    /// with it. `None` when the list says everything on every row.
    fn group(&self, rows: &[&RawRow]) -> Option<BTreeSet<usize>> {
        // What the register wrote itself says everything on every row.
        let written_here = self.head.headings.values().any(|it| is_passed_over(it))
            || self.head.tells("Samarbets-id");
        if self.kind != SheetKind::Twinnings || written_here {
            return None;
        }
        let first = self.head.columns.values().min()?;
        let (name, _) = (GROUPING.iter())
            .filter_map(|name| Some((*name, self.head.columns.get(name)?)))
            .find(|(_, column)| *column == first)?;
        let with: &[&str] = match name {
            "Kommunkod" | "Kommun" | "Län" => &["Kommunkod", "Kommun", "Län", "Hemland"],
            "Hemland" => &["Hemland", "Kommun"],
            "Region" => &["Region"],
            "Regionförbund" => &["Regionförbund"],
            _ => &["Land"],
        };
        // What belongs with the first column counts only as far as it is empty where that is.
        let group: BTreeSet<usize> = (with.iter())
            .filter_map(|name| self.head.columns.get(name).copied())
            .filter(|column| {
                !rows.iter().any(|row| {
                    self.is_of_list(row)
                        && !row.cells.contains_key(first)
                        && row.cells.contains_key(column)
                })
            })
            .collect();
        let of_list: Vec<&&RawRow> = rows.iter().filter(|row| self.is_of_list(row)).collect();
        let blank = of_list
            .iter()
            .filter(|row| self.is_blank(row, &group))
            .count();
        let repeated = of_list.windows(2).any(|pair| match pair {
            [one, next] => {
                let cell = one.cells.get(first);
                cell.is_some() && cell == next.cells.get(first)
            }
            _ => false,
        });
        let begins = rows
            .first()
            .is_some_and(|row| row.cells.contains_key(first));
        (begins && !repeated && blank > 0 && blank * ONE_IN >= of_list.len()).then_some(group)
    }

    /// Whether a row names neither its group nor another authority.
    fn is_blank(&self, row: &RawRow, group: &BTreeSet<usize>) -> bool {
        let names_other = ["Region", "Regionförbund", "Kommun", "Kommunkod"]
            .iter()
            .filter_map(|name| self.head.columns.get(name))
            .any(|column| row.cells.contains_key(column));
        let by_country = (self.head.columns.get("Land")).is_some_and(|it| group.contains(it));
        !group.iter().any(|column| row.cells.contains_key(column)) && (by_country || !names_other)
    }

    fn tell_filled(&mut self, row: &RawRow, column: usize, cell: &RawCell, from: u32) {
        let letters = column_letters(column);
        let message = format!(
            "cellen är tom och lästes som \"{}\", från {letters}{from}.",
            cell.written()
        );
        let at = Position::new(self.head, row.number);
        let code = FindingCode::ValueFilled;
        self.findings
            .info_in_letters(&at, Some(letters), code, message);
    }
}
