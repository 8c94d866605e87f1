//! Awkward texts cost no more than ordinary ones, counted in terms and documents, not in time.

use vanort_search::{SearchError, SearchRequest, Work};

use crate::builder::{DocumentBuilder as Doc, TestIndex};

/// How many times an ordinary query's work an awkward one may be.
const TIMES: u64 = 10;

const BEGINNINGS: [&str; 12] = [
    "Alve", "Berg", "Dala", "Ekeb", "Falk", "Grän", "Häss", "Kung", "Lind", "Norr", "Söder", "Väst",
];
const ENDS: [&str; 14] = [
    "by", "sta", "torp", "köping", "hamn", "vik", "sund", "mora", "ås", "lunda", "fors", "rum",
    "bäck", "ryd",
];

/// Two thousand names of a few hundred words, some of two words.
fn crowd() -> TestIndex {
    let mut names = Vec::new();
    for begin in BEGINNINGS {
        for end in ENDS {
            names.push(format!("{begin}{end}"));
        }
    }
    let pairs = (names.iter().zip(names.iter().rev().cycle().skip(5)))
        .flat_map(|(a, b)| [format!("{a} {b}"), format!("{a} am {b}")]);
    let all: Vec<String> = names.iter().cloned().chain(pairs).collect();
    let documents = all
        .iter()
        .flat_map(|name| ["NO", "DK", "FI", "DE"].map(|country| Doc::town(name, country)));
    TestIndex::of(documents.chain([Doc::country("Norge", "NO"), Doc::country("Danmark", "DK")]))
}

fn work(index: &TestIndex, text: &str) -> Work {
    let request = SearchRequest::new(text, 20);
    match index.index.search(&request) {
        Ok(page) => page.work,
        // What is refused is refused before any work.
        Err(SearchError::QueryTooLong { .. }) => Work::default(),
        Err(error) => panic!("{text:?}: {error}"),
    }
}

#[test]
fn an_awkward_text_is_at_most_ten_times_the_work_of_an_ordinary_one() {
    let index = crowd();
    // As people type: whole, with slips, begun, with a country, and a name that there is not.
    let ordinary = [
        "Norrköping",
        "norkoping",
        "Söd",
        "bergsta norge",
        "Kungsbäkc",
        "lindhamn vastfors",
        "Stockholm",
        "Hässleholms kommun",
    ];
    let ordinary: Vec<Work> = ordinary.map(|text| work(&index, text)).to_vec();
    let terms = ordinary.iter().map(|it| it.terms).max().unwrap();
    let documents = ordinary.iter().map(|it| it.documents).max().unwrap();
    assert!(terms > 10 && documents > 10, "{ordinary:?}");
    let awkward = [
        String::new(),
        " \t\n ".to_owned(),
        "a".repeat(200),
        "a".repeat(10_000),
        "norr ".repeat(40),
        "a ".repeat(100),
        "n o r r k ö p i n g".to_owned(),
        "!?.,;:-_()[]{}".to_owned(),
        "\u{301}\u{308}\u{327}".to_owned(),
        "גטבורג".to_owned(),
        "\u{202e}grobetög".to_owned(),
        "🙂🇸🇪👩‍👩‍👧‍👦".to_owned(),
        "x' OR 1=1; DROP TABLE place; --".to_owned(),
        "name:* AND (by~2 OR sta*)".to_owned(),
        "\"norr\" \"sta".to_owned(),
        "*".to_owned(),
        ".*".to_owned(),
        "\0norr\0".to_owned(),
        "a".to_owned(),
        "b s n d f".to_owned(),
        "norge danmark norge danmark norge danmark".to_owned(),
        "am am am am am am".to_owned(),
        "norrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr".to_owned(),
        "qqqqqqqqwwwwwwww eeeeeeee".to_owned(),
        "aaaaaaab".to_owned(),
        "stadsbyhamnvikfors".to_owned(),
    ];
    for text in awkward {
        let done = work(&index, &text);
        assert!(
            done.terms <= TIMES * terms && done.documents <= TIMES * documents,
            "{text:?}: {done:?}, where ordinary ones take up to {terms} terms and {documents} documents"
        );
    }
}
