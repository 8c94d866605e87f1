//! Programmes.

use vanort_model::{FindingCode, Programme, Slug, Snapshot};

use crate::check::{Findings, Position, ProgrammeRow};
use crate::plan::contact::ContactNames;
use crate::plan::draft::Drafts;
use crate::plan::named::{NamedRecords, key_of};
use crate::plan::repetition::Repetition;
use crate::plan::successor::comes_back;
use crate::plan::tally::RowRef;
use crate::resolve::{Suggestions, did_you_mean, taken};

/// The programmes of an import.
pub(super) type Programmes<'r> = Drafts<'r, Slug, Programme>;

/// A row that was taken, with the key of its programme.
pub(super) type TakenRow<'p> = (&'p ProgrammeRow, Slug);

/// Drafts the programmes of the sheets Program, and the contacts that only they name. Gives the rows
/// that were taken, too.
pub(super) fn draft_programmes<'p, 'r>(
    rows: &'p [ProgrammeRow],
    register: &'r Snapshot,
    contacts: &mut ContactNames<'_, '_>,
    findings: &mut Findings,
) -> (Programmes<'r>, Vec<TakenRow<'p>>) {
    let mut programmes = Drafts::over(&register.programmes);
    let mut taken = Vec::new();
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = key_of((&row.at, "Program"), &row.name, findings) else {
            continue;
        };
        let Some(programme) = programme(row, key.clone(), register, contacts, findings) else {
            continue;
        };
        let told = (programme.clone(), row.successor.filled());
        if repetition.is_first(&row.at, "Program", &key, &told, findings) {
            if let (Some(contact), Some(name)) =
                (&programme.national_contact, row.national_contact.filled())
            {
                contacts.name(&row.at, contact, name, &programme.source, findings);
            }
            programmes.put(key.clone(), RowRef::of(&row.at), programme);
            taken.push((row, key));
        }
    }
    (programmes, taken)
}

/// The programme of a row. Its successor is put in later, but for one that the sheet does not tell
/// of.
fn programme(
    row: &ProgrammeRow,
    key: Slug,
    register: &Snapshot,
    contacts: &ContactNames<'_, '_>,
    findings: &mut Findings,
) -> Option<Programme> {
    let known = register.programmes.get(&key);
    let source = row
        .source
        .or_known(known.map(|it| &it.source), || row.at.head.file.clone());
    let national_contact = match row.national_contact.filled() {
        Some(name) => Some(contacts.key(&row.at, name, findings)?),
        None => (row.national_contact.map_empty())
            .or_kept(known.and_then(|it| it.national_contact.clone())),
    };
    let successor = (row.successor.map_empty()).or_kept(known.and_then(|it| it.successor.clone()));
    let text = |cell: &crate::check::Cell<String>, kept: fn(&Programme) -> &Option<String>| {
        cell.or_kept(known.and_then(|it| kept(it).clone()))
    };
    Some(Programme {
        key,
        name: row.name.clone(),
        name_en: text(&row.name_en, |it| &it.name_en),
        description: text(&row.description, |it| &it.description),
        funder: text(&row.funder, |it| &it.funder),
        administrator: text(&row.administrator, |it| &it.administrator),
        national_contact,
        applicants: (row.applicants)
            .or_kept(known.map(|it| it.applicants.clone()))
            .unwrap_or_default(),
        grant: text(&row.grant, |it| &it.grant),
        valid_from: row.valid_from.or_kept(known.and_then(|it| it.valid_from)),
        valid_until: row.valid_until.or_kept(known.and_then(|it| it.valid_until)),
        certainty: row.certainty.or_kept(known.and_then(|it| it.certainty)),
        successor,
        website: text(&row.website, |it| &it.website),
        checked_on: row.checked_on.or_kept(known.and_then(|it| it.checked_on)),
        source,
    })
}

/// The programmes by their names.
pub(super) fn programme_names<'a>(
    programmes: &Programmes<'_>,
    suggestions: &'a Suggestions,
) -> NamedRecords<'a> {
    let names = programmes.all();
    let names = names.map(|it| (&it.key, it.name.as_str(), it.name_en.as_deref()));
    NamedRecords::of(names, suggestions)
}

/// The programme that a row is about; without it the row is not taken.
pub(super) fn programme_of_row(
    names: &NamedRecords<'_>,
    at: &Position,
    name: &str,
    findings: &mut Findings,
) -> Option<Slug> {
    let cell = (at, "Program");
    if let Some(key) = names.find(cell, name, findings) {
        return Some(key);
    }
    let code = FindingCode::UnknownProgramme;
    let message = format!("programmet \"{name}\" finns inte i registret.");
    if names.is_empty() {
        let suggestion = Some("Läs in bladet Program först, eller samtidigt.".to_owned());
        findings.error(at, "Program", code, message, suggestion);
        return None;
    }
    let meant = names.near(name);
    (names.suggestions()).settle(cell, (code, message), (name, meant), findings)
}

/// Points the programmes that have been replaced, by the rows that were taken, to those that took
/// their places.
pub(super) fn link_successors(
    rows: &[TakenRow<'_>],
    names: &NamedRecords<'_>,
    programmes: &mut Programmes<'_>,
    findings: &mut Findings,
) {
    for (row, key) in rows {
        let Some(name) = row.successor.filled() else {
            continue;
        };
        if let Some(successor) = successor(row, key, name, names, programmes, findings)
            && let Some(programme) = programmes.drafted_mut(key)
        {
            programme.successor = Some(successor);
        }
    }
}

fn successor(
    row: &ProgrammeRow,
    key: &Slug,
    name: &str,
    names: &NamedRecords<'_>,
    programmes: &Programmes<'_>,
    findings: &mut Findings,
) -> Option<Slug> {
    let column = "Ersätts av";
    let next = |key: &Slug| programmes.get(key).and_then(|it| it.successor.clone());
    let leads_back = |successor: &Slug| comes_back(successor, key, next);
    let told = |found: &str| format!("{found}; {} togs in utan att peka på det.", row.name);
    let found = names.find((&row.at, column), name, findings);
    let (code, message, suggestion) = match found {
        Some(successor) if !leads_back(&successor) => return Some(successor),
        Some(_) => {
            let found = if found.as_ref() == Some(key) {
                format!("{name} kan inte ersättas av sig självt")
            } else {
                format!("{name} ersätts i sin tur av {}", row.name)
            };
            (FindingCode::InvalidValue, told(&found), None)
        }
        None => {
            let code = FindingCode::UnknownProgramme;
            let near = names.near(name);
            if let Some((shown, successor)) = near
                && names.suggestions().accepts(code)
                && !leads_back(successor)
            {
                let code = FindingCode::SuggestionTaken;
                findings.info(&row.at, column, code, taken(name, shown), None);
                return Some(successor.clone());
            }
            let message = told(&format!("programmet \"{name}\" finns inte i registret"));
            let suggestion = near.map_or_else(
                || "Ge det en egen rad i Program.".to_owned(),
                |(shown, _)| did_you_mean(shown),
            );
            (code, message, Some(suggestion))
        }
    };
    findings.warning(&row.at, column, code, message, suggestion);
    None
}
