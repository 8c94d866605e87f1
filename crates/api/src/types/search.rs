//! Search results.

use async_graphql::{Enum, Object, Result, SimpleObject, Union};
use vanort_register::{
    Facets, FoundInView, Ground, Hit, ReadModel, SearchCursor, SearchPage, SearchRequest, View,
};

use crate::answer::{AnyOf, Direct, Items, kinds};
use crate::connection::{PageArguments, PageInfo};
use crate::error::ApiError;
use crate::limits::{DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS};
use crate::types::{
    Country, CountryCode, CountyCode, LocalAuthority, Municipality, PartnerTown, Region,
    RegionalFederation, SearchFilter, SearchKind,
};

/// How a hit matched, the closest first.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "vanort_register::MatchReason")]
pub(crate) enum MatchReason {
    /// Its name is the query, letter for letter but for case and punctuation.
    Exact,
    /// Its name is the query in another spelling, such as without diacritics.
    OtherSpelling,
    /// Another of its names is the query.
    OtherName,
    /// A name that it had before is the query.
    FormerName,
    /// One of its names begins with the query, or holds the query's words.
    Prefix,
    /// One of its names is the query but for slips of the keyboard: a letter changed, left out,
    /// added or exchanged with its neighbour. One from four letters on, two from eight.
    Typo,
    /// It belongs with what the query names: `goteborg norge` finds Göteborg's partner towns in
    /// Norway, `hallands lan` the municipalities of that county.
    Related,
}

/// What a search finds.
#[derive(Union, Clone)]
pub(crate) enum SearchNode {
    Municipality(Municipality),
    Region(Region),
    RegionalFederation(RegionalFederation),
    PartnerTown(PartnerTown),
    Country(Country),
}

kinds!(SearchNode: Municipality, Region, RegionalFederation, PartnerTown, Country);

impl SearchNode {
    /// What was found, as a node.
    fn of(found: FoundInView) -> Option<Self> {
        Some(match found {
            FoundInView::Authority(authority) => match LocalAuthority::from(authority) {
                LocalAuthority::Municipality(node) => Self::Municipality(node),
                LocalAuthority::Region(node) => Self::Region(node),
                LocalAuthority::RegionalFederation(node) => Self::RegionalFederation(node),
                // Those outside Sweden are found by their places instead.
                LocalAuthority::ForeignAuthority(_) => return None,
            },
            FoundInView::Place(place) => Self::PartnerTown(PartnerTown(place)),
            FoundInView::Country(country) => Self::Country(Country(country)),
        })
    }
}

/// A hit: what was found, and why.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct SearchEdge {
    /// Opaque; pass it as `after` to page on from this hit.
    cursor: String,
    /// How well it matched: hits come in falling order of score. Only the order means something.
    score: f32,
    /// The name that matched, as the register writes it. Example: `"Göteborg"`.
    matched_name: String,
    /// How it matched. Example: `OTHER_SPELLING`.
    match_reason: MatchReason,
    /// The name that matched, cut into parts that tell which letters were typed. Put together they
    /// are `matchedName`. Plain text: show each part as text, marked ones emphasised.
    highlight: Vec<HighlightPart>,
    /// What decided its place among the hits, in the order in which it decides. Null unless the
    /// search was asked to `explain`.
    explanation: Option<Vec<RankingGround>>,
    /// What was found.
    node: AnyOf<SearchNode>,
}

/// One thing that decided a hit's place: of two hits the first in which they differ puts one
/// before the other.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct RankingGround {
    /// What is looked at. Example: `"slips"`.
    rule: String,
    /// What it is for this hit. Example: `"1"`.
    value: String,
}

impl From<Ground> for RankingGround {
    fn from(ground: Ground) -> Self {
        Self {
            rule: ground.rule.to_owned(),
            value: ground.value,
        }
    }
}

/// Something that somebody who is typing may mean.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct Suggestion {
    /// The name to offer and to put into the search field. Example: `"Göteborg"`.
    text: String,
    /// What kind of thing it is. Example: `MUNICIPALITY`.
    kind: SearchKind,
    /// The same text, cut into parts that tell which letters were typed.
    highlight: Vec<HighlightPart>,
    /// The thing itself: enough to tell two towns of one name apart.
    node: AnyOf<SearchNode>,
}

/// A part of a name.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct HighlightPart {
    /// The letters, as the register writes them. Example: `"Göteb"`.
    text: String,
    /// Whether they are what was typed. Example: `true`.
    marked: bool,
}

impl From<vanort_register::HighlightPart> for HighlightPart {
    fn from(part: vanort_register::HighlightPart) -> Self {
        Self {
            text: part.text,
            marked: part.marked,
        }
    }
}

/// The hits counted by what they are, over all pages and within the filter. Each list has the most
/// frequent first, and only what there is.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct SearchFacets {
    /// By kind; the counts add up to `totalCount`. May be empty.
    kinds: Vec<KindFacet>,
    /// By the country that they lie in, or are; the counts add up to `totalCount`. May be empty.
    countries: Vec<CountryFacet>,
    /// By Swedish county; hits outside Sweden have none. May be empty.
    counties: Vec<CountyFacet>,
}

/// How many hits are of a kind.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct KindFacet {
    /// The kind. Example: `PARTNER_TOWN`.
    kind: SearchKind,
    /// How many hits. Example: `3`.
    count: u64,
}

/// How many hits lie in a country, or are it.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct CountryFacet {
    /// The country's code. Example: `"NO"`.
    country: CountryCode,
    /// How many hits. Example: `3`.
    count: u64,
}

/// How many hits lie in a county.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct CountyFacet {
    /// The county's code. Example: `"13"`.
    county: CountyCode,
    /// How many hits. Example: `3`.
    count: u64,
}

impl From<Facets> for SearchFacets {
    fn from(facets: Facets) -> Self {
        let kinds = facets.kinds.into_iter();
        let countries = facets.countries.into_iter();
        let counties = facets.counties.into_iter();
        Self {
            kinds: kinds
                .map(|(kind, count)| KindFacet {
                    kind: kind.into(),
                    count,
                })
                .collect(),
            countries: countries
                .map(|(country, count)| CountryFacet {
                    country: CountryCode(country),
                    count,
                })
                .collect(),
            counties: counties
                .map(|(county, count)| CountyFacet {
                    county: CountyCode(county),
                    count,
                })
                .collect(),
        }
    }
}

/// A page of hits.
pub(crate) struct SearchConnection {
    edges: Vec<SearchEdge>,
    page_info: PageInfo,
    total_count: u64,
    did_you_mean: Option<String>,
    facets: SearchFacets,
}

/// A page of hits, the best first.
#[Object(serial)]
impl SearchConnection {
    /// The hits of this page. May be empty.
    async fn edges(&self) -> Items<Direct<&SearchEdge>> {
        Items(self.edges.iter().map(Direct).collect())
    }

    /// What was found, without why. May be empty.
    async fn nodes(&self) -> Items<AnyOf<SearchNode>> {
        Items(self.edges.iter().map(|edge| edge.node.clone()).collect())
    }

    /// What lies before and after this page.
    async fn page_info(&self) -> Direct<&PageInfo> {
        Direct(&self.page_info)
    }

    /// How many hits there are in all, whatever the page. Example: `4`.
    async fn total_count(&self) -> u64 {
        self.total_count
    }

    /// Where nothing is found, whatever the filter says: the name that is nearest to the query.
    /// Null when something is found, or no name is near. Example: `"Åre"`.
    async fn did_you_mean(&self) -> Option<&str> {
        self.did_you_mean.as_deref()
    }

    /// The hits counted by kind, country and county.
    async fn facets(&self) -> Direct<&SearchFacets> {
        Direct(&self.facets)
    }
}

/// What a search asks for, as a client sent it.
pub(crate) struct SearchArguments {
    pub(crate) query: String,
    pub(crate) filter: Option<SearchFilter>,
    pub(crate) first: Option<i32>,
    pub(crate) after: Option<String>,
    pub(crate) explain: bool,
    /// Whether the facets were selected.
    pub(crate) facets: bool,
}

/// Searches; what was found comes with the hits.
pub(crate) async fn search(
    model: &ReadModel,
    arguments: SearchArguments,
) -> Result<Direct<SearchConnection>> {
    let after = arguments.after.map(|cursor| {
        cursor.parse::<SearchCursor>().map_err(|_| {
            ApiError::BadUserInput(
                "`after` is not a cursor; pass one as a search returned it".to_owned(),
            )
        })
    });
    let request = SearchRequest {
        text: arguments.query,
        filter: arguments.filter.unwrap_or_default().into(),
        first: PageArguments::first(arguments.first)? as usize,
        after: after.transpose()?,
        facets: arguments.facets,
        explain: arguments.explain,
    };
    let page = model.search(request).await.map_err(ApiError::from)?;
    Ok(Direct(connection(model.view(), page)?))
}

/// Offers what somebody who is typing may mean.
pub(crate) async fn suggest(
    model: &ReadModel,
    prefix: String,
    first: Option<i32>,
) -> Result<Items<Direct<Suggestion>>> {
    let first = suggestion_count(first)?;
    let found = model.suggest(prefix, first).await;
    let found = found.map_err(ApiError::from)?.into_iter();
    let suggestions = found.map(|it| {
        Ok(Direct(Suggestion {
            kind: it.kind.into(),
            highlight: it.highlight.into_iter().map(HighlightPart::from).collect(),
            node: AnyOf(node(model.view(), &it.key)?),
            text: it.text,
        }))
    });
    Ok(Items(suggestions.collect::<Result<_, ApiError>>()?))
}

fn suggestion_count(first: Option<i32>) -> Result<usize, ApiError> {
    let Some(first) = first else {
        return Ok(DEFAULT_SUGGESTIONS);
    };
    let count = usize::try_from(first).ok();
    count
        .filter(|count| *count <= MAX_SUGGESTIONS)
        .ok_or_else(|| {
            ApiError::BadUserInput(format!(
                "`first` is {first}; it may be from 0 to {MAX_SUGGESTIONS}"
            ))
        })
}

fn connection(view: &View, page: SearchPage) -> Result<SearchConnection, ApiError> {
    let edges = page.hits.into_iter().map(|hit| edge(view, hit));
    let edges: Vec<SearchEdge> = edges.collect::<Result<_, _>>()?;
    Ok(SearchConnection {
        page_info: PageInfo {
            has_next_page: page.has_next,
            has_previous_page: page.has_previous,
            start_cursor: edges.first().map(|edge| edge.cursor.clone()),
            end_cursor: edges.last().map(|edge| edge.cursor.clone()),
        },
        edges,
        total_count: page.total,
        did_you_mean: page.did_you_mean,
        facets: page.facets.unwrap_or_default().into(),
    })
}

/// What a document of the index stands for. The view is of the index's version, so it has it.
fn node(view: &View, key: &str) -> Result<SearchNode, ApiError> {
    let found = view.find_document(key).and_then(SearchNode::of);
    found.ok_or_else(|| ApiError::missing("search hit", key))
}

/// A hit with what was found.
fn edge(view: &View, hit: Hit) -> Result<SearchEdge, ApiError> {
    Ok(SearchEdge {
        node: AnyOf(node(view, &hit.key)?),
        cursor: hit.cursor.to_string(),
        score: hit.score,
        matched_name: hit.matched_name,
        match_reason: hit.match_reason.into(),
        highlight: hit.highlight.into_iter().map(HighlightPart::from).collect(),
        explanation: (hit.explanation)
            .map(|grounds| grounds.into_iter().map(RankingGround::from).collect()),
    })
}
