//! Undoing imports: the register as it was before them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use time::OffsetDateTime;
use tracing::info;
use vanort_model::{
    Change, Difference, ImportOutcome, ImportReport, ImportRun, Record, Revision, RunKind,
    Snapshot, differences,
};
use vanort_store::{ImportUnderWay, LoggedChange, NewImportRun};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::progress::Progress;
use crate::register::Register;

/// Why a run cannot be undone: one sentence for whoever asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RevertError {
    /// There is no such run.
    #[error("Det finns ingen körning nr {run}; se vilka som finns med vanort runs.")]
    UnknownRun {
        /// The number that was asked for.
        run: i64,
    },
    /// The run changed nothing.
    #[error("Körning nr {run} ändrade inget, så det finns inget att ångra.")]
    NothingToUndo {
        /// The run's number.
        run: i64,
    },
    /// The run has been undone before.
    #[error("Körning nr {run} är redan ångrad, i revision {by}.")]
    AlreadyReverted {
        /// The run's number.
        run: i64,
        /// The revision that undid it.
        by: Revision,
    },
    /// The run was made before the register remembered what runs change.
    #[error(
        "Körning nr {run} gjordes innan registret sparade vad som ändras, och kan inte ångras."
    )]
    NotRemembered {
        /// The run's number.
        run: i64,
    },
    /// Later runs build on what the run did.
    #[error(
        "Körning nr {run} kan inte ångras, för senare körningar bygger på den: nr {}. Ångra dem först, den senaste först.",
        numbers(.later)
    )]
    BuiltOn {
        /// The run's number.
        run: i64,
        /// The numbers of the later runs.
        later: Vec<i64>,
    },
}

fn numbers(runs: &[i64]) -> String {
    let numbers: Vec<String> = runs.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}

/// What undoing a run did.
#[derive(Debug, Clone, PartialEq)]
pub struct RevertSummary {
    /// The runs that were undone, as they are now: all that were committed together.
    pub reverted: Vec<ImportRun>,
    /// The run that undid them.
    pub run: ImportRun,
    /// The register's revision afterwards.
    pub revision: Revision,
    /// What is different now, the old value being the one that was undone.
    pub differences: Vec<Difference>,
}

impl Register {
    /// Undoes a run and all that were committed with it: the register is as it was before. That is
    /// a change like any other, with a run of its own, and can itself be undone.
    ///
    /// The index is not rebuilt; see [`Register::ensure_index`].
    ///
    /// # Errors
    /// [`RevertError`] when there is nothing to undo or later runs build on it, and when the
    /// database fails; nothing was changed then.
    pub async fn revert_import(
        &self,
        run: i64,
        actor: &str,
        progress: Arc<dyn Progress>,
    ) -> Result<RevertSummary, RegisterError> {
        let _one_at_a_time = self.inner.importing.lock().await;
        let store = &self.inner.store;
        let (revision, mut reverted) = self.revertible(run).await?;
        let files: Vec<&str> = (reverted.iter())
            .map(|run| run.report.workbook.as_str())
            .collect();
        let report = ImportReport {
            workbook: files.join(", "),
            ..ImportReport::default()
        };
        let undoing = NewImportRun {
            started_at: OffsetDateTime::now_utc(),
            actor: actor.to_owned(),
            kind: RunKind::Revert,
            reverts: Some(revision),
            report: report.clone(),
        };
        let under_way = store.start_import(std::slice::from_ref(&undoing)).await?;
        match self.undo(run, revision, &under_way).await {
            Ok((compared_with, changes, differences)) => {
                let id = under_way.run_ids().first().copied().unwrap_or_default();
                let after = store
                    .finish_import(
                        under_way,
                        compared_with,
                        &changes,
                        std::slice::from_ref(&report),
                    )
                    .await?;
                self.follow_commit(progress).await;
                info!(
                    import.changes = changes.len(),
                    register.revision = after.version.revision.0,
                    "import reverted"
                );
                let revision = after.version.revision;
                for run in &mut reverted {
                    run.reverted_by = Some(revision);
                }
                Ok(RevertSummary {
                    reverted,
                    // Not read again: what is committed is never answered as failed.
                    run: ImportRun {
                        id,
                        started_at: undoing.started_at,
                        finished_at: Some(OffsetDateTime::now_utc()),
                        actor: undoing.actor,
                        outcome: ImportOutcome::Committed,
                        revision: Some(revision),
                        kind: undoing.kind,
                        reverts: undoing.reverts,
                        reverted_by: None,
                        report,
                    },
                    revision,
                    differences,
                })
            }
            Err(error) => {
                store.abandon_import(under_way).await;
                Err(error)
            }
        }
    }

    /// The revision that a run made, and all runs that made it; an error when it cannot be undone
    /// whatever came later.
    async fn revertible(&self, run: i64) -> Result<(Revision, Vec<ImportRun>), RegisterError> {
        let found = self.reader().import_run(run).await?;
        let found = found.ok_or(RevertError::UnknownRun { run })?;
        let (ImportOutcome::Committed, Some(revision)) = (found.outcome, found.revision) else {
            return Err(RevertError::NothingToUndo { run }.into());
        };
        if let Some(by) = found.reverted_by {
            return Err(RevertError::AlreadyReverted { run, by }.into());
        }
        Ok((revision, self.reader().import_runs_of([revision]).await?))
    }

    /// The changes that undo a revision, the revision that they are made for, and what they do.
    async fn undo(
        &self,
        run: i64,
        revision: Revision,
        _under_way: &ImportUnderWay,
    ) -> Result<(Revision, Vec<Change>, Vec<Difference>), RegisterError> {
        let store = &self.inner.store;
        // Once more, now that no other import can be under way.
        self.revertible(run).await?;
        let logged = store.changes_of(revision).await?;
        if logged.is_empty() {
            return Err(RevertError::NotRemembered { run }.into());
        }
        let mut later = store.later_changes_of_the_same(revision).await?;
        let (version, snapshot) = self.snapshot().await?;
        let undoing = run_blocking(move || Ok::<_, RegisterError>(undoing(&logged, &snapshot)));
        let (changes, broken, differences) = undoing.await?;
        for (record, key) in broken {
            // A record that nobody is known to have changed stands in the way all the same.
            later.extend(store.last_change_of(record, &key).await?);
        }
        let later = self.standing_in_the_way(&later, revision).await?;
        if later.is_empty() {
            Ok((version.revision, changes, differences))
        } else {
            Err(RevertError::BuiltOn { run, later }.into())
        }
    }

    /// The numbers of the runs that made these revisions, without those that were undone since and
    /// those that undid a later one: together they changed nothing.
    async fn standing_in_the_way(
        &self,
        revisions: &BTreeSet<Revision>,
        undone: Revision,
    ) -> Result<Vec<i64>, RegisterError> {
        let runs = self.reader().import_runs_of(revisions.iter().copied());
        let runs = runs.await?.into_iter();
        Ok(runs
            .filter(|run| {
                let undid_later = run.reverts.is_some_and(|reverts| reverts > undone);
                run.reverted_by.is_none() && !undid_later
            })
            .map(|run| run.id)
            .collect())
    }
}

/// A record by its kind and key.
type RecordKey = (&'static str, String);

/// The changes that undo the logged ones, the records that would be left referring to nothing, and
/// what the changes do.
fn undoing(
    logged: &[LoggedChange],
    register: &Snapshot,
) -> (Vec<Change>, Vec<RecordKey>, Vec<Difference>) {
    let mut changes = Vec::new();
    // By kind and key: the record as it will be, or that it will be gone.
    let mut undone: BTreeMap<(&str, &str), Option<&Record>> = BTreeMap::new();
    for change in logged {
        undone.insert((&change.record, &change.key), change.before.as_ref());
        let now = register.record(&change.record, &change.key);
        if now != change.before {
            changes.push(Change {
                before: now,
                after: change.before.clone(),
            });
        }
    }
    let stays = |kind: &str, key: &str| match undone.get(&(kind, key)) {
        Some(before) => before.is_some(),
        None => register.record(kind, key).is_some(),
    };
    let mut broken = Vec::new();
    let kept = register
        .records()
        .filter(|record| !undone.contains_key(&(record.kind(), record.key_text().as_str())));
    for record in kept {
        let lost = (record.references().into_iter()).any(|(kind, key)| {
            // What the register lacks already is not this undoing's doing.
            undone.contains_key(&(kind, key.as_str())) && !stays(kind, &key)
        });
        if lost {
            broken.push((record.kind(), record.key_text()));
        }
    }
    for record in undone.values().copied().flatten() {
        for (kind, key) in record.references() {
            if !stays(kind, &key) {
                broken.push((kind, key));
            }
        }
    }
    let differences = differences(&changes, register);
    (changes, broken, differences)
}
