//! Lists as people lay them out, each with the report that it gets.

use insta::assert_snapshot;
use vanort_ingest::ImportOptions;

use crate::bench::told;

fn options() -> ImportOptions {
    ImportOptions {
        survey: Some("Sammanställning ur öppna källor 2026".to_owned()),
        ..ImportOptions::default()
    }
}

#[test]
fn titles_notes_and_empty_columns_stand_around_a_list() {
    assert_snapshot!(told(
        &[(
            "Blad1",
            &[
                &["Sveriges vänorter 2026"],
                &["Utdrag ur inventeringen", "", "", "", "2026-11-01"],
                &[],
                &["", "", "Land", "Vänort", "", "Kommun"],
                &["", "", "Danmark", "Gentofte", "", "Halmstad"],
                &["", "", "Finland", "Hangö", "", "Halmstad"],
                &[],
                &["", "", "Källa: kommunens webbplats"],
                &["Uppdaterad 1 november"],
            ],
        )],
        &options()
    ), @r#"
    5: Halmstad – Gentofte (DK)
    6: Halmstad – Hangö (FI)
    2 read, 0 rejected
    upplysning: bladet "Blad1": listan nämner inte Halmstad – Stord (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Blad1": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Blad1", cell C8: raden står under listan och lästes som en anmärkning: "Källa: kommunens webbplats". [NOTE_ROW]
    upplysning: bladet "Blad1", cell A9: raden står under listan och lästes som en anmärkning: "Uppdaterad 1 november". [NOTE_ROW]
    "#);
}

#[test]
fn headings_are_swedish_or_english_in_any_order() {
    assert_snapshot!(told(
        &[(
            "List",
            &[
                &[
                    "Country", "Twin Town:", "Municipality", "SINCE", "Active", "Theme", "Comments",
                    "Source", "Type",
                ],
                &[
                    "Denmark", "Gentofte", "Halmstad", "1951", "yes", "culture; school", "A note",
                    "halmstad.se", "Sister city",
                ],
            ],
        )],
        &options()
    ), @"
    2: Halmstad – Gentofte (DK), active, 1951–, culture, school
    1 read, 0 rejected
    ");
}

#[test]
fn a_list_may_be_called_after_its_cut() {
    assert_snapshot!(told(
        &[
            ("Kommuner", &[&["Kommun", "Vänort", "Land"], &["Halmstad", "Gentofte", "Danmark"]]),
            ("Länder", &[&["Land", "Kommun", "Vänorter"], &["Danmark", "Halmstad", "Gentofte"]]),
        ],
        &options()
    ), @"
    2: Halmstad – Gentofte (DK)
    2: Halmstad – Gentofte (DK)
    2 read, 0 rejected
    ");
}

#[test]
fn a_sheet_a_country_gives_the_country_by_its_name() {
    assert_snapshot!(told(
        &[
            ("Danmark", &[&["Kommun", "Vänort"], &["Halmstad", "Gentofte"]]),
            ("Finland", &[&["Kommun", "Vänort"], &["Halmstad", "Hangö"]]),
        ],
        &options()
    ), @r#"
    2: Halmstad – Gentofte (DK)
    2: Halmstad – Hangö (FI)
    2 read, 0 rejected
    upplysning: bladet "Danmark": bladet har ingen kolumn Land; bladets namn gav Danmark för alla rader. [VALUE_FILLED]
    upplysning: bladet "Finland": bladet har ingen kolumn Land; bladets namn gav Finland för alla rader. [VALUE_FILLED]
    "#);
}

#[test]
fn a_sheet_a_county_tells_namesakes_apart() {
    assert_snapshot!(told(
        &[
            (
                "Jönköpings län",
                &[&["Kommun", "Vänort", "Land"], &["HABO", "Paide", "Estland"]],
            ),
            (
                "Uppsala län",
                &[
                    &["Kommun", "Vänort", "Land"],
                    &["HÅBO", "Paide", "Estland"],
                    &["Halmstad", "Hangö", "Finland"],
                ],
            ),
        ],
        &options()
    ), @r#"
    2: Habo – Paide (EE)
    2: Håbo – Paide (EE)
    3: Halmstad – Hangö (FI)
    3 read, 0 rejected
    upplysning: bladet "Jönköpings län": listan nämner inte Håbo – Fredensborg (DK), som registret har. [TIE_MISSING]
    upplysning: bladet "Jönköpings län": listan nämner inte Håbo – Ingå (FI), som registret har. [TIE_MISSING]
    upplysning: bladet "Jönköpings län": listan nämner inte Håbo – Nittedal (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Jönköpings län": listan nämner inte Halmstad – Gentofte (DK), som registret har. [TIE_MISSING]
    upplysning: bladet "Jönköpings län": listan nämner inte Halmstad – Stord (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Jönköpings län": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    varning: bladet "Uppsala län", cell A3: Halmstad ligger i Hallands län, men bladet säger Uppsala län. [COUNTY_MISMATCH]
    "#);
}

#[test]
fn a_group_may_name_its_municipality_on_its_first_row() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommunkod", "Kommun", "Vänort", "Land"],
                &["1380", "Halmstad", "Gentofte", "Danmark"],
                &["", "", "Hangö", "Finland"],
                &["", "", "Stord", "Norge"],
                &["1480", "Göteborg", "Bergen", "Norge"],
                &["", "", "Århus", "Danmark"],
            ],
        )],
        &options()
    ), @r#"
    2: Halmstad – Gentofte (DK)
    3: Halmstad – Hangö (FI)
    4: Halmstad – Stord (NO)
    5: Göteborg – Bergen (NO)
    6: Göteborg – Aarhus (DK)
    5 read, 0 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Åbo (FI), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Lyon (FR), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell A3: cellen är tom och lästes som "1380", från A2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell B3: cellen är tom och lästes som "Halmstad", från B2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell A4: cellen är tom och lästes som "1380", från A2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell B4: cellen är tom och lästes som "Halmstad", från B2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell A6: cellen är tom och lästes som "1480", från A5. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell B6: cellen är tom och lästes som "Göteborg", från B5. [VALUE_FILLED]
    "#);
}

#[test]
fn a_group_may_have_a_heading_of_its_own() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Land", "Kommun", "Vänort"],
                &["Danmark"],
                &["", "Halmstad", "Gentofte"],
                &["", "Göteborg", "Århus"],
                &["Finland"],
                &["", "Halmstad", "Hangö"],
            ],
        )],
        &options()
    ), @r#"
    3: Halmstad – Gentofte (DK)
    4: Göteborg – Aarhus (DK)
    6: Halmstad – Hangö (FI)
    3 read, 0 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Stord (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Åbo (FI), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Lyon (FR), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Bergen (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell A2: raden är rubriken till raderna under den. [NOTE_ROW]
    upplysning: bladet "Vänorter", cell A3: cellen är tom och lästes som "Danmark", från A2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell A4: cellen är tom och lästes som "Danmark", från A2. [VALUE_FILLED]
    upplysning: bladet "Vänorter", cell A5: raden är rubriken till raderna under den. [NOTE_ROW]
    upplysning: bladet "Vänorter", cell A6: cellen är tom och lästes som "Finland", från A5. [VALUE_FILLED]
    "#);
}

#[test]
fn an_empty_cell_in_a_list_that_says_everything_is_a_mistake() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänort", "Land"],
                &["Halmstad", "Gentofte", "Danmark"],
                &["Halmstad", "Hangö", "Finland"],
                &["", "Stord", "Norge"],
                &["Göteborg", "Bergen", "Norge"],
                &["Göteborg", "Århus", ""],
                &["Göteborg", "", "Finland"],
            ],
        )],
        &options()
    ), @r#"
    2: Halmstad – Gentofte (DK)
    3: Halmstad – Hangö (FI)
    5: Göteborg – Bergen (NO)
    6 read, 3 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Åbo (FI), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Lyon (FR), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    fel: bladet "Vänorter", cell A4: raden nämner varken kommun, region eller regionförbund. Fyll i en av dem. [MISSING_VALUE]
    fel: bladet "Vänorter", cell C6: Land saknas. Fyll i Land. [MISSING_VALUE]
    fel: bladet "Vänorter", cell B7: Vänort saknas. Fyll i Vänort. [MISSING_VALUE]
    "#);
}

#[test]
fn several_partners_may_stand_in_one_cell() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänorter", "Land", "Sedan"],
                &["Halmstad", "Gentofte\nHangö\nStord", "Danmark\nFinland\nNorge", "1951\n1952\n1953"],
                &["Göteborg", "Bergen; Oslo", "Norge", "1950"],
                &["Halmstad", "- Gentofte (Danmark)\n- Hangö (Finland)", "", ""],
                &["Halmstad", "Gentofte; Hangö; Stord", "Danmark; Finland", ""],
            ],
        )],
        &options()
    ), @r#"
    2: Halmstad – Gentofte (DK), 1951–
    2: Halmstad – Hangö (FI), 1952–
    2: Halmstad – Stord (NO), 1953–
    3: Göteborg – Bergen (NO), 1950–
    3: Göteborg – Oslo (NO), 1950–
    4: Halmstad – Gentofte (DK)
    4: Halmstad – Hangö (FI)
    4 read, 1 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Rostock (DE), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Aarhus (DK), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Åbo (FI), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Lyon (FR), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Kraków (PL), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Chicago (US), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Göteborg – Nelson Mandela Bay (ZA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell B2: cellen nämner 3 vänorter: Gentofte; Hangö; Stord. [SEVERAL_PARTNERS]
    upplysning: bladet "Vänorter", cell B3: cellen nämner 2 vänorter: Bergen; Oslo. [SEVERAL_PARTNERS]
    upplysning: bladet "Vänorter", cell B3: orten "Oslo" i Norge var okänd och lades till med bara sitt namn. [PLACE_ADDED]
    upplysning: bladet "Vänorter", cell B4: cellen nämner 2 vänorter: Gentofte (Danmark); Hangö (Finland). [SEVERAL_PARTNERS]
    upplysning: bladet "Vänorter", cell B4: "Gentofte (Danmark)" lästes som Gentofte i Danmark. [OTHER_SPELLING]
    varning: bladet "Vänorter", cell B4: samma samarbete står redan på rad 2 i bladet Vänorter (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: bladet "Vänorter", cell B4: "Hangö (Finland)" lästes som Hangö i Finland. [OTHER_SPELLING]
    varning: bladet "Vänorter", cell B4: samma samarbete står redan på rad 2 i bladet Vänorter (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: bladet "Vänorter", cell B5: cellen nämner 3 vänorter: Gentofte; Hangö; Stord. [SEVERAL_PARTNERS]
    fel: bladet "Vänorter", cell C5: cellen nämner 2 länder, men raden 3 vänorter. Skriv en rad för varje vänort. [INVALID_VALUE]
    "#);
}

#[test]
fn headings_that_stand_again_further_down_are_no_row() {
    assert_snapshot!(told(
        &[(
            "Vänorter",
            &[
                &["Kommun", "Vänort", "Land"],
                &["Halmstad", "Gentofte", "Danmark"],
                &["Kommun", "Vänort", "Land"],
                &["Halmstad", "Hangö", "Finland"],
            ],
        )],
        &options()
    ), @r#"
    2: Halmstad – Gentofte (DK)
    4: Halmstad – Hangö (FI)
    2 read, 0 rejected
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Stord (NO), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter": listan nämner inte Halmstad – Nikopol (UA), som registret har. [TIE_MISSING]
    upplysning: bladet "Vänorter", cell A3: rubrikerna står här en gång till och lästes inte som en rad. [NOTE_ROW]
    "#);
}

#[test]
fn what_a_list_does_not_have_is_told_by_a_suggestion_that_may_be_taken() {
    let sheets: &[crate::bench::Sheet<'_>] = &[(
        "Vänorter",
        &[
            &["Komun", "Vänort", "Land", "Invånare"],
            &["Halmstad", "Gentofte", "Danmark", "74000"],
        ],
    )];
    let accepting = ImportOptions {
        accepted: [vanort_model::FindingCode::UnknownHeading].into(),
        ..options()
    };
    assert_snapshot!(told(sheets, &accepting), @r#"
    2: Halmstad – Gentofte (DK)
    1 read, 0 rejected
    upplysning: bladet "Vänorter", cell A1: rubriken "Komun" lästes som Kommun. [SUGGESTION_TAKEN]
    varning: bladet "Vänorter", cell D1: rubriken "Invånare" är okänd och kolumnen lästes inte. [UNKNOWN_HEADING]
    "#);
}
