//! Where on a sheet its list begins.

use std::collections::BTreeSet;

use vanort_model::fold_name;

use crate::check::heading::column_of;
use crate::check::sheet_kind::SheetKind;
use crate::check::table::texts;
use crate::mapping::SheetMapping;
use crate::read::RawRow;

/// Rows at the top of a sheet among which the headings are looked for: titles and notes are short.
const TOP: usize = 50;

/// A list on a sheet.
#[derive(Debug)]
pub(super) struct Located<'s> {
    pub(super) kind: SheetKind,
    /// The row of the headings; `None` when the sheet has none.
    pub(super) headings: Option<&'s RawRow>,
    /// The rows below.
    pub(super) rows: &'s [RawRow],
}

/// Finds the row whose cells are most of a kind's headings. A sheet with a column of partners is a
/// list of ties whatever it is called: the association's cuts are called "Kommuner", "Länder".
pub(super) fn locate<'s>(
    name: &str,
    rows: &'s [RawRow],
    mapping: Option<&SheetMapping>,
) -> Option<Located<'s>> {
    if let Some(mapping) = mapping {
        return Some(locate_mapped(rows, mapping));
    }
    let folded = fold_name(name);
    let by_name = SheetKind::all().find(|kind| fold_name(kind.title()) == folded);
    let ties = best(SheetKind::Twinnings, rows)
        .filter(|(_, known)| known.contains(&"Vänort") && known.len() >= 2);
    if let Some(kind) = by_name {
        let own = best(kind, rows);
        let complete = own
            .as_ref()
            .is_some_and(|(_, known)| kind.required().iter().all(|column| known.contains(column)));
        return match ties {
            Some((at, _)) if !complete => Some(below(SheetKind::Twinnings, rows, Some(at))),
            _ if !complete && kind.is_common_name() => None,
            _ => Some(below(kind, rows, own.map(|(at, _)| at))),
        };
    }
    let by_headings = SheetKind::all().find_map(|kind| {
        let signature = kind.signature();
        let (at, known) = best(kind, rows)?;
        let given_away =
            !signature.is_empty() && signature.iter().all(|column| known.contains(column));
        // A lone word may be a title; in the register's own spelling it heads a sheet that is
        // called after its municipality.
        let own_word = |row: &RawRow| texts(row).any(|(_, text)| signature.contains(&text));
        let alone = known.len() == 1 && rows.get(at).is_some_and(own_word);
        (given_away && (known.len() >= 2 || alone)).then_some((kind, at))
    });
    by_headings.map(|(kind, at)| below(kind, rows, Some(at)))
}

/// The row with the most of the kind's headings, the first of equals, and these headings.
fn best(kind: SheetKind, rows: &[RawRow]) -> Option<(usize, BTreeSet<&'static str>)> {
    let mut best: Option<(usize, BTreeSet<&'static str>)> = None;
    for (at, row) in rows.iter().take(TOP).enumerate() {
        let known: BTreeSet<&'static str> = texts(row)
            .filter_map(|(_, text)| column_of(kind, text))
            .collect();
        let most = best.as_ref().map_or(0, |(_, most)| most.len());
        if known.len() > most {
            best = Some((at, known));
        }
    }
    best
}

fn locate_mapped<'s>(rows: &'s [RawRow], mapping: &SheetMapping) -> Located<'s> {
    let kind = mapping.kind;
    if let Some(number) = mapping.heading_row {
        let after = rows.partition_point(|row| row.number < number);
        let here = rows.get(after).is_some_and(|row| row.number == number);
        return if here {
            below(kind, rows, Some(after))
        } else {
            Located {
                kind,
                headings: None,
                rows: rows.get(after..).unwrap_or_default(),
            }
        };
    }
    let score = |row: &RawRow| {
        texts(row)
            .filter(|(_, text)| mapping.names_heading(text) || column_of(kind, text).is_some())
            .count()
    };
    let at = (0..rows.len().min(TOP)).max_by_key(|at| {
        let score = rows.get(*at).map_or(0, score);
        (score, std::cmp::Reverse(*at))
    });
    below(kind, rows, at)
}

fn below(kind: SheetKind, rows: &[RawRow], headings: Option<usize>) -> Located<'_> {
    // Without headings the first row is looked at for want of a better one, if it is row 1.
    let headings = headings.or_else(|| rows.first().filter(|row| row.number == 1).map(|_| 0));
    match headings.and_then(|at| rows.get(at).map(|row| (at, row))) {
        Some((at, row)) => Located {
            kind,
            headings: Some(row),
            rows: rows.get(at + 1..).unwrap_or_default(),
        },
        None => Located {
            kind,
            headings: None,
            rows,
        },
    }
}
