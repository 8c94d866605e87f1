//! The use cases of partner seekers.

use time::{Date, OffsetDateTime};
use tracing::info;
use vanort_model::{PartnerSeeker, RandomId};
use vanort_store::{
    Decision, PartnerSeekerFilter, Registration, SubmissionPage, SubmissionRequest, WithdrawalProof,
};

use super::error::SubmissionError;
use super::input::{InputReader, Lines};
use super::partner_seeker_input::NewPartnerSeeker;
use super::token::{WithdrawalToken, random_id};
use crate::error::RegisterError;
use crate::limits::{MAX_REASON, PARTNER_SEEKERS};
use crate::register::Register;

/// A list of partner seekers as it stands on a day, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerSeekerList {
    /// What it is narrowed by.
    pub filter: PartnerSeekerFilter,
    /// The day, which tells what has expired.
    today: Date,
}

impl PartnerSeekerList {
    /// The list as it stands today.
    #[must_use]
    pub fn today(filter: PartnerSeekerFilter) -> Self {
        Self {
            filter,
            today: now().date(),
        }
    }
}

/// Who takes a partner seeker back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withdrawer {
    /// Whoever has its token.
    Holder(WithdrawalToken),
    /// An administrator.
    Administrator,
}

/// What an administrator decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// Everybody sees it.
    Publish,
    /// Nobody sees it, and what was written in it is erased.
    Reject,
}

impl Register {
    /// Takes a partner seeker in, to be looked at by an administrator, with the token that takes it
    /// back.
    ///
    /// # Errors
    /// [`SubmissionError`] when it is not taken, and when the database fails.
    pub async fn register_partner_seeker(
        &self,
        sent: NewPartnerSeeker,
    ) -> Result<(PartnerSeeker, WithdrawalToken), RegisterError> {
        let view = self.view().await?;
        let seeker = sent.check(&view, random_id()?, now())?;
        let token = WithdrawalToken::generate()?;
        let registration = (self.inner.store)
            .register_partner_seeker(&seeker, &token.hash(), &PARTNER_SEEKERS)
            .await?;
        match registration {
            Registration::Taken => {
                info!(partner_seeker.id = %seeker.id, "a partner seeker waits to be looked at");
                Ok((seeker, token))
            }
            Registration::SaidAlready => Err(SubmissionError::SaidAlready.into()),
            Registration::TooManyAtOnce(next) => {
                Err(SubmissionError::TooManyAtOnce { next }.into())
            }
            Registration::TooManyPending => {
                let most = PARTNER_SEEKERS.pending;
                Err(SubmissionError::TooManyPending { most }.into())
            }
        }
    }

    /// Takes a partner seeker back and erases what was written in it. Doing it again does nothing
    /// more.
    ///
    /// # Errors
    /// [`SubmissionError::NotItsToken`] when there is none, or the token is another's, and when the
    /// database fails.
    pub async fn withdraw_partner_seeker(
        &self,
        id: RandomId,
        withdrawer: &Withdrawer,
    ) -> Result<PartnerSeeker, RegisterError> {
        let proof = match withdrawer {
            Withdrawer::Holder(token) => WithdrawalProof::Hash(token.hash()),
            Withdrawer::Administrator => WithdrawalProof::Administrator,
        };
        let withdrawn = (self.inner.store)
            .withdraw_partner_seeker(id, proof, now())
            .await?;
        let seeker = withdrawn.ok_or(match withdrawer {
            Withdrawer::Holder(_) => SubmissionError::NotItsToken,
            Withdrawer::Administrator => SubmissionError::NoSuchPartnerSeeker,
        })?;
        info!(partner_seeker.id = %id, "a partner seeker was withdrawn");
        Ok(seeker)
    }

    /// Publishes a partner seeker, or rejects it, which erases what was written in it. One that is
    /// published can be decided on again.
    ///
    /// # Errors
    /// [`SubmissionError`] when there is none, when it is erased already, or the reason is not as
    /// it should be, and when the database fails.
    pub async fn moderate_partner_seeker(
        &self,
        id: RandomId,
        moderation: Moderation,
        reason: Option<&str>,
    ) -> Result<PartnerSeeker, RegisterError> {
        let mut reader = InputReader::default();
        let reason = reader.optional("reason", reason, MAX_REASON, Lines::Many);
        reader.end()?;
        let publish = moderation == Moderation::Publish;
        let decision = (self.inner.store)
            .decide_on_partner_seeker(id, publish, reason.as_deref(), now())
            .await?;
        match decision {
            Decision::Made(seeker) => {
                info!(partner_seeker.id = %id, partner_seeker.state = %seeker.state, "a partner seeker was decided on");
                Ok(*seeker)
            }
            Decision::Unknown => Err(SubmissionError::NoSuchPartnerSeeker.into()),
            Decision::Over(state) => Err(SubmissionError::Over(state).into()),
        }
    }

    /// A page of a list of partner seekers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_seekers(
        &self,
        list: &PartnerSeekerList,
        request: &SubmissionRequest,
    ) -> Result<SubmissionPage<PartnerSeeker>, RegisterError> {
        let reader = self.reader();
        Ok(reader
            .partner_seekers(&list.filter, request, list.today)
            .await?)
    }

    /// The length of a list of partner seekers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_partner_seekers(
        &self,
        list: &PartnerSeekerList,
    ) -> Result<u64, RegisterError> {
        let reader = self.reader();
        Ok(reader
            .count_partner_seekers(&list.filter, list.today)
            .await?)
    }

    /// The partner seekers of these ids, as far as they are there, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_seekers_of(
        &self,
        ids: &[RandomId],
    ) -> Result<Vec<PartnerSeeker>, RegisterError> {
        let today = now().date();
        Ok(self.reader().partner_seekers_of(ids, today).await?)
    }
}

/// The moment, in whole microseconds, as it is stored.
pub(super) fn now() -> OffsetDateTime {
    let now = OffsetDateTime::now_utc();
    let whole = now.replace_microsecond(now.microsecond());
    whole.unwrap_or(now)
}
