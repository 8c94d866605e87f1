//! The one way into the register: a list of changes, committed in one transaction that raises the
//! revision.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _};
use time::OffsetDateTime;
use vanort_model::{
    Change, Contact, Country, County, ImportOutcome, ImportReport, LocalAuthority, Network,
    NetworkMember, Observation, Place, Programme, ProgrammeCountry, Record, Resource, Revision,
    Survey, Twinning,
};

use crate::batch::Batch;
use crate::change_log::log_changes;
use crate::entity::{import_run, kept_workbook, register_state};
use crate::error::StoreError;
use crate::store::{NewImportRun, RegisterState, STATE_ID, Store, identify_version, read_state};
use crate::transaction::WriteTransaction;

impl Store {
    /// Commits the changes and remembers the runs, all or nothing, without telling of them before.
    /// The revision grows by one, but not when there are no changes.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when there are changes and the register is no longer at the
    /// `expected` revision, and when the database fails; nothing was changed then.
    pub async fn commit_import(
        &self,
        expected: Revision,
        changes: &[Change],
        runs: &[NewImportRun],
    ) -> Result<RegisterState, StoreError> {
        let under_way = self.start_import(runs).await?;
        let reports: Vec<ImportReport> = runs.iter().map(|run| run.report.clone()).collect();
        self.finish_import(under_way, expected, changes, &reports)
            .await
    }

    /// Commits the changes and ends the runs, in one transaction.
    pub(crate) async fn commit(
        &self,
        expected: Revision,
        changes: &[Change],
        run_ids: &[i64],
        reports: &[ImportReport],
    ) -> Result<RegisterState, StoreError> {
        let write = WriteTransaction::begin(&self.db).await?;
        let written = write_import(&write, expected, changes, run_ids, reports).await;
        write.end(written).await
    }
}

async fn write_import(
    write: &DatabaseTransaction,
    expected: Revision,
    changes: &[Change],
    run_ids: &[i64],
    reports: &[ImportReport],
) -> Result<RegisterState, StoreError> {
    let changed = !changes.is_empty();
    if changed {
        // First of all: on PostgreSQL it locks the row, so that two writers queue here.
        raise_revision(write, expected).await?;
        write_changes(write, changes).await?;
        log_changes(write, expected.next(), changes).await?;
    }
    let state = read_state(write).await?;
    let revision = changed.then_some(state.version.revision);
    for (id, report) in run_ids.iter().zip(reports) {
        end_run(write, *id, revision, report).await?;
    }
    if let Some(revision) = revision {
        note_reverted(write, run_ids, revision).await?;
    }
    Ok(state)
}

/// Ends a run.
async fn end_run(
    write: &DatabaseTransaction,
    id: i64,
    revision: Option<Revision>,
    report: &ImportReport,
) -> Result<(), StoreError> {
    use import_run::Column;
    let outcome = match revision {
        Some(_) => ImportOutcome::Committed,
        None => ImportOutcome::Unchanged,
    };
    let report = serde_json::to_string(report).map_err(StoreError::Report)?;
    import_run::Entity::update_many()
        .col_expr(Column::FinishedAt, Expr::value(OffsetDateTime::now_utc()))
        .col_expr(Column::Outcome, Expr::value(outcome.as_str()))
        .col_expr(Column::Revision, Expr::value(revision.map(|it| it.0)))
        .col_expr(Column::Report, Expr::value(report))
        .filter(Column::Id.eq(id))
        .exec(write)
        .await?;
    // A workbook that waited has waited enough.
    kept_workbook::Entity::delete_by_id(id).exec(write).await?;
    Ok(())
}

/// Notes at the runs of a revision that was undone by which one; where it undid another itself,
/// that one counts again.
async fn note_reverted(
    write: &DatabaseTransaction,
    run_ids: &[i64],
    revision: Revision,
) -> Result<(), StoreError> {
    use import_run::{Column, Entity};
    let reverting = Entity::find()
        .filter(Column::Id.is_in(run_ids.iter().copied()))
        .filter(Column::Reverts.is_not_null())
        .all(write)
        .await?;
    for undone in reverting.iter().filter_map(|run| run.reverts) {
        Entity::update_many()
            .col_expr(Column::RevertedBy, Expr::value(revision.0))
            .filter(Column::Revision.eq(undone))
            .exec(write)
            .await?;
        Entity::update_many()
            .col_expr(Column::RevertedBy, Expr::value(Option::<i64>::None))
            .filter(Column::RevertedBy.eq(undone))
            .exec(write)
            .await?;
    }
    Ok(())
}

async fn raise_revision(write: &DatabaseTransaction, expected: Revision) -> Result<(), StoreError> {
    use register_state::Column;
    let raised = register_state::Entity::update_many()
        .col_expr(Column::Revision, Expr::value(expected.next().0))
        .col_expr(Column::UpdatedAt, Expr::value(OffsetDateTime::now_utc()))
        .filter(Column::Id.eq(STATE_ID))
        .filter(Column::Revision.eq(expected.0))
        .exec(write)
        .await?;
    if raised.rows_affected == 1 {
        return identify_version(write, expected.next()).await;
    }
    Err(StoreError::Conflict {
        expected,
        found: read_state(write).await?.version.revision,
    })
}

/// Gathers the changes of one variant of [`Record`].
macro_rules! pick {
    ($changes:expr, $variant:ident) => {
        Batch::of($changes, |record| match record {
            Record::$variant(it) => Some(it),
            _ => None,
        })
    };
}

/// Writes the records each after those that it refers to, then removes in the opposite order.
async fn write_changes(write: &DatabaseTransaction, changes: &[Change]) -> Result<(), StoreError> {
    let counties: Batch<County> = pick!(changes, County);
    let countries: Batch<Country> = pick!(changes, Country);
    let places: Batch<Place> = pick!(changes, Place);
    let authorities: Batch<LocalAuthority> = pick!(changes, Authority);
    let networks: Batch<Network> = pick!(changes, Network);
    let surveys: Batch<Survey> = pick!(changes, Survey);
    let twinnings: Batch<Twinning> = pick!(changes, Twinning);
    let observations: Batch<Observation> = pick!(changes, Observation);
    let contacts: Batch<Contact> = pick!(changes, Contact);
    let programmes: Batch<Programme> = pick!(changes, Programme);
    let programme_countries: Batch<ProgrammeCountry> = pick!(changes, ProgrammeCountry);
    let network_members: Batch<NetworkMember> = pick!(changes, NetworkMember);
    let resources: Batch<Resource> = pick!(changes, Resource);

    counties.write(write).await?;
    countries.write(write).await?;
    countries.write_names(write).await?;
    // A record may refer to one of its own kind that comes later: first all without, then those with.
    let (unlinked, linked) = places.before_linking(|place| place.merged_into.take().is_some());
    unlinked.write(write).await?;
    linked.write(write).await?;
    places.write_names(write).await?;
    let (unlinked, linked) =
        authorities.before_linking(|authority| authority.successor.take().is_some());
    unlinked.write(write).await?;
    linked.write(write).await?;
    authorities.write_names(write).await?;
    networks.write(write).await?;
    surveys.write(write).await?;
    twinnings.write(write).await?;
    observations.write(write).await?;
    contacts.write(write).await?;
    let (unlinked, linked) =
        programmes.before_linking(|programme| programme.successor.take().is_some());
    unlinked.write(write).await?;
    linked.write(write).await?;
    programme_countries.write(write).await?;
    network_members.write(write).await?;
    resources.write(write).await?;

    resources.remove(write).await?;
    network_members.remove(write).await?;
    programme_countries.remove(write).await?;
    programmes.remove(write).await?;
    contacts.remove(write).await?;
    observations.remove(write).await?;
    twinnings.remove(write).await?;
    surveys.remove(write).await?;
    networks.remove(write).await?;
    authorities.remove(write).await?;
    places.remove(write).await?;
    countries.remove(write).await?;
    counties.remove(write).await
}
