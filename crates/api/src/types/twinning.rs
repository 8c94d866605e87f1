//! Twinnings.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result};
use vanort_model as model;
use vanort_register::{List, TwinningParent, View, Viewed};

use crate::answer::{AnyOf, Direct};
use crate::connection::{ObservationConnection, Page, PageArguments, TwinningConnection};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::filter::read_filter;
use crate::types::{LocalAuthority, Network, PartnerTown, TwinningFilter, TwinningOrder};

/// What sort of tie a twinning is.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::TwinningKind")]
pub(crate) enum TwinningKind {
    /// A formal, long-term tie (vänort).
    Twinning,
    /// A project partnership funded by Sida through ICLD (kommunalt partnerskap).
    MunicipalPartnership,
    /// Any other cooperation.
    Other,
}

/// Whether a twinning is alive.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::TwinningStatus")]
pub(crate) enum TwinningStatus {
    /// Alive.
    Active,
    /// Asleep (vilande).
    Dormant,
    /// Ended.
    Ended,
    /// No source tells.
    Unknown,
}

/// What a twinning is about.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::Theme")]
pub(crate) enum Theme {
    /// Culture (kultur).
    Culture,
    /// School (skola).
    School,
    /// Youth (ungdom).
    Youth,
    /// Associations and sport (föreningsliv och idrott).
    AssociationsAndSport,
    /// Environment (miljö).
    Environment,
    /// Business and labour market (näringsliv).
    Business,
    /// Tourism (turism).
    Tourism,
    /// Democracy (demokrati).
    Democracy,
    /// Social inclusion (social inkludering).
    SocialInclusion,
    /// Services (service).
    Services,
    /// Solidarity (solidaritet).
    Solidarity,
}

/// A twinning.
#[derive(Clone)]
pub(crate) struct Twinning(pub(crate) Arc<Viewed<model::Twinning>>);

/// One Swedish authority linked with one partner (vänortssamarbete). Its status, years, themes and
/// network follow the newest observation that tells of them.
#[Object(serial)]
impl Twinning {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Twinning(self.0.key.clone()).encode()
    }

    /// The home side.
    async fn authority(&self) -> AnyOf<LocalAuthority> {
        AnyOf(LocalAuthority::from(self.0.authority().clone()))
    }

    /// The other side.
    async fn partner(&self) -> Direct<PartnerTown> {
        Direct(PartnerTown(self.0.partner().clone()))
    }

    /// What sort of tie it is. Example: `TWINNING`.
    async fn kind(&self) -> TwinningKind {
        self.0.key.kind.into()
    }

    /// Whether it is alive. Example: `ACTIVE`.
    async fn status(&self) -> TwinningStatus {
        self.0.status.into()
    }

    /// The year in which it began; null when no source tells. Example: `1939`.
    async fn since(&self) -> Option<i32> {
        self.0.since
    }

    /// The year in which it ended; null while it lasts or when no source tells. Example: `2022`.
    async fn until(&self) -> Option<i32> {
        self.0.until
    }

    /// What it is about. Empty when no source tells. Example: `[CULTURE, SCHOOL]`.
    async fn themes(&self) -> Vec<Theme> {
        self.0.themes.iter().map(|theme| (*theme).into()).collect()
    }

    /// The network that the tie comes from; null for a tie of its own.
    async fn network(&self) -> Option<Direct<Network>> {
        self.0.viewed_network().cloned().map(Network).map(Direct)
    }

    /// A remark for readers, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The distance in kilometres between the authority's seat and the partner, along the earth's
    /// surface, to a tenth; null when one of them has no known location. Example: `1234.5`.
    async fn distance_km(&self) -> Option<f64> {
        let distance_km = self.0.distance_km()?;
        Some((distance_km * 10.0).round() / 10.0)
    }

    /// The rows of lists that name the tie, of the newest survey first.
    async fn observations(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<ObservationConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let page = Page::read(view(ctx), List::of(self.0.id()), &arguments)?;
        Ok(Direct(ObservationConnection(page)))
    }
}

/// The twinnings within a parent.
pub(crate) fn twinnings_within(
    view: &View,
    parent: TwinningParent,
    filter: Option<Box<TwinningFilter>>,
    order: Option<TwinningOrder>,
    arguments: &PageArguments,
) -> Result<Direct<TwinningConnection>> {
    let list = List {
        parent,
        filter: read_filter(view, filter)?,
        order: TwinningOrder::read(order)?,
    };
    Ok(Direct(TwinningConnection(Page::read(
        view, list, arguments,
    )?)))
}
