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
    ), @"");
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
    ), @"");
}

#[test]
fn a_list_may_be_called_after_its_cut() {
    assert_snapshot!(told(
        &[
            ("Kommuner", &[&["Kommun", "Vänort", "Land"], &["Halmstad", "Gentofte", "Danmark"]]),
            ("Länder", &[&["Land", "Kommun", "Vänorter"], &["Danmark", "Halmstad", "Gentofte"]]),
        ],
        &options()
    ), @"");
}

#[test]
fn a_sheet_a_country_gives_the_country_by_its_name() {
    assert_snapshot!(told(
        &[
            ("Danmark", &[&["Kommun", "Vänort"], &["Halmstad", "Gentofte"]]),
            ("Finland", &[&["Kommun", "Vänort"], &["Halmstad", "Hangö"]]),
        ],
        &options()
    ), @"");
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
    ), @"");
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
    ), @"");
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
    ), @"");
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
    ), @"");
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
    ), @"");
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
    ), @"");
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
    assert_snapshot!(told(sheets, &accepting), @"");
}
