//! What the cases have in common: workbooks built cell by cell, and a register to import into.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use vanort_ingest::{
    ImportOptions, ImportPlan, Source, WorkbookError, WorkbookLimits, plan_import, read_source,
};
use vanort_model::{Finding, FindingCode, Record, Snapshot, TwinningKind};

/// A sheet: its name, then its rows with the headings first. An empty text is an empty cell, a
/// text of digits after "#" a number, "@1998-05-01" a date, and "!true" or "!false" a truth.
pub(crate) type Sheet<'a> = (&'a str, &'a [&'a [&'a str]]);

/// A workbook's bytes.
pub(crate) fn workbook(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0_u32..).zip(*rows) {
            for (column, cell) in (0_u16..).zip(*cells) {
                let after = |mark: char| cell.strip_prefix(mark);
                if let Some(number) = after('#').and_then(|it| it.parse::<f64>().ok()) {
                    sheet.write_number(row, column, number).unwrap();
                } else if let Some(date) =
                    after('@').and_then(|it| ExcelDateTime::parse_from_str(it).ok())
                {
                    let format = Format::new().set_num_format("yyyy-mm-dd");
                    sheet
                        .write_datetime_with_format(row, column, &date, &format)
                        .unwrap();
                } else if let Some(truth) = after('!').and_then(|it| it.parse::<bool>().ok()) {
                    sheet.write_boolean(row, column, truth).unwrap();
                } else if !cell.is_empty() {
                    sheet.write_string(row, column, *cell).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// Reads bytes as a file of this name.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Result<Source, WorkbookError> {
    read_within(name, bytes, &WorkbookLimits::default())
}

/// Reads bytes as a file of this name, within limits.
pub(crate) fn read_within(
    name: &str,
    bytes: &[u8],
    limits: &WorkbookLimits,
) -> Result<Source, WorkbookError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read_source(&path, limits)
}

/// A workbook called `lista.xlsx`.
pub(crate) fn list(sheets: &[Sheet<'_>]) -> Source {
    read("lista.xlsx", &workbook(sheets)).unwrap()
}

/// A gazetteer called `ortnamn.tsv`: id, name, alternate names, country.
pub(crate) fn gazetteer(places: &[(u32, &str, &str, &str)]) -> Source {
    let rows: Vec<String> = places
        .iter()
        .map(|(id, name, alternates, country)| {
            format!(
                "{id}\t{name}\t\t{alternates}\t57.1\t12.2\tP\tPPL\t{country}\t\t\t\t\t\t5000\t\t\t\t"
            )
        })
        .collect();
    read("ortnamn.tsv", rows.join("\n").as_bytes()).unwrap()
}

/// The register as it is after the changes of a plan.
pub(crate) fn apply(mut register: Snapshot, plan: &ImportPlan) -> Snapshot {
    for change in &plan.changes {
        let before = match (&change.after, &change.before) {
            (Some(after), _) => register.put(after.clone()),
            (None, Some(Record::Observation(gone))) => {
                let gone = register.observations.remove(&gone.key);
                gone.map(Record::Observation)
            }
            // An import takes back nothing but absences.
            (None, _) => None,
        };
        assert_eq!(before, change.before);
    }
    register
}

/// Plans sources into a register and applies the changes.
pub(crate) fn import(register: Snapshot, sources: &[Source]) -> (Snapshot, ImportPlan) {
    let plan = plan_import(sources, &register, &ImportOptions::default()).unwrap();
    (apply(register, &plan), plan)
}

pub(crate) const COUNTIES: Sheet<'_> = (
    "Län",
    &[
        &["Länskod", "Län", "Residensstad"],
        &["03", "Uppsala län", "Uppsala"],
        &["06", "Jönköpings län", "Jönköping"],
        &["13", "Hallands län", "Halmstad"],
    ],
);

pub(crate) const COUNTRIES: Sheet<'_> = (
    "Länder",
    &[
        &[
            "Landskod",
            "Land",
            "Engelskt namn",
            "Egna namn",
            "Andra namn",
            "Tidigare namn",
        ],
        &["SE", "Sverige", "Sweden", "sv: Sverige", "", ""],
        &["FI", "Finland", "Finland", "fi: Suomi; sv: Finland", "", ""],
        &["NO", "Norge", "Norway", "nb: Norge", "", ""],
        &["MM", "Myanmar", "Myanmar", "", "", "Burma"],
    ],
);

pub(crate) const MUNICIPALITIES: Sheet<'_> = (
    "Kommuner",
    &[
        &[
            "Kommunkod",
            "Kommun",
            "Officiellt namn",
            "Centralort",
            "GeoNames-id",
        ],
        &[
            "1380",
            "Halmstad",
            "Halmstads kommun",
            "Halmstad",
            "#2708365",
        ],
        &["0643", "Habo", "Habo kommun", "Habo", ""],
        &["0305", "Håbo", "Håbo kommun", "Bålsta", ""],
    ],
);

pub(crate) const REGIONS: Sheet<'_> = (
    "Regioner",
    &[
        &["Regionkod", "Region", "Säte", "Andra namn"],
        &["13", "Region Halland", "Halmstad", "Landstinget Halland"],
    ],
);

pub(crate) const FEDERATIONS: Sheet<'_> = (
    "Regionförbund",
    &[
        &["Regionförbund", "Till år", "Uppgått i"],
        &["Regionförbundet Halland", "#2010", "13"],
    ],
);

/// A register with three municipalities, a region, a federation and four countries.
pub(crate) fn small_register() -> Snapshot {
    let sheets = [COUNTIES, COUNTRIES, MUNICIPALITIES, REGIONS, FEDERATIONS];
    let places = gazetteer(&[(2_708_365, "Halmstad", "Halmstadt,HAD,hamusutado", "SE")]);
    let (register, plan) = import(Snapshot::default(), &[list(&sheets), places]);
    assert!(
        plan.reports.iter().all(|report| report.findings.is_empty()),
        "{:#?}",
        plan.reports
    );
    register
}

/// The findings of a workbook with these sheets, imported into the small register.
pub(crate) fn findings(sheets: &[Sheet<'_>]) -> Vec<Finding> {
    let (_, mut plan) = import(small_register(), &[list(sheets)]);
    plan.reports.remove(0).findings
}

/// Asserts that a workbook gives exactly these findings: code, cell, and what the sentence holds.
#[track_caller]
pub(crate) fn assert_findings(sheets: &[Sheet<'_>], expected: &[(FindingCode, &str, &str)]) {
    let found = findings(sheets);
    let cells: Vec<_> = found.iter().map(|it| (it.code, it.cell())).collect();
    let wanted: Vec<_> = expected
        .iter()
        .map(|(code, cell, _)| (*code, (*cell).to_owned()))
        .collect();
    assert_eq!(cells, wanted, "{found:#?}");
    for (finding, (_, _, part)) in found.iter().zip(expected) {
        assert!(finding.to_string().contains(part), "{finding}");
    }
}

/// The bytes of a workbook that another program made; the README beside it tells how.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

/// Where a word stands among the bytes.
#[track_caller]
pub(crate) fn find(bytes: &[u8], word: &[u8]) -> usize {
    let mut windows = bytes.windows(word.len());
    windows.position(|window| window == word).unwrap()
}

/// The bytes with the first of a word changed to another of its length.
#[track_caller]
pub(crate) fn replaced(bytes: &[u8], word: &[u8], by: &[u8]) -> Vec<u8> {
    assert_eq!(word.len(), by.len());
    let at = find(bytes, word);
    let mut bytes = bytes.to_vec();
    bytes.splice(at..at + word.len(), by.iter().copied());
    bytes
}

/// The files that the repository ships.
pub(crate) const FILES: [&str; 4] = ["ortnamn.tsv", "register.xlsx", "stod.xlsx", "vanorter.xlsx"];

/// A file that the repository ships.
pub(crate) fn shipped_path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../data")
        .join(name)
}

/// A file that the repository ships, read.
pub(crate) fn shipped(name: &str) -> Source {
    read_source(&shipped_path(name), &WorkbookLimits::default()).unwrap()
}

/// The register that the shipped data makes, planned once.
pub(crate) fn shipped_register() -> Snapshot {
    static REGISTER: OnceLock<Snapshot> = OnceLock::new();
    let fill = || {
        let sources = FILES.map(shipped);
        import(Snapshot::default(), &sources).0
    };
    REGISTER.get_or_init(fill).clone()
}

/// What importing the sheets into the shipped register comes to: the observations that are new,
/// the counts, and the findings as people read them.
pub(crate) fn told(sheets: &[Sheet<'_>], options: &ImportOptions) -> String {
    told_of(&list(sheets), options)
}

/// As [`told`], of a file that was read.
pub(crate) fn told_of(source: &Source, options: &ImportOptions) -> String {
    let register = shipped_register();
    let plan = plan_import(std::slice::from_ref(source), &register, options).unwrap();
    let mut lines: Vec<String> = Vec::new();
    let mut after = register;
    for change in &plan.changes {
        if let Some(record) = change.after.clone() {
            drop(after.put(record));
        }
    }
    for change in &plan.changes {
        let Some(Record::Observation(seen)) = &change.after else {
            continue;
        };
        let authority = &after.authorities[&seen.twinning.authority].name;
        let place = &after.places[&seen.twinning.partner];
        let mut line = vec![format!(
            "{}: {authority} – {} ({})",
            seen.row, place.name, place.country
        )];
        if seen.twinning.kind != TwinningKind::Twinning {
            line.push(seen.twinning.kind.to_string());
        }
        if let Some(status) = seen.status {
            line.push(status.to_string());
        }
        if seen.since.is_some() || seen.until.is_some() {
            let year = |year: Option<i32>| year.map(|it| it.to_string()).unwrap_or_default();
            line.push(format!("{}–{}", year(seen.since), year(seen.until)));
        }
        line.extend(seen.themes.iter().map(ToString::to_string));
        lines.push(line.join(", "));
    }
    lines.sort_by_key(|line| {
        line.split(':')
            .next()
            .and_then(|row| row.parse::<u32>().ok())
    });
    let report = &plan.reports[0];
    let counts = report.counts;
    lines.push(format!(
        "{} read, {} rejected",
        counts.rows_read, counts.rejected
    ));
    lines.extend(report.findings.iter().map(ToString::to_string));
    lines.join("\n")
}
