//! Global object identification: anything with an id, by its id.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface};
use vanort_model as model;
use vanort_register::{DifferencePage, View};

use crate::answer::kinds;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::{register, require_administrator, view};
use crate::types::{
    Country, County, Finding, ForeignAuthority, ImportRun, Job, LocalAuthority, Municipality,
    Network, Observation, PartnerTown, Region, RegionalFederation, RegisterChange, Survey,
    Twinning,
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
    ImportRun(ImportRun),
    Finding(Finding),
    RegisterChange(RegisterChange),
    Job(Job),
}

kinds!(
    Node: Municipality, Region, RegionalFederation, ForeignAuthority, PartnerTown, Country, County,
    Twinning, Observation, Survey, Network, ImportRun, Finding, RegisterChange, Job
);

/// The node of an id, if there is one. What is for administrators is refused to others.
pub(crate) async fn node(ctx: &Context<'_>, id: &ID) -> Result<Option<Node>, ApiError> {
    let id = GlobalId::decode(id)?;
    match id {
        GlobalId::ImportRun(number) => {
            let run = import_run(ctx, number).await?;
            Ok(run.map(|run| Node::ImportRun(ImportRun(run))))
        }
        GlobalId::Finding(number, place) => {
            let run = import_run(ctx, number).await?;
            let finding = run.and_then(|run| Finding::of_run(&run, place));
            Ok(finding.map(Node::Finding))
        }
        GlobalId::RegisterChange(run, place) => {
            require_administrator(ctx)?;
            let page = DifferencePage {
                run,
                after: place.checked_sub(1),
                before: place.checked_add(1),
                from_last: false,
                limit: 1,
            };
            let found = register(ctx).reader().differences(&page).await?;
            let change = found.into_iter().next().map(|(place, difference)| {
                let difference = Arc::new(difference);
                RegisterChange {
                    run,
                    place,
                    difference,
                }
            });
            Ok(change.map(Node::RegisterChange))
        }
        GlobalId::Job(id) => {
            require_administrator(ctx)?;
            let job = register(ctx).jobs().get(id);
            Ok(job.map(|job| Node::Job(Job(job))))
        }
        of_view => Ok(node_of_view(view(ctx), &of_view)),
    }
}

async fn import_run(
    ctx: &Context<'_>,
    number: i64,
) -> Result<Option<Arc<model::ImportRun>>, ApiError> {
    require_administrator(ctx)?;
    let run = register(ctx).reader().import_run(number).await?;
    Ok(run.map(Arc::new))
}

/// The node of an id in the view.
fn node_of_view(view: &View, id: &GlobalId) -> Option<Node> {
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
        GlobalId::ImportRun(_)
        | GlobalId::Finding(..)
        | GlobalId::RegisterChange(..)
        | GlobalId::Job(_) => None,
    }
}
