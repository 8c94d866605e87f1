//! A name and a country.

use crate::builder::{DocumentBuilder as Doc, TestIndex};

#[test]
fn a_country_alone_comes_first() {
    let index = TestIndex::small();
    for (query, expected) in [
        ("Danmark", "Danmark (country) EXACT Danmark"),
        ("denmark", "Danmark (country) OTHER_NAME Denmark"),
        ("san marino", "San Marino (country) EXACT San Marino"),
        ("luxemburg", "Luxemburg (country) EXACT Luxemburg"),
        (
            "sovjetunionen",
            "Ryssland (country) FORMER_NAME Sovjetunionen",
        ),
        ("nya zee", "Nya Zeeland (country) PREFIX Nya Zeeland"),
    ] {
        assert_eq!(index.first(query), expected, "{query}");
    }
    assert_eq!(
        index.hits("luxembourg"),
        [
            "Luxembourg (LU) EXACT Luxembourg",
            "Luxemburg (country) OTHER_NAME Luxembourg"
        ]
    );
}

#[test]
fn a_country_before_or_behind_a_town_narrows_and_the_town_tells_the_reason() {
    let index = TestIndex::small();
    for (query, expected) in [
        ("vejle danmark", "Vejle (DK) EXACT Vejle"),
        ("Vejle, Denmark", "Vejle (DK) EXACT Vejle"),
        ("danmark vejle", "Vejle (DK) EXACT Vejle"),
        ("vejle dk", "Vejle (DK) EXACT Vejle"),
        ("dk vej", "Vejle (DK) PREFIX Vejle"),
        ("danmark vej", "Vejle (DK) PREFIX Vejle"),
        ("alesund norway", "Ålesund (NO) OTHER_SPELLING Ålesund"),
        ("kopenhamn danmark", "København (DK) OTHER_NAME Köpenhamn"),
        (
            "königsberg sovjetunionen",
            "Kaliningrad (RU) FORMER_NAME Königsberg",
        ),
        (
            "san jose costa rica",
            "San José (CR) OTHER_SPELLING San José",
        ),
        ("costa rica san", "San José (CR) PREFIX San José"),
        ("san marino san marino", "San Marino (SM) EXACT San Marino"),
        ("göteborg sverige", "Göteborg (municipality) EXACT Göteborg"),
    ] {
        assert_eq!(index.first(query), expected, "{query}");
        assert_eq!(index.hits(query).len(), 1, "{query}");
    }
    assert_eq!(index.hits("vejle norge"), Vec::<String>::new());
    assert_eq!(index.hits("as cz")[0], "Aš (CZ) OTHER_SPELLING Aš");
}

#[test]
fn a_code_alone_is_its_country_but_no_beginning_of_it() {
    let index = TestIndex::small();
    assert_eq!(index.hits("dk"), ["Danmark (country) OTHER_NAME DK"]);
    assert_eq!(index.first("NO"), "Norge (country) OTHER_NAME NO");
    assert_eq!(index.hits("dkk"), Vec::<String>::new());
}

#[test]
fn a_municipality_with_a_country_finds_its_partner_towns_there() {
    let index = TestIndex::small();
    let norwegian = ["Bergen (NO) RELATED Göteborg", "Oslo (NO) RELATED Göteborg"];
    for query in [
        "goteborg norge",
        "Göteborg, Norway",
        "norge göteborg",
        "gothenburg no",
        "göteborgs stad norge",
    ] {
        assert_eq!(index.hits(query), norwegian, "{query}");
    }
    assert_eq!(
        index.hits("skåne polska"),
        ["Szczecin (PL) RELATED Region Skåne"]
    );
    assert_eq!(index.hits("halmstad norge"), Vec::<String>::new());
}

#[test]
fn a_town_of_that_name_comes_before_the_partners_of_its_namesake() {
    let index = TestIndex::of([
        Doc::municipality("Berg"),
        Doc::town("Berg", "NO"),
        Doc::town("Oslo", "NO").partner_of("MUNICIPALITY:Berg:SE"),
        Doc::country("Norge", "NO"),
    ]);
    assert_eq!(
        index.hits("berg norge"),
        ["Berg (NO) EXACT Berg", "Oslo (NO) RELATED Berg"]
    );
}

#[test]
fn the_whole_text_as_a_name_comes_before_a_name_and_a_code() {
    let index = TestIndex::of([
        Doc::town("Haan", "DE").twinnings(9),
        Doc::town("De Haan", "BE"),
    ]);
    assert_eq!(
        index.hits("de haan"),
        ["De Haan (BE) EXACT De Haan", "Haan (DE) EXACT Haan"]
    );
}

#[test]
fn a_country_that_is_still_being_typed_keeps_its_towns() {
    let index = TestIndex::small();
    for query in ["vejle d", "vejle dan", "vejle danmar"] {
        assert_eq!(index.hits(query), ["Vejle (DK) PREFIX Vejle"], "{query}");
    }
    assert_eq!(
        index.hits("goteborg norg"),
        ["Bergen (NO) RELATED Göteborg", "Oslo (NO) RELATED Göteborg"]
    );
    assert_eq!(index.hits("vej d"), Vec::<String>::new());
}
