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
    ), @r#"
    2: Upplands Väsby – Viljandi (EE)
    3: Upplands Väsby – Viljandi (EE)
    4: Upplands Väsby – Viljandi (EE)
    5: Upplands Väsby – Viljandi (EE)
    5 read, 1 rejected
    varning: bladet "Vänorter", cell B3: samma samarbete står redan på rad 2 i bladet Vänorter (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: bladet "Vänorter", cell A4: "114" lästes som koden 0114. [VALUE_READ]
    varning: bladet "Vänorter", cell B4: samma samarbete står redan på rad 2 i bladet Vänorter (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: bladet "Vänorter", cell A5: "0114 Upplands Väsby" lästes som koden 0114. [VALUE_READ]
    varning: bladet "Vänorter", cell B5: samma samarbete står redan på rad 2 i bladet Vänorter (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    fel: bladet "Vänorter", cell A6: "11400" är inte en kommunkod med fyra siffror. [INVALID_VALUE]
    "#);
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
    ), @r#"
    2: Halmstad – Gentofte (DK), 1951–
    3: Halmstad – Hangö (FI), 1998–
    4: Halmstad – Stord (NO), 1975–
    5: Göteborg – Bergen (NO), 1998–
    6: Göteborg – Aarhus (DK), 1998–2004
    7: Göteborg – Oslo (NO)
    8 read, 2 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell D3: "sedan 1998" lästes som 1998. [VALUE_READ]
    upplysning: bladet "Vänorter", cell E3: "pågår" lästes som inget år. [VALUE_READ]
    upplysning: bladet "Vänorter", cell D4: "ca 1975" lästes som 1975. [VALUE_READ]
    upplysning: bladet "Vänorter", cell D5: "1998-05-01" lästes som 1998. [VALUE_READ]
    upplysning: bladet "Vänorter", cell D6: "1998–2004" lästes som 1998 till 2004. [VALUE_READ]
    upplysning: bladet "Vänorter", cell B7: orten "Oslo" i Norge var okänd och lades till med bara sitt namn. [PLACE_ADDED]
    varning: bladet "Vänorter", cell D7: "1990-talet" är inget bestämt år; raden togs in utan Startår. [INVALID_VALUE]
    fel: bladet "Vänorter", cell D8: "98" är inte ett årtal med fyra siffror. Skriv ut århundradet. [INVALID_VALUE]
    fel: bladet "Vänorter", cell D9: "nyligen" är inte ett årtal med fyra siffror. [INVALID_VALUE]
    "#);
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
    ), @r#"
    2: Halmstad – Gentofte (DK), active
    3: Halmstad – Hangö (FI), dormant
    4: Halmstad – Stord (NO), active
    5: Göteborg – Bergen (NO), active
    6: Göteborg – Aarhus (DK), dormant
    7: Göteborg – Oslo (NO), dormant
    8: Göteborg – Åbo (FI)
    8 read, 1 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell D3: "nej" lästes som vilande. [VALUE_READ]
    upplysning: bladet "Vänorter", cell D6: "FALSKT" lästes som vilande. [VALUE_READ]
    upplysning: bladet "Vänorter", cell B7: orten "Oslo" i Norge var okänd och lades till med bara sitt namn. [PLACE_ADDED]
    fel: bladet "Vänorter", cell D9: "kanske" är inget ord som Status kan ha. [INVALID_VALUE]
    "#);
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
    ), @r#"
    2: Halmstad – Gentofte (DK), active, culture
    2 read, 1 rejected
    upplysning: bladet "Vänorter", cell D2: "aktivv" lästes som aktiv. [SUGGESTION_TAKEN]
    upplysning: bladet "Vänorter", cell F2: "kultrur" lästes som kultur. [SUGGESTION_TAKEN]
    fel: bladet "Vänorter", cell D3: "zzz" är inget ord som Status kan ha. [INVALID_VALUE]
    "#);
}
