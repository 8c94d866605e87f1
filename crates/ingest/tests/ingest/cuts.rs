//! The cuts of one inventory: whatever the order in which they are imported, the register is the
//! same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vanort_ingest::{ImportOptions, Source, plan_import};
use vanort_model::Snapshot;

use crate::bench::{apply, read, small_register, workbook};

/// A row of the inventory: municipality, place, country, status, first year, network.
type Row = [&'static str; 6];

const HEADINGS: [&str; 6] = ["Kommun", "Vänort", "Land", "Status", "Startår", "Nätverk"];

/// Rows in which one place has several spellings, of which the best is to be kept.
const INVENTORY: [Row; 14] = [
    ["Halmstad", "Hangö", "Finland", "aktiv", "#1950", ""],
    ["Habo", "HANGÖ", "Finland", "", "", "Douzelage"],
    ["Håbo", "Hango", "Suomi", "vilande", "", "DOUZELAGE"],
    ["Halmstads kommun", "Stord", "Norge", "", "#1961", ""],
    ["Habo", "Stord kommune", "Norge", "", "", ""],
    ["Håbo", "Bergen", "Norway", "avslutad", "", ""],
    ["Halmstad", "Kisko (nu Salo)", "Finland", "", "", ""],
    ["Habo", "Salo", "Finland", "", "", ""],
    ["Håbo", "Pernå (Lovisa)", "Finland", "", "", ""],
    ["Habo", "Lovisa", "Finland", "", "", ""],
    ["Habo", "Sande (Vestfold)", "Norge", "", "", ""],
    ["Halmstad", "Stavanger, Drammen", "Norge", "", "", ""],
    ["Håbo", "Bago", "Burma", "", "", ""],
    ["Halmstad", "Utopia", "Finnland", "", "", ""],
];

/// A workbook with one sheet for each of the named groups of rows.
fn cut(file: &str, groups: &[(String, Vec<Row>)], survey: Option<&str>) -> Source {
    let mut sheets: Vec<(&str, Vec<Vec<&str>>)> = Vec::new();
    for (name, rows) in groups {
        let rows = std::iter::once(HEADINGS.to_vec()).chain(rows.iter().map(|row| row.to_vec()));
        let mut rows: Vec<Vec<&str>> = rows.collect();
        if let Some(survey) = survey {
            for (number, row) in rows.iter_mut().enumerate() {
                row.push(if number == 0 { "Kartläggning" } else { survey });
            }
        }
        sheets.push((name, rows));
    }
    let sheets: Vec<(&str, Vec<&[&str]>)> = (sheets.iter())
        .map(|(name, rows)| (*name, rows.iter().map(Vec::as_slice).collect()))
        .collect();
    let sheets: Vec<(&str, &[&[&str]])> = (sheets.iter())
        .map(|(name, rows)| (*name, rows.as_slice()))
        .collect();
    read(file, &workbook(&sheets)).unwrap()
}

/// The rows, grouped by one of their cells, in the order of the groups.
fn grouped(rows: &[Row], cell: fn(&Row) -> &'static str) -> Vec<(String, Vec<Row>)> {
    let mut groups: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(cell(row)).or_default().push(*row);
    }
    (groups.into_iter())
        .map(|(name, rows)| (format!("Lista {name}"), rows))
        .collect()
}

/// The four lists of an inventory: by municipality, by country, by region, by federation.
fn cuts(rows: &[Row], survey: Option<&str>) -> Vec<Source> {
    let mut reversed = rows.to_vec();
    reversed.reverse();
    let mut sorted = rows.to_vec();
    sorted.sort_by_key(|row| row[1]);
    vec![
        cut("kommuner.xlsx", &grouped(rows, |row| row[0]), survey),
        cut("lander.xlsx", &grouped(&reversed, |row| row[2]), survey),
        cut(
            "regioner.xlsx",
            &[("Regioner 1".to_owned(), sorted)],
            survey,
        ),
        cut(
            "forbund.xlsx",
            &[("Förbund 1".to_owned(), reversed)],
            survey,
        ),
    ]
}

/// All orders of the numbers below a count.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    (0..count)
        .flat_map(|place| {
            shorter.iter().map(move |order| {
                let mut order = order.clone();
                order.insert(place, count - 1);
                order
            })
        })
        .collect()
}

/// Imports lists one after the other.
fn import_in_order(register: &Snapshot, lists: &[Source], order: &[usize]) -> Snapshot {
    let options = ImportOptions {
        year: Some(2026),
        ..ImportOptions::default()
    };
    let mut register = register.clone();
    for list in order.iter().filter_map(|number| lists.get(*number)) {
        let sources = std::slice::from_ref(list);
        let plan = plan_import(sources, &register, &options).unwrap();
        let counts = plan.reports.first().unwrap().counts;
        let parts = counts.created + counts.updated + counts.unchanged + counts.rejected;
        assert_eq!(counts.rows_read, parts);
        register = apply(register, &plan);
        let again = plan_import(sources, &register, &options).unwrap();
        assert!(again.changes.is_empty(), "{:#?}", again.changes.first());
    }
    register
}

fn assert_same_in_any_order(lists: &[Source]) -> Snapshot {
    let begin = small_register();
    let orders = orders(lists.len());
    let first = import_in_order(&begin, lists, orders.first().unwrap());
    for order in &orders {
        let register = import_in_order(&begin, lists, order);
        assert_eq!(register.places, first.places, "{order:?}");
        assert_eq!(register.surveys, first.surveys, "{order:?}");
        assert_eq!(register.networks, first.networks, "{order:?}");
        assert!(register == first, "{order:?}");
    }
    first
}

#[test]
fn four_cuts_of_one_survey_give_one_register() {
    let register = assert_same_in_any_order(&cuts(&INVENTORY, Some("Kartläggning 2018")));
    // Thirteen rows, one of which names two partners; each tie was seen four times.
    assert_eq!(register.twinnings.len(), 14);
    assert_eq!(register.observations.len(), 14 * 4);
    assert_eq!(register.surveys.len(), 1);
    let name = |key: &str| register.places[&key.parse().unwrap()].name.clone();
    assert_eq!(
        (name("FI-hango"), name("NO-stord")),
        ("Hangö".to_owned(), "Stord".to_owned())
    );
    let successor = |key: &str| register.places[&key.parse().unwrap()].merged_into.clone();
    assert_eq!(successor("FI-kisko"), Some("FI-salo".parse().unwrap()));
    assert_eq!(successor("FI-perna"), Some("FI-lovisa".parse().unwrap()));
    assert_eq!(
        register.networks[&"douzelage".parse().unwrap()].name,
        "Douzelage"
    );
}

#[test]
fn four_cuts_without_a_survey_give_one_register() {
    let register = assert_same_in_any_order(&cuts(&INVENTORY, None));
    assert_eq!(register.twinnings.len(), 14);
    assert_eq!(register.surveys.len(), 4);
}

#[test]
fn all_cuts_at_once_are_as_good_as_one_after_the_other() {
    let lists = cuts(&INVENTORY, Some("Kartläggning 2018"));
    let begin = small_register();
    let options = ImportOptions {
        year: Some(2026),
        ..ImportOptions::default()
    };
    let plan = plan_import(&lists, &begin, &options).unwrap();
    let at_once = apply(begin.clone(), &plan);
    assert!(at_once == import_in_order(&begin, &lists, &[0, 1, 2, 3]));
    let observed: u32 = plan.reports.iter().map(|it| it.counts.observed).sum();
    assert_eq!(observed, 4 * 14);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Lists of which each holds another part of an inventory, with spellings that fold alike.
    #[test]
    fn parts_of_an_inventory_give_one_register_in_any_order(
        parts in prop::collection::vec(prop::collection::vec(0_usize..6, 1..6), 3),
        named in any::<bool>(),
    ) {
        let lists: Vec<Source> = (parts.iter().enumerate())
            .map(|(number, rows)| {
                let rows = rows.iter().filter_map(|row| INVENTORY.get(*row).copied()).collect();
                let survey = named.then_some("Kartläggning 2018");
                cut(&format!("{number}.xlsx"), &[("Lista".to_owned(), rows)], survey)
            })
            .collect();
        assert_same_in_any_order(&lists);
    }
}
