//! What an answer holds besides the hits: highlights, facets, what the filter leaves, reasons,
//! suggestions.

use vanort_model::{CountryCode, CountyCode, Theme, TwinningStatus};
use vanort_search::{
    DocumentKind, Facets, HighlightPart, SearchError, SearchFilter, SearchPage, SearchRequest,
};

use crate::builder::{DocumentBuilder as Doc, TestIndex};

/// A highlight with what is marked in brackets.
fn bracketed(parts: &[HighlightPart]) -> String {
    let part = |part: &HighlightPart| {
        if part.marked {
            format!("[{}]", part.text)
        } else {
            part.text.clone()
        }
    };
    parts.iter().map(part).collect()
}

#[test]
fn what_was_typed_is_marked_in_the_name() {
    let index = TestIndex::small();
    for (typed, marked) in [
        ("Göteborg", "[Göteborg]"),
        ("goteb", "[Göteb]org"),
        ("goeteb", "[Göteb]org"),
        ("väsby", "Upplands [Väsby]"),
        ("upplands v", "[Upplands] [V]äsby"),
        ("Göetborg", "[Göteborg]"),
        ("калин", "[Калин]инград"),
    ] {
        let page = index.search(typed);
        let hit = page.hits.first().unwrap();
        assert_eq!(bracketed(&hit.highlight), marked, "{typed}");
        let whole: String = hit
            .highlight
            .iter()
            .map(|part| part.text.as_str())
            .collect();
        assert_eq!(whole, hit.matched_name);
    }
}

#[test]
fn a_name_is_highlighted_as_plain_text_whatever_it_holds() {
    let index = TestIndex::of([Doc::town("<b>Vejle</b> & \"x\"", "DK")]);
    let page = index.search("vejle");
    let whole: String = page.hits[0]
        .highlight
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(whole, "<b>Vejle</b> & \"x\"");
}

/// The facets of a text under a filter, and the whole page.
fn counted(index: &TestIndex, text: &str, filter: SearchFilter) -> (Facets, SearchPage) {
    let mut request = SearchRequest::new(text, 1);
    request.facets = true;
    request.filter = filter;
    let page = index.index.search(&request).unwrap();
    (page.facets.clone().unwrap(), page)
}

#[test]
fn facets_count_all_hits_within_the_filter() {
    let index = TestIndex::small();
    let (facets, page) = counted(&index, "b", SearchFilter::default());
    assert_eq!((page.hits.len(), page.total), (1, 3));
    assert_eq!(
        facets.kinds,
        [
            (DocumentKind::Municipality, 2),
            (DocumentKind::PartnerTown, 1)
        ]
    );
    assert_eq!(
        facets.countries,
        [
            (CountryCode::parse("SE").unwrap(), 2),
            (CountryCode::parse("NO").unwrap(), 1)
        ]
    );
    let county = |code| (CountyCode::parse(code).unwrap(), 1);
    assert_eq!(facets.counties, [county("01"), county("23")]);
    let norwegian = SearchFilter {
        countries: Some(vec![CountryCode::parse("NO").unwrap()]),
        ..SearchFilter::default()
    };
    let (facets, page) = counted(&index, "b", norwegian);
    assert_eq!(page.total, 1);
    assert_eq!(facets.kinds, [(DocumentKind::PartnerTown, 1)]);
    assert_eq!(facets.counties, []);
    assert_eq!(
        index.search("b").facets,
        None,
        "only where they are asked for"
    );
}

#[test]
fn a_filter_by_status_and_theme_looks_at_one_twinning() {
    let index = TestIndex::of([
        Doc::town("Vejle", "DK")
            .tie(TwinningStatus::Active, &[Theme::Culture])
            .tie(TwinningStatus::Ended, &[Theme::School]),
        Doc::town("Vejen", "DK").tie(TwinningStatus::Ended, &[]),
        Doc::town("Vejby", "DK"),
    ]);
    let total = |statuses: Option<Vec<TwinningStatus>>, themes: Option<Vec<Theme>>| {
        let mut request = SearchRequest::new("vej", 10);
        request.filter.statuses = statuses;
        request.filter.themes = themes;
        index.index.search(&request).unwrap().total
    };
    assert_eq!(total(None, None), 3);
    assert_eq!(total(Some(vec![TwinningStatus::Ended]), None), 2);
    assert_eq!(total(None, Some(vec![Theme::School])), 1);
    let active = Some(vec![TwinningStatus::Active]);
    assert_eq!(total(active.clone(), Some(vec![Theme::Culture])), 1);
    assert_eq!(total(active, Some(vec![Theme::School])), 0);
    assert_eq!(total(Some(Vec::new()), None), 0);
}

#[test]
fn a_hit_tells_what_decided_its_place_when_asked() {
    let index = TestIndex::small();
    let mut request = SearchRequest::new("gotebrog", 1);
    assert_eq!(
        index.index.search(&request).unwrap().hits[0].explanation,
        None
    );
    request.explain = true;
    let page = index.index.search(&request).unwrap();
    let grounds = page.hits[0].explanation.as_ref().unwrap();
    let told: Vec<String> = (grounds.iter())
        .map(|ground| format!("{}: {}", ground.rule, ground.value))
        .collect();
    assert_eq!(
        told,
        [
            "matchReason: TYPO",
            "slips: 1",
            "readAs: a name",
            "letters: without its own letters",
            "name: the primary name: Göteborg",
            "part: the whole name",
            "kind: MUNICIPALITY",
            "twinnings: 9",
            "population: 580000",
        ]
    );
}

#[test]
fn suggestions_are_the_likeliest_names_with_what_was_typed_marked() {
    let index = TestIndex::small();
    let offered = |prefix: &str| {
        let suggestions = index.index.suggest(prefix, 3).unwrap();
        let offered = |it: &vanort_search::Suggestion| {
            format!("{} {}", it.kind.as_str(), bracketed(&it.highlight))
        };
        suggestions.iter().map(offered).collect::<Vec<_>>()
    };
    assert_eq!(
        offered("ber"),
        ["MUNICIPALITY [Ber]g", "PARTNER_TOWN [Ber]gen"]
    );
    assert_eq!(offered("kopenh"), ["PARTNER_TOWN [Köpenh]amn"]);
    assert_eq!(offered("gotebrog"), ["MUNICIPALITY [Göteborg]"]);
    assert_eq!(
        offered("göteborg nor"),
        ["PARTNER_TOWN [Bergen]", "PARTNER_TOWN [Oslo]"]
    );
    // Two slips are for a search.
    assert_eq!(offered("göetbrog"), Vec::<String>::new());
    assert_eq!(offered(""), Vec::<String>::new());
    assert!(index.index.suggest("b", 0).unwrap().is_empty());
    let too_long = index.index.suggest(&"b".repeat(201), 3);
    assert!(matches!(too_long, Err(SearchError::QueryTooLong { .. })));
}
