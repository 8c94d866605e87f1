//! Search results.

use std::sync::Arc;

use async_graphql::{Enum, Object, Result, SimpleObject, Union};
use vanort_register::{DocumentKey, Facets, Hit, SearchCursor, SearchPage, SearchRequest};

use crate::connection::{PageArguments, PageInfo};
use crate::error::ApiError;
use crate::loader::Loaders;
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

/// A hit: what was found, and why.
#[derive(SimpleObject, Clone)]
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
    /// What was found.
    node: SearchNode,
}

/// A part of a name.
#[derive(SimpleObject, Clone)]
pub(crate) struct HighlightPart {
    /// The letters, as the register writes them. Example: `"Göteb"`.
    text: String,
    /// Whether they are what was typed. Example: `true`.
    marked: bool,
}

/// The hits counted by what they are, over all pages and within the filter. Each list has the most
/// frequent first, and only what there is.
#[derive(SimpleObject, Clone)]
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
pub(crate) struct KindFacet {
    /// The kind. Example: `PARTNER_TOWN`.
    kind: SearchKind,
    /// How many hits. Example: `3`.
    count: u64,
}

/// How many hits lie in a country, or are it.
#[derive(SimpleObject, Clone)]
pub(crate) struct CountryFacet {
    /// The country's code. Example: `"NO"`.
    country: CountryCode,
    /// How many hits. Example: `3`.
    count: u64,
}

/// How many hits lie in a county.
#[derive(SimpleObject, Clone)]
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
#[Object]
impl SearchConnection {
    /// The hits of this page. May be empty.
    async fn edges(&self) -> &[SearchEdge] {
        &self.edges
    }

    /// What was found, without why. May be empty.
    async fn nodes(&self) -> Vec<SearchNode> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// What lies before and after this page.
    async fn page_info(&self) -> &PageInfo {
        &self.page_info
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
    async fn facets(&self) -> &SearchFacets {
        &self.facets
    }
}

/// Searches, and looks up what was found.
pub(crate) async fn search(
    loaders: &Arc<Loaders>,
    text: String,
    filter: Option<SearchFilter>,
    first: Option<i32>,
    after: Option<String>,
) -> Result<SearchConnection> {
    let after = after
        .map(|cursor| {
            cursor.parse::<SearchCursor>().map_err(|_| {
                ApiError::BadUserInput(
                    "`after` is not a cursor; pass one as a search returned it".to_owned(),
                )
            })
        })
        .transpose()?;
    let first = PageArguments::first(first)?;
    let request = SearchRequest {
        text,
        filter: filter.unwrap_or_default().into(),
        first: first as usize,
        after,
        facets: true,
        explain: false,
    };
    let page = loaders
        .register
        .search(request)
        .await
        .map_err(ApiError::from)?;
    connection(loaders, page).await
}

async fn connection(loaders: &Arc<Loaders>, page: SearchPage) -> Result<SearchConnection> {
    let edges =
        futures_util::future::try_join_all(page.hits.into_iter().map(|hit| edge(loaders, hit)))
            .await?;
    // What an import has removed since the index was built is no longer there to be shown.
    let edges: Vec<SearchEdge> = edges.into_iter().flatten().collect();
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

/// The authority as a hit; those outside Sweden are found by their places instead.
fn search_node(authority: LocalAuthority) -> Option<SearchNode> {
    match authority {
        LocalAuthority::Municipality(node) => Some(SearchNode::Municipality(node)),
        LocalAuthority::Region(node) => Some(SearchNode::Region(node)),
        LocalAuthority::RegionalFederation(node) => Some(SearchNode::RegionalFederation(node)),
        LocalAuthority::ForeignAuthority(_) => None,
    }
}

async fn edge(loaders: &Arc<Loaders>, hit: Hit) -> Result<Option<SearchEdge>, ApiError> {
    let node = match DocumentKey::parse(&hit.key) {
        Some(DocumentKey::Authority(key)) => {
            let found = loaders.authorities.load(key).await?;
            found.map(LocalAuthority::from).and_then(search_node)
        }
        Some(DocumentKey::Place(key)) => loaders
            .places
            .load(key)
            .await?
            .map(|it| SearchNode::PartnerTown(PartnerTown(it))),
        Some(DocumentKey::Country(code)) => loaders
            .countries
            .load(code)
            .await?
            .map(|it| SearchNode::Country(Country(it))),
        None => return Err(ApiError::missing("document", &hit.key)),
    };
    Ok(node.map(|node| SearchEdge {
        cursor: hit.cursor.to_string(),
        score: hit.score,
        matched_name: hit.matched_name,
        match_reason: hit.match_reason.into(),
        highlight: (hit.highlight.into_iter())
            .map(|part| HighlightPart {
                text: part.text,
                marked: part.marked,
            })
            .collect(),
        node,
    }))
}
