//! The object types of connections, one pair of connection and edge for each type of node.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use vanort_model as model;
use vanort_register::{List, Viewed};

use crate::answer::{Direct, Items};
use crate::connection::numbered::{NumberedPage, encode};
use crate::connection::page::{Page, cursor};
use crate::query::{register, view};
use crate::types::{
    Contact, Country, Finding, ImportRun, Job, Municipality, Network, NetworkMember, Observation,
    PartnerTown, Programme, Region, RegionalFederation, RegisterChange, Resource, Survey, Twinning,
};

/// What lies before and after a page, as the Relay cursor connections specification says.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
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

/// Defines a connection and its edge over one type of node, which wraps a record as the view has it.
macro_rules! connection {
    (
        $(#[$doc:meta])* $connection:ident, $(#[$edge_doc:meta])* $edge:ident,
        $node:ident($record:ty)
    ) => {
        pub(crate) struct $connection(pub(crate) Page<$record>);

        $(#[$doc])*
        #[Object(serial)]
        impl $connection {
            /// The items of this page with their cursors, in the list's order. May be empty.
            async fn edges(&self) -> Items<Direct<$edge>> {
                let edge = |it: &Arc<Viewed<$record>>| {
                    Direct($edge {
                        list: self.0.list.clone(),
                        item: it.clone(),
                    })
                };
                Items(self.0.slice.items.iter().map(edge).collect())
            }

            /// The items of this page without their cursors, in the list's order. May be empty.
            async fn nodes(&self) -> Items<Direct<$node>> {
                Items(self.0.slice.items.iter().cloned().map($node).map(Direct).collect())
            }

            /// What lies before and after this page.
            async fn page_info(&self, ctx: &Context<'_>) -> Direct<PageInfo> {
                Direct(self.0.page_info(view(ctx)))
            }

            /// How many items the whole list has under its filter, whatever the page. Counted only
            /// when asked for. Example: `37`.
            async fn total_count(&self, ctx: &Context<'_>) -> u64 {
                self.0.total_count(view(ctx))
            }
        }

        pub(crate) struct $edge {
            list: Arc<List<$record>>,
            item: Arc<Viewed<$record>>,
        }

        $(#[$edge_doc])*
        #[Object(serial)]
        impl $edge {
            /// Opaque; pass it as `after` or `before` to page on from this item.
            async fn cursor(&self, ctx: &Context<'_>) -> String {
                cursor(&self.list, view(ctx), &self.item)
            }

            /// The item.
            async fn node(&self) -> Direct<$node> {
                Direct($node(self.item.clone()))
            }
        }
    };
}

connection!(
    /// A page of municipalities.
    MunicipalityConnection,
    /// A municipality in a page.
    MunicipalityEdge,
    Municipality(model::LocalAuthority)
);
connection!(
    /// A page of regions.
    RegionConnection,
    /// A region in a page.
    RegionEdge,
    Region(model::LocalAuthority)
);
connection!(
    /// A page of regional federations.
    RegionalFederationConnection,
    /// A regional federation in a page.
    RegionalFederationEdge,
    RegionalFederation(model::LocalAuthority)
);
connection!(
    /// A page of partner towns.
    PartnerTownConnection,
    /// A partner town in a page.
    PartnerTownEdge,
    PartnerTown(model::Place)
);
connection!(
    /// A page of countries.
    CountryConnection,
    /// A country in a page.
    CountryEdge,
    Country(model::Country)
);
connection!(
    /// A page of twinnings.
    TwinningConnection,
    /// A twinning in a page.
    TwinningEdge,
    Twinning(model::Twinning)
);
connection!(
    /// A page of observations.
    ObservationConnection,
    /// An observation in a page.
    ObservationEdge,
    Observation(model::Observation)
);
connection!(
    /// A page of surveys.
    SurveyConnection,
    /// A survey in a page.
    SurveyEdge,
    Survey(model::Survey)
);
connection!(
    /// A page of networks.
    NetworkConnection,
    /// A network in a page.
    NetworkEdge,
    Network(model::Network)
);
connection!(
    /// A page of a network's members.
    NetworkMemberConnection,
    /// A member of a network in a page.
    NetworkMemberEdge,
    NetworkMember(model::NetworkMember)
);
connection!(
    /// A page of programmes.
    ProgrammeConnection,
    /// A programme in a page.
    ProgrammeEdge,
    Programme(model::Programme)
);
connection!(
    /// A page of resources.
    ResourceConnection,
    /// A resource in a page.
    ResourceEdge,
    Resource(model::Resource)
);
connection!(
    /// A page of contacts.
    ContactConnection,
    /// A contact in a page.
    ContactEdge,
    Contact(model::Contact)
);

/// Defines a connection and its edge over one type of node, whose lists have numbers.
macro_rules! numbered_connection {
    (
        $(#[$doc:meta])* $connection:ident, $(#[$edge_doc:meta])* $edge:ident, $node:ident
    ) => {
        pub(crate) struct $connection(pub(crate) NumberedPage<$node>);

        $(#[$doc])*
        #[Object(serial)]
        impl $connection {
            /// The items of this page with their cursors, in the list's order. May be empty.
            async fn edges(&self) -> Items<Direct<$edge>> {
                let edge = |(number, node): &(i64, $node)| {
                    Direct($edge {
                        list: self.0.list.clone(),
                        number: *number,
                        node: node.clone(),
                    })
                };
                Items(self.0.items.iter().map(edge).collect())
            }

            /// The items of this page without their cursors, in the list's order. May be empty.
            async fn nodes(&self) -> Items<Direct<$node>> {
                Items(self.0.items.iter().map(|(_, node)| Direct(node.clone())).collect())
            }

            /// What lies before and after this page.
            async fn page_info(&self) -> Direct<PageInfo> {
                Direct(self.0.page_info())
            }

            /// How many items the whole list has under its filter, whatever the page. Counted only
            /// when asked for. Example: `37`.
            async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
                Ok(self.0.total_count(register(ctx)).await?)
            }
        }

        pub(crate) struct $edge {
            list: Arc<str>,
            number: i64,
            node: $node,
        }

        $(#[$edge_doc])*
        #[Object(serial)]
        impl $edge {
            /// Opaque; pass it as `after` or `before` to page on from this item.
            async fn cursor(&self) -> String {
                encode(&self.list, self.number)
            }

            /// The item.
            async fn node(&self) -> Direct<$node> {
                Direct(self.node.clone())
            }
        }
    };
}

numbered_connection!(
    /// A page of import runs.
    ImportRunConnection,
    /// An import run in a page.
    ImportRunEdge,
    ImportRun
);
numbered_connection!(
    /// A page of findings.
    FindingConnection,
    /// A finding in a page.
    FindingEdge,
    Finding
);
numbered_connection!(
    /// A page of changes.
    RegisterChangeConnection,
    /// A change in a page.
    RegisterChangeEdge,
    RegisterChange
);
numbered_connection!(
    /// A page of jobs.
    JobConnection,
    /// A job in a page.
    JobEdge,
    Job
);
