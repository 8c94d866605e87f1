//! The object types of connections, one pair of connection and edge for each type of node.

use async_graphql::{Object, Result, SimpleObject};

use crate::connection::page::Page;
use crate::types::{
    Country, Municipality, Observation, PartnerTown, Region, RegionalFederation, Survey, Twinning,
};

/// What lies before and after a page, as the Relay cursor connections specification says.
#[derive(SimpleObject, Clone)]
pub(crate) struct PageInfo {
    /// Whether the list has items after this page. Example: `true`.
    pub(crate) has_next_page: bool,
    /// Whether the list has items before this page. Example: `false`.
    pub(crate) has_previous_page: bool,
    /// The cursor of the page's first item; null when the page is empty.
    pub(crate) start_cursor: Option<String>,
    /// The cursor of the page's last item; null when the page is empty.
    pub(crate) end_cursor: Option<String>,
}

/// Defines a connection and its edge over one type of node.
macro_rules! connection {
    ($(#[$doc:meta])* $connection:ident, $(#[$edge_doc:meta])* $edge:ident, $node:ident) => {
        pub(crate) struct $connection(pub(crate) Page<$node>);

        $(#[$doc])*
        #[Object]
        impl $connection {
            /// The items of this page with their cursors, in the list's order. May be empty.
            async fn edges(&self) -> Vec<$edge> {
                self.0
                    .items
                    .iter()
                    .map(|(cursor, node)| $edge { cursor: cursor.clone(), node: node.clone() })
                    .collect()
            }

            /// The items of this page without their cursors, in the list's order. May be empty.
            async fn nodes(&self) -> Vec<$node> {
                self.0.items.iter().map(|(_, node)| node.clone()).collect()
            }

            /// What lies before and after this page.
            async fn page_info(&self) -> PageInfo {
                PageInfo {
                    has_next_page: self.0.has_next,
                    has_previous_page: self.0.has_previous,
                    start_cursor: self.0.items.first().map(|(cursor, _)| cursor.clone()),
                    end_cursor: self.0.items.last().map(|(cursor, _)| cursor.clone()),
                }
            }

            /// How many items the whole list has under its filter, whatever the page. Counted only
            /// when asked for. Example: `37`.
            async fn total_count(&self) -> Result<u64> {
                Ok((self.0.total)().await?)
            }
        }

        $(#[$edge_doc])*
        #[derive(SimpleObject)]
        pub(crate) struct $edge {
            /// Opaque; pass it as `after` or `before` to page on from this item.
            cursor: String,
            /// The item.
            node: $node,
        }
    };
}

connection!(
    /// A page of municipalities.
    MunicipalityConnection,
    /// A municipality in a page.
    MunicipalityEdge,
    Municipality
);
connection!(
    /// A page of regions.
    RegionConnection,
    /// A region in a page.
    RegionEdge,
    Region
);
connection!(
    /// A page of regional federations.
    RegionalFederationConnection,
    /// A regional federation in a page.
    RegionalFederationEdge,
    RegionalFederation
);
connection!(
    /// A page of partner towns.
    PartnerTownConnection,
    /// A partner town in a page.
    PartnerTownEdge,
    PartnerTown
);
connection!(
    /// A page of countries.
    CountryConnection,
    /// A country in a page.
    CountryEdge,
    Country
);
connection!(
    /// A page of twinnings.
    TwinningConnection,
    /// A twinning in a page.
    TwinningEdge,
    Twinning
);
connection!(
    /// A page of observations.
    ObservationConnection,
    /// An observation in a page.
    ObservationEdge,
    Observation
);
connection!(
    /// A page of surveys.
    SurveyConnection,
    /// A survey in a page.
    SurveyEdge,
    Survey
);
