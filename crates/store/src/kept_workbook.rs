//! Workbooks that were checked and wait to be applied, with what they would change.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use time::OffsetDateTime;
use vanort_model::{Difference, ImportOutcome};

use crate::entity::{import_difference, import_run, kept_workbook};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::run::{ImportUnderWay, insert_run, mark_interrupted};
use crate::store::{NewImportRun, Store};
use crate::transaction::WriteTransaction;

/// Rows a statement writes: of three columns, far below `SQLite`'s bound of 32,766 parameters.
const ROWS_A_STATEMENT: usize = 2_000;

/// A workbook that was checked and waits to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWorkbook {
    /// The file's name.
    pub file: String,
    /// The file's bytes.
    pub content: Vec<u8>,
    /// What the administrator said of the import, in the words of whoever keeps it.
    pub options: String,
}

/// How long and how many workbooks wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeping {
    /// Those that were kept before this have waited long enough.
    pub since: OffsetDateTime,
    /// The most that wait at one time: the oldest make room.
    pub most: u64,
}

impl Store {
    /// Remembers that a workbook was checked and what it would change, and keeps it to be applied.
    /// Those that have waited too long, and the oldest of too many, are let go. Gives the number
    /// of its run.
    ///
    /// # Errors
    /// When the database fails; nothing was kept or let go then.
    pub async fn keep_workbook(
        &self,
        run: &NewImportRun,
        workbook: KeptWorkbook,
        differences: &[Difference],
        keeping: Keeping,
    ) -> Result<i64, StoreError> {
        let write = WriteTransaction::begin(&self.db).await?;
        let id = keep(&write, run, workbook, differences, keeping).await;
        write.end(id).await
    }

    /// Remembers that a workbook was checked, and would change nothing. Gives the number of its run.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_unchanged(&self, run: &NewImportRun) -> Result<i64, StoreError> {
        let write = WriteTransaction::begin(&self.db).await?;
        let id = insert_run(&*write, run, ImportOutcome::Unchanged).await;
        write.end(id).await
    }

    /// The workbook that waits under a run's number; `None` when none does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_workbook(&self, run: i64) -> Result<Option<KeptWorkbook>, StoreError> {
        let Some(kept) = kept_workbook::Entity::find_by_id(run).one(&self.db).await? else {
            return Ok(None);
        };
        let run = self.reader().import_run(run).await?;
        Ok(run.map(|run| KeptWorkbook {
            file: run.report.workbook,
            content: kept.content,
            options: kept.options,
        }))
    }

    /// Begins to apply a workbook that waits: waits itself for another import that is under way.
    /// `actor` is who applies it, where that is told. `None` when it waits no more.
    ///
    /// # Errors
    /// As [`Store::start_import`].
    pub async fn start_kept(
        &self,
        run: i64,
        actor: Option<&str>,
        keeping: Keeping,
    ) -> Result<Option<ImportUnderWay>, StoreError> {
        let lock = self.lock_imports().await?;
        let under_way = ImportUnderWay::of_kept(run, lock);
        let write = WriteTransaction::begin(&self.db).await?;
        let begun = begin(&write, run, actor, keeping).await;
        let begun = write.end(begun).await;
        if matches!(begun, Ok(true)) {
            return Ok(Some(under_way));
        }
        under_way.release().await;
        begun.map(|_| None)
    }

    /// Lets go of the workbooks that have waited too long, and of the oldest of too many.
    ///
    /// # Errors
    /// When the database fails; nothing was let go then.
    pub async fn let_workbooks_go(&self, keeping: Keeping) -> Result<(), StoreError> {
        let write = WriteTransaction::begin(&self.db).await?;
        let let_go = let_go(&write, keeping).await;
        write.end(let_go).await
    }

    /// Gives up an import of a workbook that waited, and ends its waiting: it cannot be applied as
    /// it was checked any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn expire_kept(&self, under_way: ImportUnderWay) -> Result<(), StoreError> {
        let runs = under_way.run_ids().to_vec();
        self.abandon_import(under_way).await;
        let write = WriteTransaction::begin(&self.db).await?;
        let expired = expire(&write, runs).await;
        write.end(expired).await
    }
}

/// How runs stand whose workbooks can be applied.
const WAITING: [ImportOutcome; 2] = [ImportOutcome::Waiting, ImportOutcome::Interrupted];

/// Marks a run as being under way, if its workbook waits.
async fn begin(
    write: &DatabaseTransaction,
    run: i64,
    actor: Option<&str>,
    keeping: Keeping,
) -> Result<bool, StoreError> {
    use import_run::{Column, Entity};
    mark_interrupted(write).await?;
    let_go(write, keeping).await?;
    let kept = kept_workbook::Entity::find_by_id(run).count(write).await?;
    if kept == 0 {
        return Ok(false);
    }
    let mut begun = Entity::update_many()
        .col_expr(Column::StartedAt, Expr::value(OffsetDateTime::now_utc()))
        .col_expr(
            Column::Outcome,
            Expr::value(ImportOutcome::Running.as_str()),
        )
        .filter(Column::Id.eq(run))
        .filter(Column::Outcome.is_in(WAITING.map(ImportOutcome::as_str)));
    if let Some(actor) = actor {
        begun = begun.col_expr(Column::Actor, Expr::value(actor));
    }
    Ok(begun.exec(write).await?.rows_affected > 0)
}

async fn keep(
    write: &DatabaseTransaction,
    run: &NewImportRun,
    workbook: KeptWorkbook,
    differences: &[Difference],
    keeping: Keeping,
) -> Result<i64, StoreError> {
    let run_id = insert_run(write, run, ImportOutcome::Waiting).await?;
    let kept = kept_workbook::Model {
        run_id,
        kept_at: OffsetDateTime::now_utc(),
        content: workbook.content,
        options: workbook.options,
    };
    kept_workbook::Entity::insert(kept.into_active_model())
        .exec_without_returning(write)
        .await?;
    let mut ordinal = 0;
    for chunk in differences.chunks(ROWS_A_STATEMENT) {
        let mut rows = Vec::with_capacity(chunk.len());
        for difference in chunk {
            let row = import_difference::Model {
                run_id,
                ordinal,
                difference: serde_json::to_string(difference).map_err(StoreError::Report)?,
            };
            rows.push(row.into_active_model());
            ordinal += 1;
        }
        import_difference::Entity::insert_many(rows)
            .exec_without_returning(write)
            .await?;
    }
    let_go(write, keeping).await?;
    Ok(run_id)
}

/// Lets go of the workbooks that have waited too long, and of the oldest of too many; one that is
/// being applied waits no more.
async fn let_go(write: &DatabaseTransaction, keeping: Keeping) -> Result<(), StoreError> {
    use kept_workbook::{Column, Entity};
    let kept: Vec<(i64, OffsetDateTime)> = Entity::find()
        .select_only()
        .column(Column::RunId)
        .column(Column::KeptAt)
        .order_by_desc(Column::RunId)
        .into_tuple()
        .all(write)
        .await?;
    let over = (0..)
        .zip(kept)
        .filter(|(place, (_, kept_at))| *place >= keeping.most || *kept_at < keeping.since)
        .map(|(_, (run, _))| run);
    expire(write, over.collect()).await
}

/// Ends the waiting of workbooks, as far as they wait.
async fn expire(write: &DatabaseTransaction, runs: Vec<i64>) -> Result<(), StoreError> {
    use import_run::{Column, Entity};
    if runs.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(
            Column::Outcome,
            Expr::value(ImportOutcome::Expired.as_str()),
        )
        .col_expr(Column::FinishedAt, Expr::value(OffsetDateTime::now_utc()))
        .filter(Column::Id.is_in(runs.iter().copied()))
        .filter(Column::Outcome.is_in(WAITING.map(ImportOutcome::as_str)))
        .exec(write)
        .await?;
    let expired: Vec<i64> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.is_in(runs))
        .filter(Column::Outcome.eq(ImportOutcome::Expired.as_str()))
        .into_tuple()
        .all(write)
        .await?;
    kept_workbook::Entity::delete_many()
        .filter(kept_workbook::Column::RunId.is_in(expired.iter().copied()))
        .exec(write)
        .await?;
    import_difference::Entity::delete_many()
        .filter(import_difference::Column::RunId.is_in(expired))
        .exec(write)
        .await?;
    Ok(())
}

/// Which changes of a checked workbook a page is of, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DifferencePage {
    /// The number of the workbook's run.
    pub run: i64,
    /// Only changes after this one.
    pub after: Option<i64>,
    /// Only changes before this one.
    pub before: Option<i64>,
    /// Whether the page is counted from the last of these.
    pub from_last: bool,
    /// The greatest number of changes.
    pub limit: u64,
}

impl Reader {
    /// A page of what a checked workbook changes, in order and with their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn differences(
        &self,
        page: &DifferencePage,
    ) -> Result<Vec<(i64, Difference)>, StoreError> {
        use import_difference::{Column, Entity};
        let mut found = Entity::find()
            .filter(Column::RunId.eq(page.run))
            .limit(page.limit);
        if let Some(number) = page.after {
            found = found.filter(Column::Ordinal.gt(number));
        }
        if let Some(number) = page.before {
            found = found.filter(Column::Ordinal.lt(number));
        }
        let found = if page.from_last {
            found.order_by_desc(Column::Ordinal)
        } else {
            found.order_by_asc(Column::Ordinal)
        };
        let mut rows = found.all(&self.db).await?;
        if page.from_last {
            rows.reverse();
        }
        rows.into_iter()
            .map(|row| {
                let difference = serde_json::from_str(&row.difference);
                Ok((row.ordinal, difference.map_err(StoreError::Report)?))
            })
            .collect()
    }

    /// Changes by the numbers of their runs and their own, in no order; those that there are not are
    /// left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn differences_by_place(
        &self,
        places: &[(i64, i64)],
    ) -> Result<Vec<((i64, i64), Difference)>, StoreError> {
        use import_difference::{Column, Entity};
        let any = places.iter().fold(Condition::any(), |any, (run, ordinal)| {
            let one = Column::RunId.eq(*run).and(Column::Ordinal.eq(*ordinal));
            any.add(one)
        });
        let rows = Entity::find().filter(any).all(&self.db).await?;
        rows.into_iter()
            .map(|row| {
                let difference = serde_json::from_str(&row.difference);
                let key = (row.run_id, row.ordinal);
                Ok((key, difference.map_err(StoreError::Report)?))
            })
            .collect()
    }

    /// How many changes a checked workbook makes; 0 for a run that was not checked first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn difference_count(&self, run: i64) -> Result<u64, StoreError> {
        use import_difference::{Column, Entity};
        let found = Entity::find().filter(Column::RunId.eq(run));
        Ok(found.count(&self.db).await?)
    }
}
