//! How the names of places in a list are understood.

use vanort_model::FindingCode;
use vanort_model::FindingCode::{
    AmbiguousPlace, InvalidValue, OtherSpelling, PlaceAdded, SeveralPartners, SuccessorTaken,
    UnknownPlace,
};

use crate::clerk::{ERROR, INFO, Told, WARNING, assert_rows};

#[test]
fn places_are_known_in_other_spellings_and_forms() {
    for (place, country, key, told) in [
        ("Hangö", "Finland", "FI-hango", None),
        ("Hanko", "Finland", "FI-hango", None),
        ("HANGÖ", "Finland", "FI-hango", None),
        (
            "Hango",
            "Finland",
            "FI-hango",
            Some("\"Hango\" lästes som Hangö."),
        ),
        (
            "Aabenraa",
            "Danmark",
            "DK-abenra",
            Some("\"Aabenraa\" lästes som Åbenrå."),
        ),
        (
            "Gentofte kommun",
            "Danmark",
            "DK-gentofte",
            Some("lästes som Gentofte."),
        ),
        (
            "Stord kommune",
            "Norge",
            "NO-stord",
            Some("lästes som Stord."),
        ),
        ("City of Łódź", "Polen", "PL-lodz", Some("lästes som Łódź.")),
        (
            "Stord, Norge",
            "Norge",
            "NO-stord",
            Some("lästes som Stord i Norge."),
        ),
        (
            "Stord (Norge)",
            "Norge",
            "NO-stord",
            Some("lästes som Stord i Norge."),
        ),
        (
            "Berlin – Neukölln",
            "Tyskland",
            "DE-neukolln",
            Some("en del av Berlin"),
        ),
        (
            "Newcastle (New South Wales)",
            "Australien",
            "AU-1",
            Some("lästes som Newcastle."),
        ),
        ("f.d. Stord", "Norge", "NO-stord", Some("lästes som Stord.")),
        (
            "Salo (stad)",
            "Finland",
            "FI-salo",
            Some("lästes som Salo."),
        ),
        (
            "Brno/Brünn",
            "Tjeckien",
            "CZ-brno",
            Some("lästes som Brno."),
        ),
    ] {
        let told: Vec<Told<'_>> = told
            .iter()
            .map(|it| (INFO, OtherSpelling, "B2", *it))
            .collect();
        let tie = format!("municipality:1380>{key}");
        assert_rows(&[&["Halmstad", place, country]], &told, &[&tie]);
    }
}

#[test]
fn a_place_with_its_successor_points_there() {
    assert_rows(
        &[
            &["Halmstad", "Ribe (Esbjerg)", "Danmark"],
            &["Halmstad", "Ripa", "Danmark"],
            &["Habo", "Kisko (nu Salo)", "Finland"],
            &["Håbo", "Nystad (tidigare Gammelstad)", "Finland"],
            &["Habo", "Ribe (nu Gentofte)", "Danmark"],
        ],
        &[
            (
                INFO,
                SuccessorTaken,
                "B2",
                "Ribe, som har gått upp i Esbjerg.",
            ),
            (
                INFO,
                OtherSpelling,
                "B3",
                "\"Ripa\" är ett tidigare namn på Ribe",
            ),
            (INFO, SuccessorTaken, "B3", "Ribe har gått upp i Esbjerg."),
            (
                WARNING,
                FindingCode::DuplicateRow,
                "B3",
                "står redan på rad 2",
            ),
            (INFO, PlaceAdded, "B4", "orten \"Kisko\""),
            (
                INFO,
                SuccessorTaken,
                "B4",
                "Kisko, som har gått upp i Salo; registret pekar nu dit.",
            ),
            (INFO, PlaceAdded, "B5", "\"Gammelstad\""),
            (INFO, PlaceAdded, "B5", "\"Nystad\""),
            (
                INFO,
                SuccessorTaken,
                "B5",
                "Gammelstad, som har gått upp i Nystad",
            ),
            (
                WARNING,
                SuccessorTaken,
                "B6",
                "har Ribe gått upp i Esbjerg, inte i Gentofte",
            ),
        ],
        &[
            "municipality:0305>FI-gammelstad",
            "municipality:0643>DK-ribe",
            "municipality:0643>FI-kisko",
            "municipality:1380>DK-ribe",
        ],
    );
}

#[test]
fn several_partners_of_one_cell_are_several_ties() {
    assert_rows(
        &[&["Halmstad", "Stord, Bergen kommune", "Norge"]],
        &[
            (
                INFO,
                SeveralPartners,
                "B2",
                "cellen nämner 2 orter (Stord; Bergen kommune)",
            ),
            (INFO, OtherSpelling, "B2", "lästes som Bergen."),
        ],
        &["municipality:1380>NO-stord", "municipality:1380>NO-bergen"],
    );
}

#[test]
fn towns_of_one_name_in_several_states_stay_apart() {
    assert_rows(
        &[
            &["Halmstad", "Salisbury, Maryland", "USA"],
            &["Halmstad", "Salisbury, North Carolina", "USA"],
            &["Halmstad", "Bridgeton, New Jersey", "USA"],
        ],
        &[
            (INFO, PlaceAdded, "B2", ""),
            (INFO, PlaceAdded, "B3", ""),
            (INFO, OtherSpelling, "B4", "lästes som Bridgeton."),
            (INFO, PlaceAdded, "B4", "\"Bridgeton\""),
        ],
        &[
            "municipality:1380>US-salisbury-maryland",
            "municipality:1380>US-salisbury-north-carolina",
            "municipality:1380>US-bridgeton",
        ],
    );
}

#[test]
fn an_id_singles_a_place_out() {
    assert_rows(
        &[
            &["Halmstad", "Sande", "Norge"],
            &["Halmstad", "Sande [3]", "Norge"],
            &["Halmstad", "Sande [99999]", "Norge"],
            &["Halmstad", "Sande [1]", "Norge"],
            &["Halmstad", "Stord [NO-stord]", "Norge"],
        ],
        &[
            (ERROR, AmbiguousPlace, "B2", "som \"Sande [2]\"."),
            (ERROR, UnknownPlace, "B4", "[99999] finns varken"),
            (ERROR, InvalidValue, "B5", "[1] ligger i Australien."),
        ],
        &["municipality:1380>NO-3", "municipality:1380>NO-stord"],
    );
}
