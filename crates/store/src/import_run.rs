//! The runs of imports.

use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use vanort_model::{ImportOutcome, ImportRun, Revision};

use crate::entity::import_run::{Column, Entity, Model};
use crate::error::StoreError;
use crate::reader::Reader;

/// Which runs a page is of; all are listed with the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportRunPage {
    /// Only runs that stand in one of these ways; `None` for any.
    pub outcomes: Option<Vec<ImportOutcome>>,
    /// Only runs with smaller numbers.
    pub older_than: Option<i64>,
    /// Only runs with greater numbers.
    pub newer_than: Option<i64>,
    /// Whether the page is counted from the oldest of these.
    pub from_oldest: bool,
    /// The greatest number of runs.
    pub limit: u64,
}

impl Reader {
    /// A page of the runs, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_run_page(
        &self,
        page: &ImportRunPage,
    ) -> Result<Vec<ImportRun>, StoreError> {
        let mut runs = Entity::find()
            .filter(ended_as(page.outcomes.as_deref()))
            .limit(page.limit);
        if let Some(number) = page.older_than {
            runs = runs.filter(Column::Id.lt(number));
        }
        if let Some(number) = page.newer_than {
            runs = runs.filter(Column::Id.gt(number));
        }
        let runs = if page.from_oldest {
            runs.order_by_asc(Column::Id)
        } else {
            runs.order_by_desc(Column::Id)
        };
        let mut rows = runs.all(&self.db).await?;
        if page.from_oldest {
            rows.reverse();
        }
        rows.into_iter().map(import_run).collect()
    }

    /// How many runs stand in one of these ways; all where none is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_run_count(
        &self,
        outcomes: Option<&[ImportOutcome]>,
    ) -> Result<u64, StoreError> {
        let runs = Entity::find().filter(ended_as(outcomes));
        Ok(runs.count(&self.db).await?)
    }

    /// The last `limit` runs, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs(&self, limit: u64) -> Result<Vec<ImportRun>, StoreError> {
        let newest = ImportRunPage {
            limit,
            ..ImportRunPage::default()
        };
        self.import_run_page(&newest).await
    }

    /// A run by its number; `None` when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_run(&self, id: i64) -> Result<Option<ImportRun>, StoreError> {
        let row = Entity::find_by_id(id).one(&self.db).await?;
        row.map(import_run).transpose()
    }

    /// Runs by their numbers, in no order; those that there are not are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs_by_number(
        &self,
        numbers: &[i64],
    ) -> Result<Vec<ImportRun>, StoreError> {
        let runs = Entity::find().filter(Column::Id.is_in(numbers.iter().copied()));
        let rows = runs.all(&self.db).await?;
        rows.into_iter().map(import_run).collect()
    }

    /// The runs that made these revisions, in the order of their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_runs_of(
        &self,
        revisions: impl IntoIterator<Item = Revision>,
    ) -> Result<Vec<ImportRun>, StoreError> {
        let revisions = revisions.into_iter().map(|revision| revision.0);
        let rows = Entity::find()
            .filter(Column::Revision.is_in(revisions))
            .order_by_asc(Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(import_run).collect()
    }
}

fn ended_as(outcomes: Option<&[ImportOutcome]>) -> Condition {
    let outcomes = outcomes.map(|them| them.iter().map(|it| it.as_str()));
    Condition::all().add_option(outcomes.map(|them| Column::Outcome.is_in(them)))
}

fn import_run(row: Model) -> Result<ImportRun, StoreError> {
    let unreadable = |source| StoreError::Unreadable {
        table: "import_run",
        source,
    };
    let outcome = row.outcome.parse().map_err(unreadable)?;
    let ended = match outcome {
        ImportOutcome::Running | ImportOutcome::Interrupted | ImportOutcome::Waiting => false,
        ImportOutcome::Committed | ImportOutcome::Unchanged | ImportOutcome::Expired => true,
    };
    Ok(ImportRun {
        id: row.id,
        started_at: row.started_at,
        finished_at: ended.then_some(row.finished_at),
        actor: row.actor,
        outcome,
        revision: row.revision.map(Revision),
        kind: row.kind.parse().map_err(unreadable)?,
        reverts: row.reverts.map(Revision),
        reverted_by: row.reverted_by.map(Revision),
        report: serde_json::from_str(&row.report).map_err(StoreError::Report)?,
    })
}
