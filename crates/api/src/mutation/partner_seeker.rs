//! Registering partner seekers, taking them back, and deciding on them.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};

use crate::answer::Direct;
use crate::auth::Role;
use crate::client::{Sender, Submission};
use crate::error::ApiError;
use crate::query::{register, require_administrator};
use crate::types::{
    ModeratePartnerSeekerInput, PartnerSeeker, RegisterPartnerSeekerInput,
    WithdrawPartnerSeekerInput, partner_seeker_id,
};

/// A registration that waits for an administrator.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct RegisterPartnerSeekerPayload {
    /// The partner seeker, in the state `PENDING`.
    partner_seeker: Direct<PartnerSeeker>,
    /// What takes it back with `withdrawPartnerSeeker`. It is told this once and never again: keep
    /// it like a password. Example: `"3q2-7wVvTn0yH1mQpXcB4sZkUuEo9LrYfJdGiAaNt5M"`.
    withdrawal_token: String,
}

/// A registration that was taken back.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct WithdrawPartnerSeekerPayload {
    /// The partner seeker, in the state `WITHDRAWN`: what was written in it is erased.
    partner_seeker: Direct<PartnerSeeker>,
}

/// A registration that was decided on.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct ModeratePartnerSeekerPayload {
    /// The partner seeker as it is now.
    partner_seeker: Direct<PartnerSeeker>,
}

#[derive(Default)]
pub(crate) struct PartnerSeekerMutation;

#[Object]
impl PartnerSeekerMutation {
    /// Registers an organisation that looks for a partner. It waits until an administrator has
    /// looked at it. All that is wrong with values of the right types is told at once, each in an
    /// error that has the field in `extensions.field`. Refused with `CONFLICT` while the same organisation waits
    /// with the same e-mail address, and with `RATE_LIMITED` when too many come.
    async fn register_partner_seeker(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organisation, what it looks for, and whom to write to.")]
        input: RegisterPartnerSeekerInput,
    ) -> Result<Direct<RegisterPartnerSeekerPayload>> {
        let registering = register(ctx).register_partner_seeker(input.into());
        let sender = ctx.data_unchecked::<Sender>();
        let (seeker, token) = sender.submit(Submission::Registration, registering).await?;
        Ok(Direct(RegisterPartnerSeekerPayload {
            partner_seeker: Direct(PartnerSeeker(Arc::new(seeker))),
            withdrawal_token: token.as_str().to_owned(),
        }))
    }

    /// Takes a registration back, in whatever state it is, and erases what was written in it. An
    /// unknown id and a wrong token are both `NOT_FOUND`.
    async fn withdraw_partner_seeker(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, and the token that takes it back.")]
        input: WithdrawPartnerSeekerInput,
    ) -> Result<Direct<WithdrawPartnerSeekerPayload>> {
        let id = partner_seeker_id(&input.id)?;
        let withdrawer = input.withdrawer(*ctx.data_unchecked::<Role>())?;
        let withdrawn = register(ctx).withdraw_partner_seeker(id, &withdrawer).await;
        let seeker = withdrawn.map_err(ApiError::from)?;
        Ok(Direct(WithdrawPartnerSeekerPayload {
            partner_seeker: Direct(PartnerSeeker(Arc::new(seeker))),
        }))
    }

    /// Publishes a registration, or rejects it, which erases what was written in it. One that is
    /// published can be decided on again; any other that has been is refused with `CONFLICT`. Needs
    /// an administrator's token.
    async fn moderate_partner_seeker(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one, what is decided, and why.")] input: ModeratePartnerSeekerInput,
    ) -> Result<Direct<ModeratePartnerSeekerPayload>> {
        require_administrator(ctx)?;
        let id = partner_seeker_id(&input.id)?;
        let decided = register(ctx)
            .moderate_partner_seeker(id, input.moderation(), input.reason.as_deref())
            .await;
        let seeker = decided.map_err(ApiError::from)?;
        Ok(Direct(ModeratePartnerSeekerPayload {
            partner_seeker: Direct(PartnerSeeker(Arc::new(seeker))),
        }))
    }
}
