//! Feedback, written and read.

use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _,
};
use time::{Duration, OffsetDateTime};
use vanort_model::{Feedback, RandomId};

use crate::entity::feedback::{Column, Entity};
use crate::erasure::Writing;
use crate::error::StoreError;
use crate::reader::Reader;
use crate::record::feedback_row;
use crate::store::Store;
use crate::submission::{
    SubmissionPage, SubmissionRequest, Submitted as _, came_at, from_us, read_page, to_us,
};

/// How long feedback is kept.
pub const FEEDBACK_KEPT: Duration = Duration::days(365);

impl Store {
    /// Takes feedback in. When as much came within a stretch of time as `limits` allow, it is not
    /// taken in, and told when the next may come.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn send_feedback(
        &self,
        feedback: &Feedback,
        limits: &[(u64, Duration)],
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let writing = self.begin_writing(feedback.created_at).await?;
        let next = insert_within(writing.transaction(), feedback, limits).await;
        writing.end(next).await
    }
}

/// Inserts feedback, unless as much came as may; then returns when the next may come.
async fn insert_within(
    write: &DatabaseTransaction,
    feedback: &Feedback,
    limits: &[(u64, Duration)],
) -> Result<Option<OffsetDateTime>, StoreError> {
    let mut next = None;
    for (most, window) in limits {
        let came = came_at::<Feedback>(write, *most, feedback.created_at).await?;
        let came = came.map(|us| from_us("feedback", us)).transpose()?;
        next = next.max(came.map(|came| came + *window));
    }
    let next = next.filter(|next| *next > feedback.created_at);
    if next.is_none() {
        Entity::insert(feedback_row(feedback).into_active_model())
            .exec_without_returning(write)
            .await?;
    }
    Ok(next)
}

impl Reader {
    /// A page of feedback, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feedback(
        &self,
        request: &SubmissionRequest,
    ) -> Result<SubmissionPage<Feedback>, StoreError> {
        read_page(&self.db, Entity::find(), request).await
    }

    /// How much feedback there is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_feedback(&self) -> Result<u64, StoreError> {
        Ok(Entity::find().count(&self.db).await?)
    }

    /// The feedback of these ids, as far as it is there, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn feedback_of(&self, ids: &[RandomId]) -> Result<Vec<Feedback>, StoreError> {
        let ids = ids.iter().map(ToString::to_string);
        let found = Entity::find().filter(Column::Id.is_in(ids));
        let rows = found.all(&self.db).await?;
        rows.into_iter().map(Feedback::from_row).collect()
    }
}

/// Removes what was kept as long as it is kept.
pub(crate) async fn erase_old(
    writing: &mut Writing<'_>,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    let removed = Entity::delete_many()
        .filter(Column::CreatedUs.lt(to_us(now - FEEDBACK_KEPT)))
        .exec(writing.transaction())
        .await?;
    writing.note_removed(removed.rows_affected);
    Ok(())
}
