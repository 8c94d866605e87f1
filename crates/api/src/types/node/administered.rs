//! What administrators see, by its id.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Context;
use vanort_model as model;
use vanort_register::Jobs;

use super::Node;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::{register, require_administrator};
use crate::types::{Finding, ImportRun, Job, RegisterChange};

/// What administrators see.
pub(super) struct AdministeredNodes {
    /// Whether who asks is one.
    allowed: Result<(), ApiError>,
    runs: HashMap<i64, Arc<model::ImportRun>>,
    changes: HashMap<(i64, i64), Arc<model::Difference>>,
    jobs: Jobs,
}

impl AdministeredNodes {
    /// Reads those that ids name, at once, and nothing if none does or they are not for who asks.
    pub(super) async fn read<'i>(
        ctx: &Context<'_>,
        ids: impl Iterator<Item = &'i GlobalId>,
    ) -> Result<Self, ApiError> {
        let mut nodes = Self {
            allowed: require_administrator(ctx),
            runs: HashMap::new(),
            changes: HashMap::new(),
            jobs: register(ctx).jobs().clone(),
        };
        let (mut runs, mut changes) = (Vec::new(), Vec::new());
        for id in ids {
            match id {
                GlobalId::ImportRun(run) | GlobalId::Finding(run, _) => runs.push(*run),
                GlobalId::RegisterChange(run, place) => changes.push((*run, *place)),
                _ => {}
            }
        }
        if nodes.allowed.is_err() {
            return Ok(nodes);
        }
        let reader = register(ctx).reader();
        if !runs.is_empty() {
            let found = reader.import_runs_by_number(&runs).await?;
            let found = found.into_iter().map(|run| (run.id, Arc::new(run)));
            nodes.runs.extend(found);
        }
        if !changes.is_empty() {
            let found = reader.differences_by_place(&changes).await?;
            let found = found.into_iter().map(|(key, it)| (key, Arc::new(it)));
            nodes.changes.extend(found);
        }
        Ok(nodes)
    }

    /// What an id names; `None` when it is not there.
    ///
    /// # Errors
    /// When it is not for who asks.
    pub(super) fn get(&self, id: &GlobalId) -> Result<Option<Node>, ApiError> {
        self.allowed.clone()?;
        Ok(match id {
            GlobalId::ImportRun(run) => {
                let run = self.runs.get(run).cloned();
                run.map(|run| Node::ImportRun(ImportRun(run)))
            }
            GlobalId::Finding(run, place) => {
                let run = self.runs.get(run);
                run.and_then(|run| Finding::of_run(run, *place))
                    .map(Node::Finding)
            }
            GlobalId::RegisterChange(run, place) => {
                let difference = self.changes.get(&(*run, *place)).cloned();
                difference.map(|difference| {
                    Node::RegisterChange(RegisterChange {
                        run: *run,
                        place: *place,
                        difference,
                    })
                })
            }
            GlobalId::Job(id) => self.jobs.get(*id).map(|job| Node::Job(Job(job))),
            _ => None,
        })
    }
}
