//! Writing partner seekers: each change in a small transaction of its own, which also erases what
//! is to be kept no longer. None raises the revision.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QuerySelect as _, UpdateMany,
};
use subtle::ConstantTimeEq as _;
use time::{Date, Duration, OffsetDateTime};
use vanort_model::{PartnerSeeker, PartnerSeekerState, RandomId, fold_name};

use crate::entity::partner_seeker::{Column, Entity, Model};
use crate::erasure::Writing;
use crate::error::StoreError;
use crate::partner_seeker::overdue;
use crate::record::{hash_text, partner_seeker_row};
use crate::store::Store;
use crate::submission::{Submitted as _, came_at, from_us, to_us};

/// How many partner seekers may come, over all servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerSeekerLimits {
    /// Those that wait for a decision.
    pub pending: u64,
    /// Those that came within `window`.
    pub in_window: u64,
    /// A stretch of time.
    pub window: Duration,
}

/// What became of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// It waits for a decision.
    Taken,
    /// The same organisation waits already, with the same address.
    SaidAlready,
    /// As many wait for a decision as may.
    TooManyPending,
    /// As many came as may; the next may come then.
    TooManyAtOnce(OffsetDateTime),
}

/// What became of an administrator's decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It stands.
    Made(Box<PartnerSeeker>),
    /// There is no such partner seeker.
    Unknown,
    /// It can no longer be decided on: it was erased.
    Over(PartnerSeekerState),
}

impl Store {
    /// Takes a partner seeker in, with the hash of the token that takes it back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn register_partner_seeker(
        &self,
        seeker: &PartnerSeeker,
        withdrawal_hash: &[u8; 32],
        limits: &PartnerSeekerLimits,
    ) -> Result<Registration, StoreError> {
        let writing = self.begin_writing(seeker.created_at).await?;
        let admission = register(writing.transaction(), seeker, withdrawal_hash, limits).await;
        writing.end(admission).await
    }

    /// Takes a partner seeker back, erasing what was written in it; for whoever has its token's
    /// hash, or an administrator. One that was taken back stays so. `None` when there is none, and
    /// when the token is another's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn withdraw_partner_seeker(
        &self,
        id: RandomId,
        proof: WithdrawalProof,
        now: OffsetDateTime,
    ) -> Result<Option<PartnerSeeker>, StoreError> {
        let mut writing = self.begin_writing(now).await?;
        let withdrawn = withdraw(&mut writing, id, proof, now).await;
        writing.end(withdrawn).await
    }

    /// Publishes a partner seeker, or rejects it and erases what was written in it. One that is
    /// published can be decided on again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide_on_partner_seeker(
        &self,
        id: RandomId,
        publish: bool,
        reason: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<Decision, StoreError> {
        let mut writing = self.begin_writing(now).await?;
        let decision = decide(&mut writing, id, publish, reason, now).await;
        writing.end(decision).await
    }
}

/// What shows that somebody may take a partner seeker back.
#[derive(Debug, Clone, Copy)]
pub enum WithdrawalProof {
    /// The SHA-256 of the token that they sent.
    Hash([u8; 32]),
    /// They are an administrator.
    Administrator,
}

impl WithdrawalProof {
    /// Whether it opens a row; compared in constant time.
    fn opens(self, row: &Model) -> bool {
        match self {
            Self::Hash(hash) => {
                let sent = hash_text(&hash);
                sent.as_bytes().ct_eq(row.withdrawal_hash.as_bytes()).into()
            }
            Self::Administrator => true,
        }
    }
}

async fn register(
    write: &DatabaseTransaction,
    seeker: &PartnerSeeker,
    withdrawal_hash: &[u8; 32],
    limits: &PartnerSeekerLimits,
) -> Result<Registration, StoreError> {
    let admission = admit(write, seeker, limits).await?;
    if admission == Registration::Taken {
        let row = partner_seeker_row(seeker, withdrawal_hash).into_active_model();
        Entity::insert(row).exec_without_returning(write).await?;
    }
    Ok(admission)
}

async fn withdraw(
    writing: &mut Writing<'_>,
    id: RandomId,
    proof: WithdrawalProof,
    now: OffsetDateTime,
) -> Result<Option<PartnerSeeker>, StoreError> {
    let row = find(writing.transaction(), id).await?;
    let Some(row) = row.filter(|row| proof.opens(row)) else {
        return Ok(None);
    };
    let state = PartnerSeekerState::Withdrawn;
    if row.state != state.as_str() {
        let change = erasing(now)
            .col_expr(Column::State, Expr::value(state.as_str()))
            .col_expr(Column::ModerationReason, Expr::value(None::<String>))
            .filter(Column::Id.eq(id.to_string()));
        writing.erase(change).await?;
    }
    let seeker = find(writing.transaction(), id).await?;
    seeker.map(PartnerSeeker::from_row).transpose()
}

async fn decide(
    writing: &mut Writing<'_>,
    id: RandomId,
    publish: bool,
    reason: Option<&str>,
    now: OffsetDateTime,
) -> Result<Decision, StoreError> {
    use PartnerSeekerState::{Pending, Published, Rejected};
    let Some(row) = find(writing.transaction(), id).await? else {
        return Ok(Decision::Unknown);
    };
    let state = PartnerSeeker::from_row(row)?.state;
    if !matches!(state, Pending | Published) {
        return Ok(Decision::Over(state));
    }
    let change = if publish { touching(now) } else { erasing(now) };
    let state = if publish { Published } else { Rejected };
    let change = change
        .col_expr(Column::State, Expr::value(state.as_str()))
        .col_expr(Column::ModerationReason, Expr::value(reason))
        .filter(Column::Id.eq(id.to_string()));
    if publish {
        change.exec(writing.transaction()).await?;
    } else {
        writing.erase(change).await?;
    }
    let decided = find(writing.transaction(), id).await?;
    let decided = decided.map(PartnerSeeker::from_row).transpose()?;
    Ok(decided.map_or(Decision::Unknown, |seeker| Decision::Made(seeker.into())))
}

/// Whether a registration may be taken in.
async fn admit(
    write: &DatabaseTransaction,
    seeker: &PartnerSeeker,
    limits: &PartnerSeekerLimits,
) -> Result<Registration, StoreError> {
    // What is cheapest to ask first: a flood is refused here.
    let came = came_at::<PartnerSeeker>(write, limits.in_window, seeker.created_at).await?;
    let came = came.map(|us| from_us("partner_seeker", us)).transpose()?;
    if let Some(next) = came.map(|came| came + limits.window)
        && next > seeker.created_at
    {
        return Ok(Registration::TooManyAtOnce(next));
    }
    let pending = Entity::find().filter(Column::State.eq(PartnerSeekerState::Pending.as_str()));
    let waiting: Vec<(String, Option<String>)> = pending
        .select_only()
        .columns([Column::Name, Column::ContactEmail])
        .into_tuple()
        .all(write)
        .await?;
    let email = seeker.contact.as_ref().map(|contact| &contact.email);
    let name = fold_name(&seeker.name);
    let is_same = |(other, address): &(String, Option<String>)| {
        let addresses = email.zip(address.as_ref());
        addresses.is_some_and(|(one, other)| one.to_lowercase() == other.to_lowercase())
            && fold_name(other) == name
    };
    if waiting.iter().any(is_same) {
        return Ok(Registration::SaidAlready);
    }
    if waiting.len() as u64 >= limits.pending {
        return Ok(Registration::TooManyPending);
    }
    Ok(Registration::Taken)
}

/// Finds a row. Nobody else writes partner seekers meanwhile.
async fn find(write: &DatabaseTransaction, id: RandomId) -> Result<Option<Model>, StoreError> {
    let row = Entity::find_by_id(id.to_string()).one(write).await?;
    Ok(row)
}

/// Notes when a row was changed.
fn touching(now: OffsetDateTime) -> UpdateMany<Entity> {
    Entity::update_many().col_expr(Column::UpdatedUs, Expr::value(to_us(now)))
}

/// Erases what somebody wrote in a row.
fn erasing(now: OffsetDateTime) -> UpdateMany<Entity> {
    let nothing = || Expr::value(None::<String>);
    touching(now)
        .col_expr(Column::Name, Expr::value(""))
        .col_expr(Column::Description, nothing())
        .col_expr(Column::Website, nothing())
        .col_expr(Column::ContactName, nothing())
        .col_expr(Column::ContactEmail, nothing())
        .col_expr(Column::ContactShown, Expr::value(false))
}

/// Erases what was written in those whose last day is over.
pub(crate) async fn erase_overdue(
    writing: &mut Writing<'_>,
    now: OffsetDateTime,
    today: Date,
) -> Result<(), StoreError> {
    let state = PartnerSeekerState::Expired.as_str();
    let change = erasing(now)
        .col_expr(Column::State, Expr::value(state))
        .filter(overdue(today));
    writing.erase(change).await
}
