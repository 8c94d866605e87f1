//! Members of networks.

use std::sync::Arc;

use async_graphql::{ID, Object};
use vanort_model as model;
use vanort_register::Viewed;

use crate::answer::{AnyOf, Direct};
use crate::global_id::GlobalId;
use crate::types::{Country, LocalAuthority, PartnerTown};

/// A member of a network.
#[derive(Clone)]
pub(crate) struct NetworkMember(pub(crate) Arc<Viewed<model::NetworkMember>>);

/// A town, municipality or region that is or was a member of a network, twinned through it or not.
#[Object(serial)]
impl NetworkMember {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::NetworkMember(self.0.key.clone()).encode()
    }

    /// The name as the network's source writes it. Example: `"Oxelösund"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The country that it lies in.
    async fn country(&self) -> Direct<Country> {
        Direct(Country(self.0.country().clone()))
    }

    /// The Swedish authority that it is; null outside Sweden, and when the register has no such
    /// authority.
    async fn authority(&self) -> Option<AnyOf<LocalAuthority>> {
        let authority = self.0.viewed_authority().cloned();
        authority.map(LocalAuthority::from).map(AnyOf)
    }

    /// The partner town that it is; null in Sweden, and when the register does not have the town.
    async fn partner_town(&self) -> Option<Direct<PartnerTown>> {
        self.0.viewed_place().cloned().map(PartnerTown).map(Direct)
    }

    /// The first year of its membership; null when not known. Example: `1998`.
    async fn since(&self) -> Option<i32> {
        self.0.since
    }

    /// The last year of its membership; null while it lasts or when no source tells.
    /// Example: `2016`.
    async fn until(&self) -> Option<i32> {
        self.0.until
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
