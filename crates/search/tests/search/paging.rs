//! Pages, cursors and filters.

use vanort_model::{CountryCode, CountyCode, RandomId, Version};
use vanort_search::{
    DocumentKind, SearchCursor, SearchError, SearchFilter, SearchIndex, SearchPage, SearchRequest,
};

use crate::builder::{DocumentBuilder as Doc, TestIndex, lines, version};

fn many() -> TestIndex {
    TestIndex::of((0..250).map(|number| Doc::town(&format!("Stad {number:03}"), "DK")))
}

fn page(index: &TestIndex, first: usize, rank: Option<u64>) -> SearchPage {
    let any = index.search("sta").hits[0].cursor;
    let request = SearchRequest {
        after: rank.map(|rank| SearchCursor { rank, ..any }),
        ..SearchRequest::new("sta", first)
    };
    index.index.search(&request).unwrap()
}

#[test]
fn pages_together_are_the_whole_list() {
    let index = many();
    let whole = page(&index, 1000, None);
    assert_eq!((whole.total, whole.hits.len()), (250, 250));
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = page(&index, 7, after);
        assert_eq!(page.total, 250);
        assert_eq!(page.has_previous, after.is_some());
        paged.extend(page.hits);
        if !page.has_next {
            break;
        }
        after = paged.last().map(|hit| hit.cursor.rank);
    }
    assert_eq!(paged, whole.hits);
    assert!(paged.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

#[test]
fn the_ends_of_the_list_are_told() {
    let index = many();
    let told = |first, rank| {
        let page = page(&index, first, rank);
        (page.hits.len(), page.has_next, page.has_previous)
    };
    assert_eq!(told(0, None), (0, true, false));
    assert_eq!(told(250, None), (250, false, false));
    assert_eq!(told(usize::MAX, None), (250, false, false));
    assert_eq!(told(10, Some(245)), (5, false, true));
    assert_eq!(told(10, Some(250)), (0, false, true));
    assert_eq!(told(10, Some(u64::MAX)), (0, false, true));
}

#[test]
fn a_cursor_of_another_version_is_refused_even_of_the_same_revision() {
    let cursor = many().search("sta").hits[0].cursor;
    let same_number = Version {
        id: RandomId::from_bits(99),
        ..version(1)
    };
    for other in [version(2), same_number] {
        let documents = vec![Doc::town("Stad", "DK").build()];
        let index = SearchIndex::build(documents, other, &|_| {}).unwrap();
        let request = SearchRequest {
            after: Some(cursor),
            ..SearchRequest::new("sta", 10)
        };
        let error = index.search(&request).unwrap_err();
        assert!(
            matches!(&error, SearchError::StaleCursor { cursor, index }
                if *cursor == version(1) && *index == other),
            "{error}"
        );
    }
}

#[test]
fn a_cursor_of_another_query_or_filter_is_refused() {
    let index = many();
    let cursor = index.search("sta").hits[0].cursor;
    let denmark = SearchFilter {
        countries: Some(vec![CountryCode::parse("DK").unwrap()]),
        ..SearchFilter::default()
    };
    for (text, filter) in [("stad", SearchFilter::default()), ("sta", denmark)] {
        let request = SearchRequest {
            after: Some(cursor),
            filter,
            ..SearchRequest::new(text, 10)
        };
        let refused = index.index.search(&request).unwrap_err();
        assert!(matches!(refused, SearchError::ForeignCursor), "{text}");
    }
}

#[test]
fn a_filter_narrows_hits_and_their_number() {
    let index = TestIndex::small();
    let search = |text: &str, filter: SearchFilter| {
        let request = SearchRequest {
            filter,
            ..SearchRequest::new(text, 100)
        };
        let page = index.index.search(&request).unwrap();
        assert_eq!(page.total, page.hits.len() as u64);
        lines(&page)
    };
    let kinds = |kinds: &[DocumentKind]| SearchFilter {
        kinds: Some(kinds.to_vec()),
        ..SearchFilter::default()
    };
    let countries = |codes: &[&str]| SearchFilter {
        countries: Some(
            codes
                .iter()
                .map(|code| CountryCode::parse(code).unwrap())
                .collect(),
        ),
        ..SearchFilter::default()
    };
    let counties = |codes: &[&str]| SearchFilter {
        counties: Some(
            codes
                .iter()
                .map(|code| CountyCode::parse(code).unwrap())
                .collect(),
        ),
        ..SearchFilter::default()
    };
    assert_eq!(
        search("berg", SearchFilter::default()),
        [
            "Berg (municipality) EXACT Berg",
            "Bergen (NO) PREFIX Bergen"
        ]
    );
    assert_eq!(
        search("berg", kinds(&[DocumentKind::Municipality])),
        ["Berg (municipality) EXACT Berg"]
    );
    assert_eq!(
        search(
            "berg",
            kinds(&[DocumentKind::Country, DocumentKind::PartnerTown])
        ),
        ["Bergen (NO) PREFIX Bergen"]
    );
    assert_eq!(
        search("n", countries(&["NO"])),
        ["Norge (country) PREFIX Norge"]
    );
    assert_eq!(
        search("berg", countries(&["NO", "DK"])),
        ["Bergen (NO) PREFIX Bergen"]
    );
    assert_eq!(search("upplands", counties(&["01"])).len(), 2);
    assert_eq!(search("upplands", counties(&["14"])), Vec::<String>::new());
    assert_eq!(search("berg", kinds(&[])), Vec::<String>::new());
    assert_eq!(
        search(
            "goteborg norge",
            SearchFilter {
                counties: Some(Vec::new()),
                ..countries(&["NO"])
            }
        ),
        Vec::<String>::new()
    );
    assert_eq!(search("goteborg norge", countries(&["NO"])).len(), 2);
}
