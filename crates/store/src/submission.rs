//! What people send in: no records of the register, read page by page, the newest first.

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use time::OffsetDateTime;
use vanort_model::RandomId;

use crate::error::StoreError;

/// Where something that was sent in stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionPosition {
    /// When it came: whole microseconds since 1970 in UTC.
    pub created_us: i64,
    /// What it is known by, which orders what came at once.
    pub id: RandomId,
}

impl SubmissionPosition {
    /// The position of what came at a moment.
    #[must_use]
    pub fn of(created_at: OffsetDateTime, id: RandomId) -> Self {
        Self {
            created_us: to_us(created_at),
            id,
        }
    }
}

/// A page of a list: at most `limit` items between two positions, neither of them included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionRequest {
    /// The greatest number of items.
    pub limit: u32,
    /// Whether they are counted from the list's end; they are returned in the list's order even so.
    pub is_from_end: bool,
    /// Only items after this position.
    pub after: Option<SubmissionPosition>,
    /// Only items before this position.
    pub before: Option<SubmissionPosition>,
}

impl SubmissionRequest {
    /// The newest items.
    #[must_use]
    pub fn newest(limit: u32) -> Self {
        Self {
            limit,
            is_from_end: false,
            after: None,
            before: None,
        }
    }
}

/// The items of one page, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionPage<T> {
    /// The items.
    pub items: Vec<T>,
    /// Whether the list has items before the page.
    pub has_previous: bool,
    /// Whether the list has items after the page.
    pub has_next: bool,
}

/// What is stored as a row of a table of its own, with a moment and an id.
pub(crate) trait Submitted: Sized {
    /// The table.
    type Entity: EntityTrait;
    /// The column of the moment.
    const CREATED: <Self::Entity as EntityTrait>::Column;
    /// The column of the id.
    const ID: <Self::Entity as EntityTrait>::Column;
    /// What a row holds.
    fn from_row(row: <Self::Entity as EntityTrait>::Model) -> Result<Self, StoreError>;

    /// What lies after a position.
    fn after(position: SubmissionPosition) -> Condition {
        let id = position.id.to_string();
        let at_once = Condition::all()
            .add(Self::CREATED.eq(position.created_us))
            .add(Self::ID.gt(id));
        Condition::any()
            .add(Self::CREATED.lt(position.created_us))
            .add(at_once)
    }

    /// What lies before a position.
    fn before(position: SubmissionPosition) -> Condition {
        let id = position.id.to_string();
        let at_once = Condition::all()
            .add(Self::CREATED.eq(position.created_us))
            .add(Self::ID.lt(id));
        Condition::any()
            .add(Self::CREATED.gt(position.created_us))
            .add(at_once)
    }
}

/// Reads a page with one statement.
pub(crate) async fn read_page<T: Submitted>(
    db: &impl ConnectionTrait,
    mut select: Select<T::Entity>,
    request: &SubmissionRequest,
) -> Result<SubmissionPage<T>, StoreError> {
    if let Some(position) = request.after {
        select = select.filter(T::after(position));
    }
    if let Some(position) = request.before {
        select = select.filter(T::before(position));
    }
    select = if request.is_from_end {
        select.order_by_asc(T::CREATED).order_by_desc(T::ID)
    } else {
        select.order_by_desc(T::CREATED).order_by_asc(T::ID)
    };
    let limit = u64::from(request.limit);
    // One more than the page shows that there are more.
    let mut rows = select.limit(limit + 1).all(db).await?;
    let more = rows.len() as u64 > limit;
    if more {
        rows.pop();
    }
    // Where a bound was given, the item that it names lies beyond it.
    let (after, before) = (request.after.is_some(), request.before.is_some());
    let (has_previous, has_next) = if request.is_from_end {
        rows.reverse();
        (more || after, before)
    } else {
        (after, more || before)
    };
    let items = rows.into_iter().map(T::from_row);
    Ok(SubmissionPage {
        items: items.collect::<Result<_, _>>()?,
        has_previous,
        has_next,
    })
}

/// When the `rank`th newest of a table up to now came, counted from 1; `None` when there are fewer.
pub(crate) async fn came_at<T: Submitted>(
    db: &impl ConnectionTrait,
    rank: u64,
    now: OffsetDateTime,
) -> Result<Option<i64>, DbErr> {
    T::Entity::find()
        .select_only()
        .column(T::CREATED)
        // What a clock that was ahead has stamped counts for nothing: it would block for years.
        .filter(T::CREATED.lte(to_us(now)))
        .order_by_desc(T::CREATED)
        .offset(rank.saturating_sub(1))
        .limit(1)
        .into_tuple()
        .one(db)
        .await
}

/// A moment as it is stored; what is later than the year 294,000 is stored as that.
pub(crate) fn to_us(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000).unwrap_or(i64::MAX)
}

/// A stored moment.
pub(crate) fn from_us(table: &'static str, us: i64) -> Result<OffsetDateTime, StoreError> {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(us) * 1_000)
        .map_err(|_| StoreError::OutOfRange { table, number: us })
}
