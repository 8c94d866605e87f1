//! Twinnings.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result};
use futures_util::future::BoxFuture;
use vanort_model as model;

use crate::connection::{ListKind, ObservationConnection, Page, PageArguments, TwinningConnection};
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::loader::{Loaders, TwinningList, TwinningParent, Within};
use crate::query::loaders;
use crate::types::local_authority::{authority, location};
use crate::types::{
    LocalAuthority, Network, Observation, PartnerTown, TwinningFilter, TwinningOrder,
};

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
pub(crate) struct Twinning(pub(crate) Arc<model::Twinning>);

/// One Swedish authority linked with one partner (vänortssamarbete). Its status, years, themes and
/// network follow the newest observation that tells of them.
#[Object]
impl Twinning {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Twinning(self.0.key.clone()).encode()
    }

    /// The home side.
    async fn authority(&self, ctx: &Context<'_>) -> Result<LocalAuthority> {
        let key = &self.0.key.authority;
        let found = authority(loaders(ctx), key).await?;
        Ok(found
            .map(LocalAuthority::from)
            .ok_or_else(|| ApiError::missing("authority", key))?)
    }

    /// The other side.
    async fn partner(&self, ctx: &Context<'_>) -> Result<PartnerTown> {
        let key = &self.0.key.partner;
        let found = loaders(ctx).places.load(key.clone()).await?;
        Ok(found
            .map(PartnerTown)
            .ok_or_else(|| ApiError::missing("place", key))?)
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
    async fn network(&self, ctx: &Context<'_>) -> Result<Option<Network>> {
        let Some(key) = &self.0.network else {
            return Ok(None);
        };
        Ok(loaders(ctx).networks.load(key.clone()).await?.map(Network))
    }

    /// A remark for readers, in Swedish; null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// The distance in kilometres between the authority's seat and the partner, along the earth's
    /// surface, to a tenth; null when one of them has no known location. Example: `1234.5`.
    async fn distance_km(&self, ctx: &Context<'_>) -> Result<Option<f64>> {
        let loaders = loaders(ctx);
        let authority = authority(loaders, &self.0.key.authority);
        let partner = loaders.places.load(self.0.key.partner.clone());
        let (authority, partner) = futures_util::try_join!(authority, partner)?;
        let Some(authority) = authority else {
            return Ok(None);
        };
        let seat = location(loaders, &authority).await?;
        let there = partner.and_then(|place| place.location);
        Ok(seat
            .zip(there)
            .map(|(seat, there)| (seat.distance_km(&there) * 10.0).round() / 10.0))
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
    ) -> Result<ObservationConnection> {
        let page = PageArguments {
            first,
            after,
            last,
            before,
        }
        .check(ListKind::Observations)?;
        let key = self.0.key.clone();
        let ask = (key.clone(), page);
        let slice = loaders(ctx)
            .observation_pages
            .load(ask)
            .await?
            .unwrap_or_default();
        let counter = loaders(ctx).clone();
        let total = Arc::new(move || -> BoxFuture<'static, _> {
            let (loaders, key) = (counter.clone(), key.clone());
            Box::pin(async move { Ok(loaders.observation_counts.load(key).await?.unwrap_or(0)) })
        });
        Ok(ObservationConnection(Page::new(
            slice,
            ListKind::Observations,
            Observation,
            total,
        )))
    }
}

/// The twinnings within a parent.
pub(crate) async fn twinnings_within(
    loaders: &Arc<Loaders>,
    parent: TwinningParent,
    filter: Option<TwinningFilter>,
    order: Option<TwinningOrder>,
    arguments: &PageArguments,
) -> Result<TwinningConnection> {
    let order = order.unwrap_or_default();
    let list = TwinningList {
        filter: filter.unwrap_or_default().into(),
        sort: order.sort(),
        descending: order.descending(),
    };
    let kind = ListKind::twinnings(list.sort, list.descending);
    let page = arguments.check(kind)?;
    let filter = list.filter.clone();
    let ask = Within {
        parent: parent.clone(),
        arguments: (list, page),
    };
    let slice = loaders.twinning_pages.load(ask).await?.unwrap_or_default();
    let counter = loaders.clone();
    let total = Arc::new(move || -> BoxFuture<'static, _> {
        let loaders = counter.clone();
        let ask = Within {
            parent: parent.clone(),
            arguments: filter.clone(),
        };
        Box::pin(async move { Ok(loaders.twinning_counts.load(ask).await?.unwrap_or(0)) })
    });
    Ok(TwinningConnection(Page::new(slice, kind, Twinning, total)))
}
