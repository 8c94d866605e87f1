//! The same list in every format that lists are kept in.

use vanort_ingest::{ImportOptions, ImportPlan, plan_import};
use vanort_model::{FindingCode, Severity, Snapshot};

use crate::bench::{COUNTRIES, Sheet, fixture, import, list, read, small_register, workbook};

/// What the list names, besides the small register.
const NAMED: [Sheet<'_>; 3] = [
    ("Län", &[&["Länskod", "Län"], &["01", "Stockholms län"]]),
    (
        "Länder",
        &[
            &["Landskod", "Land"],
            &["DK", "Danmark"],
            &["LT", "Litauen"],
        ],
    ),
    (
        "Kommuner",
        &[
            &["Kommunkod", "Kommun"],
            &["0114", "Upplands Väsby"],
            &["0115", "Vallentuna"],
            &["0120", "Värmdö"],
        ],
    ),
];

/// The plan of one file, imported into a register that knows what the list names.
fn plan(name: &str, bytes: &[u8]) -> ImportPlan {
    let source = read(name, bytes).unwrap();
    let (register, _) = import(small_register(), &[list(&NAMED)]);
    plan_import(&[source], &register, &ImportOptions::default()).unwrap()
}

/// The changes and the findings of the list, in words, with the file's name made the same.
fn outcome(name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let plan = plan(name, bytes);
    let same = |text: String| text.replace(name, "FILE");
    let findings = plan.reports.iter().flat_map(|report| &report.findings);
    let findings = findings.filter(|finding| finding.sheet == "Vänorter");
    (
        (plan.changes.iter())
            .map(|change| same(format!("{change:?}")))
            .collect(),
        findings.map(|finding| same(finding.to_string())).collect(),
    )
}

/// The fixture with nothing but the list itself, as the text lists have it.
fn without_other_sheets(outcome: (Vec<String>, Vec<String>)) -> (Vec<String>, Vec<String>) {
    let (changes, findings) = outcome;
    let of_list = |change: &String| !change.contains("stord") && !change.contains("Gömda");
    (changes.into_iter().filter(of_list).collect(), findings)
}

#[test]
fn the_same_list_in_every_format_gives_the_same_changes() {
    let expected = outcome("Vänorter.xlsx", &fixture("lista.xlsx"));
    assert!(expected.0.len() > 3, "{expected:#?}");
    for extension in ["xls", "xlsb", "ods"] {
        let bytes = fixture(&format!("lista.{extension}"));
        let found = outcome(&format!("Vänorter.{extension}"), &bytes);
        assert_eq!(found, expected, "{extension}");
    }
}

#[test]
fn the_same_list_in_text_gives_the_same_changes() {
    let expected = outcome("Vänorter.csv", &fixture("lista.csv"));
    let of_workbook = outcome("Vänorter.xlsx", &fixture("lista.xlsx"));
    // Codes are text in a text list, and numbers that look like them in the workbook.
    assert_eq!(without_other_sheets(of_workbook).0, expected.0);
    let text = String::from_utf8(fixture("lista.csv")).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let utf_16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let letters: Option<Vec<u8>> = text
        .chars()
        .map(|letter| match letter {
            'Š' => Some(0x8A),
            'š' => Some(0x9A),
            letter => u8::try_from(letter).ok(),
        })
        .collect();
    for (how, bytes) in [
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16", utf_16),
        ("Windows-1252", letters.unwrap()),
        ("told", format!("sep=;\r\n{text}").into_bytes()),
        ("line feeds", text.replace("\r\n", "\n").into_bytes()),
        ("commas", text.replace(';', ",").into_bytes()),
        ("tabs", text.replace(';', "\t").into_bytes()),
    ] {
        assert_eq!(outcome("Vänorter.csv", &bytes), expected, "{how}");
    }
    let tabs = text.replace(';', "\t").into_bytes();
    let found = outcome("Vänorter.tsv", &tabs);
    assert_eq!(found, expected);
}

#[test]
fn a_hidden_list_is_read_and_told() {
    let plan = plan("lista.ods", &fixture("lista.ods"));
    let hidden: Vec<_> = (plan.reports[0].findings.iter())
        .filter(|finding| finding.code == FindingCode::HiddenSheet)
        .map(|finding| (finding.severity, finding.sheet.as_str(), finding.row))
        .collect();
    assert_eq!(hidden, [(Severity::Warning, "Gömda", None)]);
    let stord = |text: &String| text.contains("NO-stord");
    assert!(outcome("l.ods", &fixture("lista.ods")).0.iter().any(stord));
}

#[test]
fn macros_and_links_are_told_of_the_file() {
    let source = read("makro.ods", &fixture("makro.ods")).unwrap();
    let countries = read("lander.xlsx", &workbook(&[COUNTRIES])).unwrap();
    let options = ImportOptions::default();
    let plan = plan_import(&[countries, source], &Snapshot::default(), &options).unwrap();
    assert!(plan.reports[0].findings.is_empty());
    let told: Vec<_> = (plan.reports[1].findings.iter())
        .filter(|finding| finding.severity == Severity::Info && finding.row.is_none())
        .map(|finding| (finding.code, finding.sheet.as_str()))
        .collect();
    let expected = [FindingCode::MacrosIgnored, FindingCode::LinksIgnored];
    assert_eq!(told, expected.map(|code| (code, "makro.ods")));
}
