//! Ties that a list does not name, and lists that disagree.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::Reader as _;
use vanort_ingest::{ImportOptions, ImportPlan, ListScope, Source, plan_import, write_rejected};
use vanort_model::FindingCode::{
    ConflictingObservation, NameAdded, TieEnded, TieMissing, UnknownCountry,
};
use vanort_model::{FindingCode, Severity, Snapshot, TwinningStatus};

use crate::bench::{apply, read, small_register, workbook};

/// A list with the columns Kommun, Vänort, Land, Typ and Status, of a survey named after its file.
fn ties(file: &str, rows: &[[&str; 5]]) -> Source {
    let head = ["Kommun", "Vänort", "Land", "Typ", "Status"];
    let rows: Vec<&[&str]> = std::iter::once(&head[..])
        .chain(rows.iter().map(|row| &row[..]))
        .collect();
    read(file, &workbook(&[("Lista", &rows)])).unwrap()
}

const ALL: [[&str; 5]; 4] = [
    ["Halmstad", "Hangö", "Finland", "", ""],
    ["Halmstad", "Stord", "Norge", "", ""],
    ["Halmstad", "Bago", "Burma", "Annat", ""],
    ["Habo", "Salo", "Finland", "", ""],
];

fn plan(register: &Snapshot, list: &Source, options: &ImportOptions) -> ImportPlan {
    plan_import(std::slice::from_ref(list), register, options).unwrap()
}

/// A register with all ties, from a list of 2011.
fn register() -> Snapshot {
    let register = small_register();
    let list = ties("lista 2011.xlsx", &ALL);
    let plan = plan(&register, &list, &ImportOptions::default());
    apply(register, &plan)
}

fn complete() -> ImportOptions {
    ImportOptions {
        complete: true,
        ..ImportOptions::default()
    }
}

/// What was found, but for surveys that were added.
fn told(plan: &ImportPlan) -> Vec<(Severity, FindingCode)> {
    let findings = &plan.reports.first().unwrap().findings;
    let told = findings.iter().filter(|it| it.code != NameAdded);
    told.map(|it| (it.severity, it.code)).collect()
}

fn missing(plan: &ImportPlan) -> u32 {
    plan.reports.first().unwrap().counts.missing
}

fn ended(register: &Snapshot) -> BTreeSet<String> {
    let ended = register.twinnings.values();
    ended
        .filter(|it| it.status == TwinningStatus::Ended)
        .map(|it| it.key.to_string())
        .collect()
}

const HANGÖ: &str = "municipality:1380>FI-hango>twinning";

#[test]
fn a_tie_that_a_list_does_not_name_is_told_and_kept() {
    let register = register();
    let list = ties("lista 2018.xlsx", &[ALL[1], ALL[2]]);
    let plan = plan(&register, &list, &ImportOptions::default());
    let found = &plan.reports.first().unwrap().findings;
    let missed = found.iter().find(|it| it.code == TieMissing).unwrap();
    assert_eq!((missed.severity, missed.row), (Severity::Info, None));
    let message = "listan nämner inte Halmstad – Hangö (FI), som registret har.";
    assert_eq!(missed.message, message);
    assert_eq!(
        missing(&plan),
        1,
        "the list names no authority but Halmstad"
    );
    assert!(ended(&apply(register, &plan)).is_empty());
}

#[test]
fn the_scope_tells_which_ties_a_list_should_name() {
    let register = register();
    let of_norway = ties(
        "norge 2018.xlsx",
        &[ALL[1], ["Habo", "Bergen", "Norge", "", ""]],
    );
    let scoped = |scope| ImportOptions {
        scope,
        ..ImportOptions::default()
    };
    for (scope, count) in [
        // All of one country: the list is about that.
        (None, 0),
        (Some(ListScope::Countries), 0),
        (Some(ListScope::Authorities), 2),
        // The tie of another kind is none that the list speaks of.
        (Some(ListScope::Everything), 2),
    ] {
        let plan = plan(&register, &of_norway, &scoped(scope));
        assert_eq!(missing(&plan), count, "{scope:?}");
    }
}

#[test]
fn a_complete_list_ends_what_it_no_longer_names() {
    let register = register();
    let list = ties("lista 2018.xlsx", &[ALL[1], ALL[3]]);
    let first = plan(&register, &list, &complete());
    assert_eq!(told(&first), [(Severity::Warning, TieEnded)]);
    let register = apply(register, &first);
    assert_eq!(ended(&register), [HANGÖ.to_owned()].into());
    let absence = format!("lista-2018/lista 2018.xlsx/Lista/{HANGÖ}/0");
    let observation = &register.observations[&absence];
    assert_eq!(
        (observation.row, observation.text.as_str()),
        (0, "saknas i listan")
    );
    let again = plan(&register, &list, &complete());
    assert_eq!((again.changes.len(), missing(&again)), (0, 0));

    // A later edition of the list names it again, which takes its absence back.
    let later = ties("lista 2018.xlsx", &[ALL[1], ALL[3], ALL[0]]);
    let plan = plan(&register, &later, &complete());
    let register = apply(register, &plan);
    assert!(ended(&register).is_empty());
    assert!(!register.observations.contains_key(&absence));
}

#[test]
fn a_newer_list_that_names_an_ended_tie_revives_it() {
    let register = register();
    let gone = ties("lista 2018.xlsx", &[ALL[1], ALL[3]]);
    let register = apply(register.clone(), &plan(&register, &gone, &complete()));
    let newer = ties("lista 2024.xlsx", &[ALL[0]]);
    let register = apply(register.clone(), &plan(&register, &newer, &complete()));
    assert!(!ended(&register).contains(HANGÖ));
}

#[test]
fn an_older_complete_list_ends_nothing_that_a_newer_one_names() {
    let register = register();
    let older = ties("lista 2007.xlsx", &[ALL[1], ALL[3]]);
    let plan = plan(&register, &older, &complete());
    assert_eq!(told(&plan), [(Severity::Info, TieMissing)]);
    assert!(ended(&apply(register, &plan)).is_empty());
}

#[test]
fn another_list_of_the_same_import_keeps_a_tie_alive() {
    let register = register();
    let lists = [
        ties("lista 2018.xlsx", &[ALL[1], ALL[3]]),
        ties("finland 2018.xlsx", &[ALL[0], ALL[3]]),
    ];
    let plan = plan_import(&lists, &register, &complete()).unwrap();
    assert!(ended(&apply(register, &plan)).is_empty());
}

#[test]
fn a_list_with_rejected_rows_ends_nothing() {
    let register = register();
    let typo = ["Halmstad", "Hangö", "Finnland", "", ""];
    let list = ties("lista 2018.xlsx", &[ALL[1], ALL[3], typo]);
    let first = plan(&register, &list, &complete());
    let refused = (Severity::Warning, TieMissing);
    let rejected = (Severity::Error, UnknownCountry);
    assert_eq!(told(&first), [refused, rejected]);
    assert_eq!(missing(&first), 0, "the rejected row may name it");
    assert!(ended(&apply(register.clone(), &first)).is_empty());

    let other = ["Halmstad", "Vasa", "Finnland", "", ""];
    let list = ties("lista 2018.xlsx", &[ALL[1], ALL[3], other]);
    let second = plan(&register, &list, &complete());
    assert_eq!(
        told(&second),
        [refused, (Severity::Info, TieMissing), rejected]
    );
    assert_eq!(missing(&second), 1);
    assert!(ended(&apply(register, &second)).is_empty());
}

/// The rows of a list that were not taken, as they are written to be mended, with their country
/// spelt as it should be.
fn mended_rest(list: &Source, plan: &ImportPlan, options: &ImportOptions) -> Source {
    let bytes = write_rejected(std::slice::from_ref(list), &plan.reports, options);
    let bytes = bytes.unwrap().unwrap();
    let mut written = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = written.worksheet_range("Lista").unwrap();
    let rows: Vec<Vec<String>> = (range.rows())
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows[0].last().unwrap(), "Ursprunglig rad");
    let mend = |cell: &String| cell.replace("Finnland", "Finland");
    let rows: Vec<Vec<String>> = (rows.iter())
        .map(|row| row.iter().map(mend).collect())
        .collect();
    let rows: Vec<Vec<&str>> = (rows.iter())
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    read("att-rätta.xlsx", &workbook(&[("Lista", &rows)])).unwrap()
}

#[test]
fn the_mended_rest_of_a_list_ends_nothing_and_misses_nothing() {
    // The tie with Vasa, which the list had just named, was missing from its rest and was ended.
    let typo = ["Halmstad", "Hangö", "Finnland", "", ""];
    let vasa = ["Halmstad", "Vasa", "Finland", "", ""];
    let list = ties("lista 2018.xlsx", &[typo, vasa, ALL[1], ALL[2], ALL[3]]);
    let first = plan(&register(), &list, &complete());
    let register = apply(register(), &first);
    let rest = mended_rest(&list, &first, &complete());

    let told_alone = plan(&register, &rest, &ImportOptions::default());
    assert_eq!((told(&told_alone), missing(&told_alone)), (vec![], 0));
    let told_complete = plan(&register, &rest, &complete());
    let findings = &told_complete.reports.first().unwrap().findings;
    assert_eq!(told(&told_complete), [(Severity::Warning, TieMissing)]);
    assert_eq!(
        findings[0].message,
        "kolumnen Ursprunglig rad visar att bladet är resten av en annan lista, så inga \
         samarbeten markeras som avslutade."
    );
    assert_eq!(missing(&told_complete), 0);
    let after = apply(register, &told_complete);
    assert!(ended(&after).is_empty());
    let named = (after.observations.values())
        .find(|it| it.workbook == "att-rätta.xlsx")
        .unwrap();
    assert_eq!(
        (named.survey.as_str(), named.twinning.to_string().as_str()),
        ("lista-2018", HANGÖ)
    );
}

#[test]
fn lists_of_one_year_that_disagree_are_told() {
    let register = small_register();
    let active = ties(
        "a 2018.xlsx",
        &[["Halmstad", "Hangö", "Finland", "", "aktiv"]],
    );
    let dormant = ties(
        "b 2018.xlsx",
        &[["Halmstad", "Hangö", "Finland", "", "vilande"]],
    );
    let options = ImportOptions::default();
    let register = apply(register.clone(), &plan(&register, &active, &options));
    let plan = plan(&register, &dormant, &options);
    let found = &plan.reports.first().unwrap().findings;
    let conflict = found
        .iter()
        .find(|it| it.code == ConflictingObservation)
        .unwrap();
    assert_eq!(
        (conflict.severity, conflict.cell().as_str()),
        (Severity::Warning, "B2")
    );
    let message = "rad 2 i bladet Lista (b 2018.xlsx) säger annat om samarbetet än rad 2 i bladet \
                   Lista (a 2018.xlsx): status vilande mot aktiv; det senare gäller.";
    assert_eq!(conflict.message, message);
    let register = apply(register, &plan);
    let status = register.twinnings[&HANGÖ.parse().unwrap()].status;
    assert_eq!(status, TwinningStatus::Active);
}

#[test]
fn the_survey_and_its_year_may_be_told_for_the_import() {
    let list = ties("lista.xlsx", &[ALL[0]]);
    let options = ImportOptions {
        survey: Some("Egen inventering".to_owned()),
        year: Some(2025),
        ..ImportOptions::default()
    };
    let register = small_register();
    let plan = plan(&register, &list, &options);
    let report = plan.reports.first().unwrap();
    assert_eq!(report.surveys, ["Egen inventering"]);
    assert!(
        report.findings[0]
            .message
            .ends_with("Den fick importens år, 2025.")
    );
    let register = apply(register, &plan);
    let survey = &register.surveys[&"egen-inventering".parse().unwrap()];
    assert_eq!(
        (survey.year, survey.source.as_str()),
        (Some(2025), "Egen inventering")
    );
}
