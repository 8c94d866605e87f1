//! Lists as bad as they come, one for each kind of mistake and one with them all: every mistake is
//! told by its cell, and the good rows are in.

use insta::assert_snapshot;
use vanort_ingest::{ImportOptions, plan_import};

use crate::bench::{Sheet, apply, list};
use crate::clerk::REGISTER;

const HEADINGS: &[&str] = &[
    "Kommunkod",
    "Kommun",
    "Län",
    "Vänort",
    "Land",
    "Status",
    "Startår",
    "Kartläggning",
];

/// A row that nothing is wrong with.
const GOOD: &[&str] = &["1380", "Halmstad", "", "Stord", "Norge", "", "", "K"];

const AUTHORITIES: &[&[&str]] = &[
    &["", "Halmsatd", "", "Hangö", "Finland", "", "", "K"],
    &["", "Göteborgs stad", "", "Hangö", "Finland", "", "", "K"],
    &["9999", "Halmstad", "", "Hangö", "Finland", "", "", "K"],
    &["", "Atlantis", "", "Hangö", "Finland", "", "", "K"],
];
const CODES: &[&[&str]] = &[
    &["1380", "Habo", "", "Hangö", "Finland", "", "", "K"],
    &[
        "",
        "Halmstad",
        "Uppsala län",
        "Hangö",
        "Finland",
        "",
        "",
        "K",
    ],
    &["", "Habo", "Uppsala län", "Hangö", "Finland", "", "", "K"],
];
const COUNTRIES: &[&[&str]] = &[
    &["1480", "", "", "Hangö", "Finnland", "", "", "K"],
    &["1480", "", "", "Hangö", "Utopia", "", "", "K"],
    &["1480", "", "", "Brno", "Tjeckoslovakien", "", "", "K"],
    &["1480", "", "", "Nová Ves", "Tjeckoslovakien", "", "", "K"],
    &["1480", "", "", "Mariehamn", "Finland", "", "", "K"],
];
const SPELLINGS: &[&[&str]] = &[
    &["1480", "", "", "HANGO", "Finland", "", "", "K"],
    &["1480", "", "", "Aabenraa", "Danmark", "", "", "K"],
    &["1480", "", "", "Gentoft", "Danmark", "", "", "K"],
    &["1480", "", "", "Bergen kommune", "Norge", "", "", "K"],
];
const NAMESAKES: &[&[&str]] = &[
    &["1480", "", "", "Sande", "Norge", "", "", "K"],
    &["1480", "", "", "Sande [2]", "Norge", "", "", "K"],
    &["1480", "", "", "Sande [777]", "Norge", "", "", "K"],
    &[
        "1480",
        "",
        "",
        "Newcastle (Norge)",
        "Australien",
        "",
        "",
        "K",
    ],
];
const SUCCESSORS: &[&[&str]] = &[
    &["1480", "", "", "Ribe (Esbjerg)", "Danmark", "", "", "K"],
    &["1480", "", "", "Ripa", "Danmark", "", "", "K"],
    &[
        "1480",
        "",
        "",
        "Muurla, numera Salo",
        "Finland",
        "",
        "",
        "K",
    ],
    &["0643", "", "", "Esbjerg (nu Ribe)", "Danmark", "", "", "K"],
];
const SEVERAL: &[&[&str]] = &[
    &["1480", "", "", "Stord, Bergen, Sande", "Norge", "", "", "K"],
    &["1480", "", "", "Berlin – Neukölln", "Tyskland", "", "", "K"],
];
const REPEATED: &[&[&str]] = &[
    &["1480", "", "", "Hangö", "Finland", "aktiv", "#1950", "K"],
    &["1480", "", "", "Hanko", "Finland", "", "", "K"],
];
const VALUES: &[&[&str]] = &[
    &["1480", "", "", "", "Finland", "", "", "K"],
    &["1480", "", "", "Hangö", "Finland", "sovande", "", "K"],
    &[
        "1480",
        "",
        "",
        "Hangö",
        "Finland",
        "",
        "ungefär länge sedan",
        "K",
    ],
];
const NONSENSE: &[&[&str]] = &[
    &["1380", "Halmstad", "", "Halmstad", "Sverige", "", "", "K"],
    &["1480", "", "", "!!", "Norge", "", "", "K"],
    &["1480", "", "", "Stord", "Norge", "", "", "??"],
];

/// What a list of bad rows between two good ones is told, and what of it went in.
fn report(rows: &[&[&[&str]]]) -> String {
    let mut cells: Vec<&[&str]> = vec![HEADINGS, GOOD];
    cells.extend(rows.iter().copied().flatten());
    let last: &[&str] = &["0643", "Habo", "", "Bergen", "Norge", "", "", "K"];
    cells.push(last);
    let sheet: Sheet<'_> = ("Lista", &cells);
    let register = REGISTER.clone();
    let options = ImportOptions::default();
    let sources = [list(&[sheet])];
    let plan = plan_import(&sources, &register, &options).unwrap();
    let report = plan.reports.first().unwrap();
    let after = apply(register, &plan);
    for good in [
        "municipality:1380>NO-stord>twinning",
        "municipality:0643>NO-bergen>twinning",
    ] {
        assert!(
            after.twinnings.contains_key(&good.parse().unwrap()),
            "{good}"
        );
    }
    assert!(
        plan_import(&sources, &after, &options)
            .unwrap()
            .changes
            .is_empty()
    );
    let counts = report.counts;
    let mut lines: Vec<String> = (report.findings.iter())
        .map(|it| it.to_string().replace("bladet \"Lista\", ", ""))
        .collect();
    lines.push(format!(
        "{} rader: {} nya, {} oförändrade, {} ej intagna; {} samarbeten",
        counts.rows_read,
        counts.created,
        counts.unchanged,
        counts.rejected,
        after.twinnings.len()
    ));
    lines.join("\n")
}

#[test]
fn authorities_that_nobody_knows() {
    assert_snapshot!(report(&[AUTHORITIES]), @r#"
    fel: cell B3: kommunen "Halmsatd" finns inte i registret. Menade du Halmstad? [UNKNOWN_AUTHORITY]
    upplysning: cell B4: "Göteborgs stad" lästes som Göteborg (1480). [OTHER_SPELLING]
    fel: cell A5: kommunkoden 9999 finns inte i registret. Halmstad har kommunkod 1380. [UNKNOWN_AUTHORITY]
    fel: cell B6: kommunen "Atlantis" finns inte i registret. [UNKNOWN_AUTHORITY]
    6 rader: 3 nya, 0 oförändrade, 3 ej intagna; 3 samarbeten
    "#);
}

#[test]
fn codes_and_counties_that_do_not_fit() {
    assert_snapshot!(report(&[CODES]), @r#"
    fel: cell B3: kommunkoden 1380 hör till Halmstad, men raden nämner Habo. Habo har kommunkod 0643. [CODE_NAME_MISMATCH]
    varning: cell C4: Halmstad ligger i Hallands län, men raden säger Uppsala län. [COUNTY_MISMATCH]
    upplysning: cell B5: "Habo" lästes som Håbo (0305). [OTHER_SPELLING]
    5 rader: 4 nya, 0 oförändrade, 1 ej intagna; 4 samarbeten
    "#);
}

#[test]
fn countries_that_are_no_more_or_never_were() {
    assert_snapshot!(report(&[COUNTRIES]), @r#"
    fel: cell E3: landet "Finnland" finns inte i registret. Menade du Finland? [UNKNOWN_COUNTRY]
    fel: cell E4: landet "Utopia" finns inte i registret. [UNKNOWN_COUNTRY]
    varning: cell E5: "Tjeckoslovakien" är i dag flera länder (Tjeckien, Slovakien); Brno ligger i Tjeckien, som togs. [FORMER_COUNTRY]
    fel: cell E6: "Tjeckoslovakien" är i dag flera länder (Tjeckien, Slovakien), och "Nová Ves" är känd i Tjeckien, Slovakien. Skriv det land som orten ligger i i dag. [AMBIGUOUS_COUNTRY]
    upplysning: cell E7: Mariehamn ligger i Åland, som har en egen landskod, och inte i Finland. [OTHER_SPELLING]
    7 rader: 4 nya, 0 oförändrade, 3 ej intagna; 4 samarbeten
    "#);
}

#[test]
fn places_in_every_spelling() {
    assert_snapshot!(report(&[SPELLINGS]), @r#"
    upplysning: cell D3: "HANGO" lästes som Hangö. [OTHER_SPELLING]
    upplysning: cell D4: "Aabenraa" lästes som Åbenrå. [OTHER_SPELLING]
    upplysning: cell D5: orten "Gentoft" i Danmark var okänd och lades till med bara sitt namn. Menade du Gentofte? [PLACE_ADDED]
    upplysning: cell D6: "Bergen kommune" lästes som Bergen. [OTHER_SPELLING]
    6 rader: 6 nya, 0 oförändrade, 0 ej intagna; 6 samarbeten
    "#);
}

#[test]
fn places_of_one_name() {
    assert_snapshot!(report(&[NAMESAKES]), @r#"
    fel: cell D3: "Sande" i Norge kan vara flera orter: Sande [2] (5000 invånare; 57.10, 12.20); Sande [3] (5000 invånare; 57.10, 12.20). Skriv vilken som menas med dess id, som "Sande [2]". [AMBIGUOUS_PLACE]
    fel: cell D5: [777] finns varken i registret eller i ortnamnsfilen. Rätta id:t, eller skriv bara namnet. [UNKNOWN_PLACE]
    fel: cell D6: raden säger Australien, men orten skrivs "Newcastle (Norge)". Rätta orten eller landet. [AMBIGUOUS_COUNTRY]
    6 rader: 3 nya, 0 oförändrade, 3 ej intagna; 3 samarbeten
    "#);
}

#[test]
fn places_that_became_part_of_others() {
    assert_snapshot!(report(&[SUCCESSORS]), @r#"
    upplysning: cell D3: "Ribe (Esbjerg)" lästes som Ribe, som har gått upp i Esbjerg. [SUCCESSOR_TAKEN]
    upplysning: cell D4: "Ripa" är ett tidigare namn på Ribe, som togs. [OTHER_SPELLING]
    upplysning: cell D4: Ribe har gått upp i Esbjerg. [SUCCESSOR_TAKEN]
    varning: cell D4: samma samarbete står redan på rad 3 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: cell D5: orten "Muurla" i Finland var okänd och lades till med bara sitt namn. [PLACE_ADDED]
    upplysning: cell D5: "Muurla, numera Salo" lästes som Muurla, som har gått upp i Salo; registret pekar nu dit. [SUCCESSOR_TAKEN]
    varning: cell D6: enligt registret har Ribe gått upp i Esbjerg; det ändrades inte. [SUCCESSOR_TAKEN]
    6 rader: 6 nya, 0 oförändrade, 0 ej intagna; 5 samarbeten
    "#);
}

#[test]
fn several_places_in_one_cell() {
    assert_snapshot!(report(&[SEVERAL]), @r#"
    upplysning: cell D3: cellen nämner 3 orter (Stord; Bergen; Sande); var och en blev ett samarbete. [SEVERAL_PARTNERS]
    fel: cell D3: "Sande" i Norge kan vara flera orter: Sande [2] (5000 invånare; 57.10, 12.20); Sande [3] (5000 invånare; 57.10, 12.20). Skriv vilken som menas med dess id, som "Sande [2]". [AMBIGUOUS_PLACE]
    upplysning: cell D4: "Berlin – Neukölln" lästes som Neukölln, en del av Berlin. [OTHER_SPELLING]
    4 rader: 3 nya, 0 oförändrade, 1 ej intagna; 5 samarbeten
    "#);
}

#[test]
fn ties_that_stand_twice() {
    assert_snapshot!(report(&[REPEATED]), @"
    varning: cell D4: samma samarbete står redan på rad 3 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    4 rader: 4 nya, 0 oförändrade, 0 ej intagna; 3 samarbeten
    ");
}

#[test]
fn cells_that_are_empty_or_say_nothing() {
    assert_snapshot!(report(&[VALUES]), @r#"
    fel: cell D3: Vänort saknas. Fyll i Vänort. [MISSING_VALUE]
    fel: cell F4: "sovande" är inget ord som Status kan ha. [INVALID_VALUE]
    fel: cell G5: "ungefär länge sedan" är inte ett årtal med fyra siffror. [INVALID_VALUE]
    5 rader: 2 nya, 0 oförändrade, 3 ej intagna; 2 samarbeten
    "#);
}

#[test]
fn rows_that_make_no_sense() {
    assert_snapshot!(report(&[NONSENSE]), @r#"
    fel: cell D3: Halmstad kan inte vara vänort till sig själv. Skriv orten i den andra änden. [INVALID_VALUE]
    fel: cell D4: "!!" har varken bokstäver eller siffror. [INVALID_VALUE]
    fel: cell H5: "??" har varken bokstäver eller siffror. [INVALID_VALUE]
    5 rader: 2 nya, 0 oförändrade, 3 ej intagna; 2 samarbeten
    "#);
}

#[test]
fn everything_that_can_be_wrong() {
    let all = [
        AUTHORITIES,
        CODES,
        COUNTRIES,
        SPELLINGS,
        NAMESAKES,
        SUCCESSORS,
        SEVERAL,
        REPEATED,
        VALUES,
        NONSENSE,
    ];
    assert_snapshot!(report(&all), @r#"
    fel: cell B3: kommunen "Halmsatd" finns inte i registret. Menade du Halmstad? [UNKNOWN_AUTHORITY]
    upplysning: cell B4: "Göteborgs stad" lästes som Göteborg (1480). [OTHER_SPELLING]
    fel: cell A5: kommunkoden 9999 finns inte i registret. Halmstad har kommunkod 1380. [UNKNOWN_AUTHORITY]
    fel: cell B6: kommunen "Atlantis" finns inte i registret. [UNKNOWN_AUTHORITY]
    fel: cell B7: kommunkoden 1380 hör till Halmstad, men raden nämner Habo. Habo har kommunkod 0643. [CODE_NAME_MISMATCH]
    varning: cell C8: Halmstad ligger i Hallands län, men raden säger Uppsala län. [COUNTY_MISMATCH]
    upplysning: cell B9: "Habo" lästes som Håbo (0305). [OTHER_SPELLING]
    fel: cell E10: landet "Finnland" finns inte i registret. Menade du Finland? [UNKNOWN_COUNTRY]
    fel: cell E11: landet "Utopia" finns inte i registret. [UNKNOWN_COUNTRY]
    varning: cell E12: "Tjeckoslovakien" är i dag flera länder (Tjeckien, Slovakien); Brno ligger i Tjeckien, som togs. [FORMER_COUNTRY]
    fel: cell E13: "Tjeckoslovakien" är i dag flera länder (Tjeckien, Slovakien), och "Nová Ves" är känd i Tjeckien, Slovakien. Skriv det land som orten ligger i i dag. [AMBIGUOUS_COUNTRY]
    upplysning: cell E14: Mariehamn ligger i Åland, som har en egen landskod, och inte i Finland. [OTHER_SPELLING]
    upplysning: cell D15: "HANGO" lästes som Hangö. [OTHER_SPELLING]
    varning: cell D15: samma samarbete står redan på rad 4 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: cell D16: "Aabenraa" lästes som Åbenrå. [OTHER_SPELLING]
    upplysning: cell D17: orten "Gentoft" i Danmark var okänd och lades till med bara sitt namn. Menade du Gentofte? [PLACE_ADDED]
    upplysning: cell D18: "Bergen kommune" lästes som Bergen. [OTHER_SPELLING]
    fel: cell D19: "Sande" i Norge kan vara flera orter: Sande [2] (5000 invånare; 57.10, 12.20); Sande [3] (5000 invånare; 57.10, 12.20). Skriv vilken som menas med dess id, som "Sande [2]". [AMBIGUOUS_PLACE]
    fel: cell D21: [777] finns varken i registret eller i ortnamnsfilen. Rätta id:t, eller skriv bara namnet. [UNKNOWN_PLACE]
    fel: cell D22: raden säger Australien, men orten skrivs "Newcastle (Norge)". Rätta orten eller landet. [AMBIGUOUS_COUNTRY]
    upplysning: cell D23: "Ribe (Esbjerg)" lästes som Ribe, som har gått upp i Esbjerg. [SUCCESSOR_TAKEN]
    upplysning: cell D24: "Ripa" är ett tidigare namn på Ribe, som togs. [OTHER_SPELLING]
    upplysning: cell D24: Ribe har gått upp i Esbjerg. [SUCCESSOR_TAKEN]
    varning: cell D24: samma samarbete står redan på rad 23 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: cell D25: orten "Muurla" i Finland var okänd och lades till med bara sitt namn. [PLACE_ADDED]
    upplysning: cell D25: "Muurla, numera Salo" lästes som Muurla, som har gått upp i Salo; registret pekar nu dit. [SUCCESSOR_TAKEN]
    varning: cell D26: enligt registret har Ribe gått upp i Esbjerg; det ändrades inte. [SUCCESSOR_TAKEN]
    upplysning: cell D27: cellen nämner 3 orter (Stord; Bergen; Sande); var och en blev ett samarbete. [SEVERAL_PARTNERS]
    fel: cell D27: "Sande" i Norge kan vara flera orter: Sande [2] (5000 invånare; 57.10, 12.20); Sande [3] (5000 invånare; 57.10, 12.20). Skriv vilken som menas med dess id, som "Sande [2]". [AMBIGUOUS_PLACE]
    varning: cell D27: samma samarbete står redan på rad 18 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    upplysning: cell D28: "Berlin – Neukölln" lästes som Neukölln, en del av Berlin. [OTHER_SPELLING]
    varning: cell D29: samma samarbete står redan på rad 4 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    varning: cell D30: samma samarbete står redan på rad 4 i bladet Lista (lista.xlsx). Ta bort en av raderna. [DUPLICATE_ROW]
    fel: cell D31: Vänort saknas. Fyll i Vänort. [MISSING_VALUE]
    fel: cell F32: "sovande" är inget ord som Status kan ha. [INVALID_VALUE]
    fel: cell G33: "ungefär länge sedan" är inte ett årtal med fyra siffror. [INVALID_VALUE]
    fel: cell D34: Halmstad kan inte vara vänort till sig själv. Skriv orten i den andra änden. [INVALID_VALUE]
    fel: cell D35: "!!" har varken bokstäver eller siffror. [INVALID_VALUE]
    fel: cell H36: "??" har varken bokstäver eller siffror. [INVALID_VALUE]
    36 rader: 19 nya, 0 oförändrade, 17 ej intagna; 16 samarbeten
    "#);
}
