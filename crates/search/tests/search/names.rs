//! Which names are found, why, and in which order.

use vanort_model::NameKind;
use vanort_search::{MAX_QUERY_CHARS, SearchError, SearchRequest};

use crate::builder::{DocumentBuilder as Doc, TestIndex};

#[test]
fn a_name_is_found_in_every_spelling_with_its_reason() {
    let index = TestIndex::small();
    for (query, expected) in [
        ("Göteborg", "Göteborg (municipality) EXACT Göteborg"),
        ("GÖTEBORG!", "Göteborg (municipality) EXACT Göteborg"),
        ("go\u{308}teborg", "Göteborg (municipality) EXACT Göteborg"),
        (
            "goteborg",
            "Göteborg (municipality) OTHER_SPELLING Göteborg",
        ),
        (
            "Goeteborg",
            "Göteborg (municipality) OTHER_SPELLING Göteborg",
        ),
        (
            "gothenburg",
            "Göteborg (municipality) OTHER_NAME Gothenburg",
        ),
        ("гётеборг", "Göteborg (municipality) OTHER_NAME Гётеборг"),
        (
            "Göteborgs stad",
            "Göteborg (municipality) OTHER_NAME Göteborgs stad",
        ),
        (
            "göteborg stad",
            "Göteborg (municipality) OTHER_NAME Göteborgs stad",
        ),
        (
            "halmstad kommun",
            "Halmstad (municipality) OTHER_NAME Halmstads kommun",
        ),
        (
            "halmstads",
            "Halmstad (municipality) PREFIX Halmstads kommun",
        ),
        ("aalesund", "Ålesund (NO) OTHER_SPELLING Ålesund"),
        ("alesund", "Ålesund (NO) OTHER_SPELLING Ålesund"),
        ("aarhus", "Århus (DK) OTHER_SPELLING Århus"),
        ("kopenhamn", "København (DK) OTHER_NAME Köpenhamn"),
        ("koepenhamn", "København (DK) OTHER_NAME Köpenhamn"),
        ("kobenhavn", "København (DK) OTHER_SPELLING København"),
        ("калининград", "Kaliningrad (RU) OTHER_SPELLING Kaliningrad"),
        ("konigsberg", "Kaliningrad (RU) FORMER_NAME Königsberg"),
        (
            "upplands bro",
            "Upplands-Bro (municipality) EXACT Upplands-Bro",
        ),
        (
            "vasby",
            "Upplands Väsby (municipality) PREFIX Upplands Väsby",
        ),
        (
            "upplands v",
            "Upplands Väsby (municipality) PREFIX Upplands Väsby",
        ),
        (
            "väsby upplands",
            "Upplands Väsby (municipality) PREFIX Upplands Väsby",
        ),
        ("skane", "Region Skåne (region) OTHER_NAME Skåne"),
        ("gote", "Göteborg (municipality) PREFIX Göteborg"),
    ] {
        assert_eq!(index.first(query), expected, "{query}");
    }
}

#[test]
fn own_letters_come_first_and_the_other_spellings_behind() {
    let index = TestIndex::small();
    let whole = |query: &str| {
        let hits = index.hits(query);
        hits.into_iter()
            .filter(|hit| !hit.contains("PREFIX"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        whole("Ås"),
        [
            "Ås (NO) EXACT Ås",
            "As (BE) OTHER_SPELLING As",
            "Aš (CZ) OTHER_SPELLING Aš",
        ]
    );
    assert_eq!(index.first("As"), "As (BE) EXACT As");
    assert_eq!(index.first("Aš"), "Aš (CZ) EXACT Aš");
    assert_eq!(whole("aas"), ["Ås (NO) OTHER_SPELLING Ås"]);
    assert_eq!(index.first("å"), "Ålesund (NO) PREFIX Ålesund");
}

#[test]
fn weaker_hits_follow_stronger_ones() {
    let index = TestIndex::of([
        Doc::town("Xyland", "DK"),
        Doc::town("Xý", "CZ"),
        Doc::town("Former", "PL").named("Xy", NameKind::Former),
        Doc::town("Other", "PL").also("Xy"),
        Doc::town("Xy", "DE"),
        Doc::town("Stora Xy", "SE"),
    ]);
    assert_eq!(
        index.hits("xy"),
        [
            "Xy (DE) EXACT Xy",
            "Xý (CZ) OTHER_SPELLING Xý",
            "Other (PL) OTHER_NAME Xy",
            "Former (PL) FORMER_NAME Xy",
            "Stora Xy (SE) PREFIX Stora Xy",
            "Xyland (DK) PREFIX Xyland",
        ]
    );
    let scores: Vec<_> = index
        .search("xy")
        .hits
        .iter()
        .map(|hit| hit.score)
        .collect();
    assert!(
        scores.windows(2).all(|pair| pair[0] > pair[1]),
        "{scores:?}"
    );
}

#[test]
fn equals_are_ordered_by_kind_twinnings_population_and_key() {
    let index = TestIndex::of([
        Doc::town("Berg", "NO").twinnings(50),
        Doc::municipality("Berg"),
        Doc::town("Berg", "DE").twinnings(2).population(10),
        Doc::town("Berg", "AT").twinnings(2).population(20),
        Doc::town("Berg", "CH"),
        Doc::town("Berg", "BE"),
    ]);
    let countries: Vec<_> = index
        .hits("berg")
        .iter()
        .map(|hit| hit.replace("Berg (", "").replace(") EXACT Berg", ""))
        .collect();
    assert_eq!(countries, ["municipality", "NO", "AT", "DE", "BE", "CH"]);
}

#[test]
fn among_parts_the_primary_name_whole_words_and_the_beginning_come_first() {
    let index = TestIndex::of([
        Doc::town("Other", "DK").also("Korsholm").twinnings(99),
        Doc::town("Nya Kors", "FI").twinnings(50),
        Doc::town("Korsberga", "SE").twinnings(1),
        Doc::municipality("Korsta"),
        Doc::town("Korsnäs", "FI").twinnings(2),
    ]);
    assert_eq!(
        index.hits("kors"),
        [
            "Nya Kors (FI) PREFIX Nya Kors",
            "Korsta (municipality) PREFIX Korsta",
            "Korsnäs (FI) PREFIX Korsnäs",
            "Korsberga (SE) PREFIX Korsberga",
            "Other (DK) PREFIX Korsholm",
        ]
    );
}

#[test]
fn the_word_for_municipality_alone_does_not_find_them_all() {
    let index = TestIndex::small();
    for query in ["kommun", "ko", "stad"] {
        let hits = index.hits(query);
        assert!(
            hits.iter().all(|hit| !hit.contains("municipality")),
            "{hits:?}"
        );
    }
    for (query, expected) in [
        ("berg kommun", "Berg (municipality) OTHER_NAME Berg"),
        ("bergs k", "Berg (municipality) PREFIX Berg"),
        (
            "Göteborgs kommun",
            "Göteborg (municipality) OTHER_NAME Göteborgs stad",
        ),
        (
            "väsby kommun",
            "Upplands Väsby (municipality) PREFIX Upplands Väsby",
        ),
    ] {
        assert_eq!(index.first(query), expected, "{query}");
    }
}

#[test]
fn words_of_different_names_do_not_make_a_hit() {
    let index = TestIndex::of([Doc::town("Nya Staden", "FI").also("Gamla Hamnen")]);
    assert_eq!(index.hits("nya hamnen"), Vec::<String>::new());
    assert_eq!(index.hits("nya stad").len(), 1);
}

#[test]
fn a_text_that_is_no_name_finds_nothing() {
    let index = TestIndex::small();
    for query in [
        "",
        "   ",
        "\u{301}",
        "!!!",
        "name:*",
        "\"",
        "AND OR",
        "*",
        "göteborg~",
        "+bergen -oslo",
        "🙂🙂",
        "\u{0}",
        "مدينة",
        "x' OR 1=1 --",
        "(",
        "\\",
        "[a TO z]",
        ".*",
        "xyzzy",
        "zzz norge",
        "göteborg zzz",
    ] {
        let page = index.search(query);
        let expected = u64::from(query == "göteborg~");
        assert_eq!(page.total, expected, "{query:?}: {:?}", page.hits);
        assert!(!page.has_next && !page.has_previous);
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_and_one_that_fits_is_not() {
    let index = TestIndex::small();
    let search = |length: usize| {
        let text = "å".repeat(length);
        index.index.search(&SearchRequest::new(text, 10))
    };
    assert_eq!(search(MAX_QUERY_CHARS).unwrap().total, 0);
    assert!(matches!(
        search(MAX_QUERY_CHARS + 1).unwrap_err(),
        SearchError::QueryTooLong {
            length: 201,
            max: 200
        }
    ));
    let many_words = "a ".repeat(MAX_QUERY_CHARS / 2);
    assert_eq!(index.search(&many_words).total, 0);
}

#[test]
fn names_that_fold_to_nothing_do_no_harm() {
    let index = TestIndex::of([Doc::town("🇸🇪", "SE").also("Flag"), Doc::town("!", "NO")]);
    assert_eq!(index.search("flag").total, 1);
    assert_eq!(index.search("!").total, 0);
}
