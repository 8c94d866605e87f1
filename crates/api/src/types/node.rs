//! Global object identification: anything with an id, by its id.

use async_graphql::{ID, Interface};

use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::loader::Loaders;
use crate::types::{
    Country, County, ForeignAuthority, LocalAuthority, Municipality, Network, Observation,
    PartnerTown, Region, RegionalFederation, Survey, Twinning,
};

/// Anything with a global id, as the Relay server specification says.
#[derive(Interface, Clone)]
#[graphql(field(name = "id", ty = "ID", desc = "The global id, stable across imports."))]
pub(crate) enum Node {
    Municipality(Municipality),
    Region(Region),
    RegionalFederation(RegionalFederation),
    ForeignAuthority(ForeignAuthority),
    PartnerTown(PartnerTown),
    Country(Country),
    County(County),
    Twinning(Twinning),
    Observation(Observation),
    Survey(Survey),
    Network(Network),
}

/// The node of an id, if the register has it.
pub(crate) async fn node(loaders: &Loaders, id: &ID) -> Result<Option<Node>, ApiError> {
    Ok(match GlobalId::decode(id)? {
        GlobalId::Authority(key) => {
            loaders
                .authorities
                .load(key)
                .await?
                .map(|found| match LocalAuthority::from(found) {
                    LocalAuthority::Municipality(node) => Node::Municipality(node),
                    LocalAuthority::Region(node) => Node::Region(node),
                    LocalAuthority::RegionalFederation(node) => Node::RegionalFederation(node),
                    LocalAuthority::ForeignAuthority(node) => Node::ForeignAuthority(node),
                })
        }
        GlobalId::PartnerTown(key) => loaders
            .places
            .load(key)
            .await?
            .map(|it| Node::PartnerTown(PartnerTown(it))),
        GlobalId::Country(code) => loaders
            .countries
            .load(code)
            .await?
            .map(|it| Node::Country(Country(it))),
        GlobalId::County(code) => loaders
            .counties
            .load(code)
            .await?
            .map(|it| Node::County(County(it))),
        GlobalId::Twinning(key) => loaders
            .twinnings
            .load(key)
            .await?
            .map(|it| Node::Twinning(Twinning(it))),
        GlobalId::Observation(key) => loaders
            .observations
            .load(key)
            .await?
            .map(|it| Node::Observation(Observation(it))),
        GlobalId::Survey(key) => loaders
            .surveys
            .load(key)
            .await?
            .map(|it| Node::Survey(Survey(it))),
        GlobalId::Network(key) => loaders
            .networks
            .load(key)
            .await?
            .map(|it| Node::Network(Network(it))),
    })
}
