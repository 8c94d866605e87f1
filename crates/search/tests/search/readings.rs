//! The ways to read a text besides as a name: slips, official forms, joined words, counties,
//! partners.

use vanort_model::NameKind;

use crate::builder::{DocumentBuilder as Doc, TestIndex};

#[test]
fn one_slip_from_four_letters_on_and_two_from_eight() {
    let index = TestIndex::small();
    for typed in [
        "Goteborgg",
        "Götebrg",
        "goetebrog",
        "Gäteborg",
        "Xöteborg",
        "Göteborh",
    ] {
        assert_eq!(
            index.first(typed),
            "Göteborg (municipality) TYPO Göteborg",
            "{typed}"
        );
    }
    assert_eq!(
        index.first("Göetbrog"),
        "Göteborg (municipality) TYPO Göteborg"
    );
    assert_eq!(index.first("Olso"), "Oslo (NO) TYPO Oslo");
    assert_eq!(index.first("Vejke"), "Vejle (DK) TYPO Vejle");
    // Two slips in five letters, one in two: no hits.
    for typed in ["Vwjke", "Az"] {
        assert_eq!(index.hits(typed), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn fewer_slips_come_first() {
    let index = TestIndex::of([
        Doc::town("Kristiansand", "NO"),
        Doc::town("Kristiansund", "NO"),
    ]);
    assert_eq!(
        index.hits("kristiansund"),
        ["Kristiansund (NO) EXACT Kristiansund"]
    );
    assert_eq!(
        index.first("kristiansandd"),
        "Kristiansand (NO) TYPO Kristiansand"
    );
}

#[test]
fn a_name_nobody_typed_so_is_offered_apart_from_the_hits() {
    let index = TestIndex::of([
        Doc::town("Vejle", "DK").twinnings(2),
        Doc::town("Vejen", "DK"),
    ]);
    let page = index.search("wejlle");
    assert_eq!(
        (page.total, page.did_you_mean.as_deref()),
        (0, Some("Vejle"))
    );
    let page = index.search("vejle");
    assert_eq!((page.total, page.did_you_mean), (1, None));
    let page = index.search("qwertyuiop");
    assert_eq!((page.total, page.did_you_mean), (0, None));
}

#[test]
fn official_forms_and_genitives_lead_to_the_name() {
    let index = TestIndex::small();
    for typed in [
        "Halmstads kommun",
        "halmstad kommun",
        "kommun halmstad",
        "Halmstads",
        "Halmstads stad",
        "Municipality of Halmstad",
        "City of Halmstad",
    ] {
        let first = index.first(typed);
        assert!(
            first.starts_with("Halmstad (municipality) "),
            "{typed}: {first}"
        );
    }
    assert!(index.first("Bergen kommune").starts_with("Bergen (NO)"));
    assert!(
        index
            .first("Hansestadt Stettin")
            .starts_with("Szczecin (PL)")
    );
    assert!(
        index
            .first("Skåne region")
            .starts_with("Region Skåne (region)")
    );
}

#[test]
fn words_may_be_joined_split_and_left_out() {
    let index = TestIndex::of([
        Doc::municipality("Upplands Väsby"),
        Doc::town("Mont-de-Marsan", "FR"),
        Doc::town("Ozzano dell'Emilia", "IT"),
    ]);
    for (typed, name) in [
        ("upplandsväsby", "Upplands Väsby"),
        ("upplandsvasby", "Upplands Väsby"),
        ("upp lands väsby", "Upplands Väsby"),
        ("väsby", "Upplands Väsby"),
        ("mont marsan", "Mont-de-Marsan"),
        ("marsan", "Mont-de-Marsan"),
        ("ozzano emilia", "Ozzano dell'Emilia"),
        ("ozzano dellemilia", "Ozzano dell'Emilia"),
    ] {
        let first = index.first(typed);
        assert!(first.starts_with(name), "{typed}: {first}");
    }
}

#[test]
fn a_county_finds_its_municipalities() {
    let index = TestIndex::of([
        Doc::municipality("Halmstad")
            .county("13")
            .in_county_named("Hallands län"),
        Doc::municipality("Varberg")
            .county("13")
            .in_county_named("Hallands län"),
        Doc::municipality("Lund")
            .county("12")
            .in_county_named("Skåne län"),
    ]);
    let both = [
        "Halmstad (municipality) RELATED Hallands län",
        "Varberg (municipality) RELATED Hallands län",
    ];
    assert_eq!(index.hits("hallands län"), both);
    assert_eq!(index.hits("hallands lan"), both);
    assert_eq!(index.hits("lund skåne"), ["Lund (municipality) EXACT Lund"]);
}

#[test]
fn an_authority_and_a_partner_find_the_partner() {
    let index = TestIndex::small();
    for typed in ["göteborg bergen", "bergen göteborg", "gothenburg bergen"] {
        let first = index.first(typed);
        assert!(
            first.starts_with("Bergen (NO) RELATED "),
            "{typed}: {first}"
        );
    }
    assert_eq!(index.hits("göteborg vejle"), Vec::<String>::new());
}

#[test]
fn what_only_begins_with_another_script_s_sounds_is_no_hit() {
    let index = TestIndex::of([Doc::town("Okazaki", "JP").named("岡崎市", NameKind::Official)]);
    assert!(index.first("岡崎市").starts_with("Okazaki"));
    assert!(index.first("岡崎").starts_with("Okazaki"));
    assert_eq!(index.hits("gang"), Vec::<String>::new());
}
