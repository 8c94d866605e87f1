//! Values as people write them, each with the report that it gets.

use insta::assert_snapshot;
use vanort_ingest::ImportOptions;
use vanort_model::FindingCode;

use crate::bench::told;

fn options() -> ImportOptions {
    ImportOptions {
        survey: Some("Sammanställning ur öppna källor 2026".to_owned()),
        ..ImportOptions::default()
    }
}

#[test]
fn codes_are_texts_or_numbers() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommunkod", "Vänort", "Land"],
                &["0114", "Viljandi", "Estland"],
                &["#114", "Viljandi", "Estland"],
                &["114", "Viljandi", "Estland"],
                &["0114 Upplands Väsby", "Viljandi", "Estland"],
                &["11400", "Viljandi", "Estland"],
            ],
        )],
        &options()
    ), @"");
}

#[test]
fn years_are_numbers_texts_or_dates() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänort", "Land", "Startår", "Slutår"],
                &["Halmstad", "Gentofte", "Danmark", "#1951", ""],
                &["Halmstad", "Hangö", "Finland", "sedan 1998", "pågår"],
                &["Halmstad", "Stord", "Norge", "ca 1975", ""],
                &["Göteborg", "Bergen", "Norge", "@1998-05-01", ""],
                &["Göteborg", "Århus", "Danmark", "1998–2004", ""],
                &["Göteborg", "Oslo", "Norge", "1990-talet", ""],
                &["Göteborg", "Åbo", "Finland", "98", ""],
                &["Göteborg", "Lyon", "Frankrike", "nyligen", ""],
            ],
        )],
        &options()
    ), @"");
}

#[test]
fn activity_is_a_word_or_an_answer() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänort", "Land", "Aktiv?"],
                &["Halmstad", "Gentofte", "Danmark", "ja"],
                &["Halmstad", "Hangö", "Finland", "nej"],
                &["Halmstad", "Stord", "Norge", "x"],
                &["Göteborg", "Bergen", "Norge", "!true"],
                &["Göteborg", "Århus", "Danmark", "!false"],
                &["Göteborg", "Oslo", "Norge", "vilande"],
                &["Göteborg", "Åbo", "Finland", ""],
                &["Göteborg", "Lyon", "Frankrike", "kanske"],
            ],
        )],
        &options()
    ), @"");
}

#[test]
fn a_slip_in_a_word_is_taken_as_meant_when_that_is_asked_for() {
    let accepting = ImportOptions {
        accepted: [FindingCode::InvalidValue].into(),
        ..options()
    };
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänort", "Land", "Status", "Typ", "Tema"],
                &["Halmstad", "Gentofte", "Danmark", "aktivv", "Vänort", "kultrur"],
                &["Halmstad", "Hangö", "Finland", "zzz", "Vänort", ""],
            ],
        )],
        &accepting
    ), @"");
}
