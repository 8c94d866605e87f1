//! Global object identification: anything with an id, by its id.

use async_graphql::{ID, Interface};
use vanort_model as model;
use vanort_register::View;

use crate::answer::kinds;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::types::{
    Contact, Country, County, ForeignAuthority, LocalAuthority, Municipality, Network,
    NetworkMember, Observation, PartnerTown, Programme, Region, RegionalFederation, Resource,
    Survey, Twinning,
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
    NetworkMember(NetworkMember),
    Programme(Programme),
    Resource(Resource),
    Contact(Contact),
}

kinds!(
    Node: Municipality, Region, RegionalFederation, ForeignAuthority, PartnerTown, Country, County,
    Twinning, Observation, Survey, Network, NetworkMember, Programme, Resource, Contact
);

/// The node of an id, if the register has it.
pub(crate) fn node(view: &View, id: &ID) -> Result<Option<Node>, ApiError> {
    Ok(match GlobalId::decode(id)? {
        GlobalId::Authority(key) => {
            let found = view.find::<model::LocalAuthority>(&key).cloned();
            found.map(|it| match LocalAuthority::from(it) {
                LocalAuthority::Municipality(node) => Node::Municipality(node),
                LocalAuthority::Region(node) => Node::Region(node),
                LocalAuthority::RegionalFederation(node) => Node::RegionalFederation(node),
                LocalAuthority::ForeignAuthority(node) => Node::ForeignAuthority(node),
            })
        }
        GlobalId::PartnerTown(key) => {
            (view.find::<model::Place>(&key).cloned()).map(|it| Node::PartnerTown(PartnerTown(it)))
        }
        GlobalId::Country(code) => {
            (view.find::<model::Country>(&code).cloned()).map(|it| Node::Country(Country(it)))
        }
        GlobalId::County(code) => {
            (view.find::<model::County>(&code).cloned()).map(|it| Node::County(County(it)))
        }
        GlobalId::Twinning(key) => {
            (view.find::<model::Twinning>(&key).cloned()).map(|it| Node::Twinning(Twinning(it)))
        }
        GlobalId::Observation(key) => (view.find::<model::Observation>(&key).cloned())
            .map(|it| Node::Observation(Observation(it))),
        GlobalId::Survey(key) => {
            (view.find::<model::Survey>(&key).cloned()).map(|it| Node::Survey(Survey(it)))
        }
        GlobalId::Network(key) => {
            (view.find::<model::Network>(&key).cloned()).map(|it| Node::Network(Network(it)))
        }
        GlobalId::NetworkMember(key) => (view.find::<model::NetworkMember>(&key).cloned())
            .map(|it| Node::NetworkMember(NetworkMember(it))),
        GlobalId::Programme(key) => {
            (view.find::<model::Programme>(&key).cloned()).map(|it| Node::Programme(Programme(it)))
        }
        GlobalId::Resource(key) => {
            (view.find::<model::Resource>(&key).cloned()).map(|it| Node::Resource(Resource(it)))
        }
        GlobalId::Contact(key) => {
            (view.find::<model::Contact>(&key).cloned()).map(|it| Node::Contact(Contact(it)))
        }
    })
}
