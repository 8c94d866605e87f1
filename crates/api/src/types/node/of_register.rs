//! What the register holds, by its id.

use vanort_model as model;
use vanort_register::View;

use super::Node;
use crate::global_id::GlobalId;
use crate::types::{
    Contact, Country, County, LocalAuthority, Network, NetworkMember, Observation, PartnerTown,
    Programme, Resource, Survey, Twinning,
};

/// The node of an id of the register, if it is there.
pub(super) fn node_of_register(view: &View, id: &GlobalId) -> Option<Node> {
    match id {
        GlobalId::Authority(key) => {
            let found = view.find::<model::LocalAuthority>(key).cloned();
            found.map(|it| match LocalAuthority::from(it) {
                LocalAuthority::Municipality(node) => Node::Municipality(node),
                LocalAuthority::Region(node) => Node::Region(node),
                LocalAuthority::RegionalFederation(node) => Node::RegionalFederation(node),
                LocalAuthority::ForeignAuthority(node) => Node::ForeignAuthority(node),
            })
        }
        GlobalId::PartnerTown(key) => {
            (view.find::<model::Place>(key).cloned()).map(|it| Node::PartnerTown(PartnerTown(it)))
        }
        GlobalId::Country(code) => {
            (view.find::<model::Country>(code).cloned()).map(|it| Node::Country(Country(it)))
        }
        GlobalId::County(code) => {
            (view.find::<model::County>(code).cloned()).map(|it| Node::County(County(it)))
        }
        GlobalId::Twinning(key) => {
            (view.find::<model::Twinning>(key).cloned()).map(|it| Node::Twinning(Twinning(it)))
        }
        GlobalId::Observation(key) => (view.find::<model::Observation>(key).cloned())
            .map(|it| Node::Observation(Observation(it))),
        GlobalId::Survey(key) => {
            (view.find::<model::Survey>(key).cloned()).map(|it| Node::Survey(Survey(it)))
        }
        GlobalId::Network(key) => {
            (view.find::<model::Network>(key).cloned()).map(|it| Node::Network(Network(it)))
        }
        GlobalId::NetworkMember(key) => (view.find::<model::NetworkMember>(key).cloned())
            .map(|it| Node::NetworkMember(NetworkMember(it))),
        GlobalId::Programme(key) => {
            (view.find::<model::Programme>(key).cloned()).map(|it| Node::Programme(Programme(it)))
        }
        GlobalId::Resource(key) => {
            (view.find::<model::Resource>(key).cloned()).map(|it| Node::Resource(Resource(it)))
        }
        GlobalId::Contact(key) => {
            (view.find::<model::Contact>(key).cloned()).map(|it| Node::Contact(Contact(it)))
        }
        GlobalId::PartnerSeeker(_)
        | GlobalId::Feedback(_)
        | GlobalId::ImportRun(_)
        | GlobalId::Finding(..)
        | GlobalId::RegisterChange(..)
        | GlobalId::Job(_) => None,
    }
}
