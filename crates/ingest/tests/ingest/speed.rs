//! How long a world-wide list takes: run it by name, with `--release` and `--ignored --nocapture`.

use std::path::Path;
use std::time::Instant;

use rust_xlsxwriter::Workbook;
use vanort_ingest::{ImportOptions, plan_import};
use vanort_model::Snapshot;

use crate::bench::{apply, import, read, shipped};

/// The list as a workbook; `None` where it is not at hand.
fn world_list() -> Option<Vec<u8>> {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference/twinnings-world.csv");
    let text = std::fs::read_to_string(path).ok()?;
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Vänorter").unwrap();
    let headings = ["Kommun", "Hemland", "Vänort", "Land"];
    for (column, heading) in (0_u16..).zip(headings) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for (row, line) in (1_u32..).zip(text.lines().skip(1)) {
        let fields = split(line);
        let cells = fields
            .iter()
            .enumerate()
            .filter(|(field, _)| [0, 2, 6, 8].contains(field));
        for (column, (_, cell)) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    Some(workbook.save_to_buffer().unwrap())
}

/// The fields of a line of comma-separated values.
fn split(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            letter => fields.last_mut().unwrap().push(letter),
        }
    }
    fields
}

#[test]
#[ignore = "it measures, and takes a while unoptimised"]
fn a_world_list_is_read_and_planned_in_no_time() {
    let Some(bytes) = world_list() else {
        println!("the list is not at hand");
        return;
    };
    let begin = Instant::now();
    let source = read("varlden.xlsx", &bytes).unwrap();
    println!("read_source {:?}", begin.elapsed());
    let sources = [source];
    let (register, _) = import(Snapshot::default(), &[shipped("register.xlsx")]);
    let plan = |register: &Snapshot| {
        let begin = Instant::now();
        let plan = plan_import(&sources, register, &ImportOptions::default()).unwrap();
        println!("plan_import {:?}", begin.elapsed());
        let report = &plan.reports[0];
        let mut codes = std::collections::BTreeMap::new();
        for finding in &report.findings {
            *codes.entry((finding.severity, finding.code)).or_insert(0) += 1;
        }
        println!(
            "{:?}, {} changes, {codes:?}",
            report.counts,
            plan.changes.len()
        );
        plan
    };
    let first = plan(&register);
    let register = apply(register, &first);
    let again = plan(&register);
    assert!(again.changes.is_empty(), "{:#?}", again.changes.get(..3));
    let counts = first.reports[0].counts;
    let told = counts.created + counts.updated + counts.unchanged + counts.rejected;
    assert_eq!(counts.rows_read, told);
}
