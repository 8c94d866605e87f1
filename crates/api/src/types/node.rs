//! Global object identification: anything with an id, by its id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::{Context, ID, Interface};
use vanort_model as model;
use vanort_model::RandomId;
use vanort_register::View;

use crate::answer::kinds;
use crate::auth::Role;
use crate::error::ApiError;
use crate::execution::PassingAnswer;
use crate::global_id::GlobalId;
use crate::query::{register, view};
use crate::types::{
    Country, County, Feedback, ForeignAuthority, LocalAuthority, Municipality, Network,
    Observation, PartnerSeeker, PartnerTown, Region, RegionalFederation, Survey, Twinning,
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
    PartnerSeeker(PartnerSeeker),
    Feedback(Feedback),
}

kinds!(
    Node: Municipality, Region, RegionalFederation, ForeignAuthority, PartnerTown, Country, County,
    Twinning, Observation, Survey, Network, PartnerSeeker, Feedback
);

/// The nodes of ids, in the order of the ids. Those of the register are in memory; what people
/// sent in is read at once, and only if an id names it.
///
/// # Errors
/// When the database fails. An id that is none has an error in its place.
pub(crate) async fn nodes(
    ctx: &Context<'_>,
    ids: &[ID],
) -> Result<Vec<Result<Option<Node>, ApiError>>, ApiError> {
    let ids: Vec<Result<GlobalId, ApiError>> = ids.iter().map(GlobalId::decode).collect();
    let submitted = SubmittedNodes::read(ctx, ids.iter().flatten()).await?;
    let nodes = ids.into_iter().map(|id| {
        Ok(match id? {
            GlobalId::PartnerSeeker(id) | GlobalId::Feedback(id) => submitted.0.get(&id).cloned(),
            id => node(view(ctx), id),
        })
    });
    Ok(nodes.collect())
}

/// What people sent in, by its id.
struct SubmittedNodes(HashMap<RandomId, Node>);

impl SubmittedNodes {
    async fn read<'i>(
        ctx: &Context<'_>,
        ids: impl Iterator<Item = &'i GlobalId>,
    ) -> Result<Self, ApiError> {
        let (mut seekers, mut feedback) = (Vec::new(), Vec::new());
        for id in ids {
            match id {
                GlobalId::PartnerSeeker(id) => seekers.push(*id),
                GlobalId::Feedback(id) => feedback.push(*id),
                _ => {}
            }
        }
        let mut found = HashMap::new();
        let role = *ctx.data_unchecked::<Role>();
        if !seekers.is_empty() {
            PassingAnswer::mark(ctx);
            for seeker in register(ctx).partner_seekers_of(&seekers).await? {
                let (id, node) = (seeker.id, PartnerSeeker(Arc::new(seeker)));
                if node.is_shown_to(role) {
                    found.insert(id, Node::PartnerSeeker(node));
                }
            }
        }
        if !feedback.is_empty() && role == Role::Administrator {
            for feedback in register(ctx).feedback_of(&feedback).await? {
                found.insert(feedback.id, Node::Feedback(Feedback(Arc::new(feedback))));
            }
        }
        Ok(Self(found))
    }
}

/// The node of an id of the register, if it is there.
fn node(view: &View, id: GlobalId) -> Option<Node> {
    match id {
        GlobalId::PartnerSeeker(_) | GlobalId::Feedback(_) => None,
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
    }
}
