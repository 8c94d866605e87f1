//! Global object identification: anything with an id, by its id.

mod administered;
mod of_register;
mod submitted;

use async_graphql::{Context, ID, Interface};

use crate::answer::kinds;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::{
    Contact, Country, County, Feedback, Finding, ForeignAuthority, ImportRun, Job, Municipality,
    Network, NetworkMember, Observation, PartnerSeeker, PartnerTown, Programme, Region,
    RegionalFederation, RegisterChange, Resource, Survey, Twinning,
};
use administered::AdministeredNodes;
use of_register::node_of_register;
use submitted::SubmittedNodes;

/// Anything with a global id, as the Relay server specification says.
#[derive(Interface, Clone)]
#[graphql(field(
    name = "id",
    ty = "ID",
    desc = "The global id; of what the register holds, stable across imports."
))]
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
    PartnerSeeker(PartnerSeeker),
    Feedback(Feedback),
    ImportRun(ImportRun),
    Finding(Finding),
    RegisterChange(RegisterChange),
    Job(Job),
}

kinds!(
    Node: Municipality, Region, RegionalFederation, ForeignAuthority, PartnerTown, Country, County,
    Twinning, Observation, Survey, Network, NetworkMember, Programme, Resource, Contact,
    PartnerSeeker, Feedback, ImportRun, Finding, RegisterChange, Job
);

/// The nodes of ids, in the order of the ids. Those of the register are in memory; what people
/// sent in, and what is for administrators, is read at once, and only if an id names it.
///
/// # Errors
/// When the database fails. An id that is none, or not for who asks, has an error in its place.
pub(crate) async fn nodes(
    ctx: &Context<'_>,
    ids: &[ID],
) -> Result<Vec<Result<Option<Node>, ApiError>>, ApiError> {
    let ids: Vec<Result<GlobalId, ApiError>> = ids.iter().map(GlobalId::decode).collect();
    let submitted = SubmittedNodes::read(ctx, ids.iter().flatten()).await?;
    let administered = AdministeredNodes::read(ctx, ids.iter().flatten()).await?;
    let nodes = ids.into_iter().map(|id| match id? {
        GlobalId::PartnerSeeker(id) | GlobalId::Feedback(id) => Ok(submitted.get(id)),
        id @ (GlobalId::ImportRun(_)
        | GlobalId::Finding(..)
        | GlobalId::RegisterChange(..)
        | GlobalId::Job(_)) => administered.get(&id),
        id => Ok(node_of_register(view(ctx), &id)),
    });
    Ok(nodes.collect())
}
