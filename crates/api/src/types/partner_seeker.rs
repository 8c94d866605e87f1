//! Partner seekers.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use time::OffsetDateTime;
use vanort_model as model;
use vanort_model::AuthorityKey;

use crate::answer::{Direct, Items};
use crate::auth::Role;
use crate::global_id::GlobalId;
use crate::query::{require_administrator, view};
use crate::types::{Country, Date, Municipality, Theme};

/// What sort of organisation looks for a partner.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::PartnerSeekerKind")]
pub(crate) enum PartnerSeekerKind {
    /// A municipality (kommun).
    Municipality,
    /// A region.
    Region,
    /// A committee, such as one for a town's twinnings (vänortskommitté).
    Committee,
    /// A non-profit organisation (ideell organisation).
    NonProfit,
    /// Any other organisation.
    Other,
}

/// What has become of a partner seeker's registration.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::PartnerSeekerState")]
pub(crate) enum PartnerSeekerState {
    /// No administrator has looked at it yet. Only administrators see it.
    Pending,
    /// Everybody sees it.
    Published,
    /// An administrator refused it. What was written in it is erased.
    Rejected,
    /// It was taken back. What was written in it is erased.
    Withdrawn,
    /// Its last day is over. What was written in it is erased within an hour.
    Expired,
}

/// A partner seeker.
#[derive(Clone)]
pub(crate) struct PartnerSeeker(pub(crate) Arc<model::PartnerSeeker>);

impl PartnerSeeker {
    /// Whether somebody may see it.
    pub(crate) fn is_shown_to(&self, role: Role) -> bool {
        role == Role::Administrator || self.0.state == model::PartnerSeekerState::Published
    }
}

/// Whom to write to.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct PartnerSeekerContact {
    /// The person's name. Example: `"Anna Ek"`.
    name: String,
    /// The person's e-mail address. Example: `"anna.ek@example.org"`.
    email: String,
}

/// An organisation that registered as looking for a partner (partnersökande). It is shown from the
/// day on which an administrator publishes it until `shownUntil`. It is no part of the register:
/// `dataset.revision` does not grow with it.
#[Object(serial)]
impl PartnerSeeker {
    /// The global id, the same for as long as it is there.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::PartnerSeeker(self.0.id).encode()
    }

    /// The organisation's name; empty when what was written is erased.
    /// Example: `"Halmstads vänortskommitté"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What sort of organisation it is. Example: `COMMITTEE`.
    async fn kind(&self) -> PartnerSeekerKind {
        self.0.kind.into()
    }

    /// The country that it is in; null when the register no longer has it.
    async fn country(&self, ctx: &Context<'_>) -> Option<Direct<Country>> {
        let country = view(ctx).find::<model::Country>(&self.0.country)?;
        Some(Direct(Country(country.clone())))
    }

    /// The Swedish municipality that it is, or lies in; null when it names none.
    async fn municipality(&self, ctx: &Context<'_>) -> Option<Direct<Municipality>> {
        let key = AuthorityKey::Municipality(self.0.municipality.clone()?);
        let municipality = view(ctx).find::<model::LocalAuthority>(&key)?;
        Some(Direct(Municipality(municipality.clone())))
    }

    /// Where a partner should be. Empty when anywhere.
    async fn wished_countries(&self, ctx: &Context<'_>) -> Items<Direct<Country>> {
        let codes = self.0.wished_countries.iter();
        let countries = codes.filter_map(|code| view(ctx).find::<model::Country>(code).cloned());
        Items(countries.map(Country).map(Direct).collect())
    }

    /// What the cooperation should be about. Empty when nothing is said.
    /// Example: `[CULTURE, SCHOOL]`.
    async fn themes(&self) -> Vec<Theme> {
        self.0.themes.iter().map(|theme| (*theme).into()).collect()
    }

    /// What it looks for, in its own words and language: plain text with line ends, not to be shown
    /// as HTML. Null when what was written is erased.
    /// Example: `"We look for a town by the sea that likes choirs."`.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Its address on the web, of http or https; null when it names none.
    /// Example: `"https://example.org/"`.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// Whom to write to; null when that is not to be shown, except to administrators, and when
    /// what was written is erased.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Direct<PartnerSeekerContact>> {
        let contact = self.0.contact.as_ref()?;
        let is_administrator = *ctx.data_unchecked::<Role>() == Role::Administrator;
        (contact.is_shown || is_administrator).then(|| {
            Direct(PartnerSeekerContact {
                name: contact.name.clone(),
                email: contact.email.clone(),
            })
        })
    }

    /// What has become of the registration. Example: `PUBLISHED`.
    async fn state(&self) -> PartnerSeekerState {
        self.0.state.into()
    }

    /// When it was registered. Example: `"2026-11-27T10:00:00Z"`.
    async fn created_at(&self) -> OffsetDateTime {
        self.0.created_at
    }

    /// The last day on which it is shown, in UTC. Example: `"2027-05-29"`.
    async fn shown_until(&self) -> Date {
        Date(self.0.shown_until)
    }

    /// Why an administrator decided as it did; null when nothing was said. Needs an administrator's
    /// token. Example: `"Not an organisation."`.
    async fn moderation_reason(&self, ctx: &Context<'_>) -> Option<Result<&str>> {
        if let Err(error) = require_administrator(ctx) {
            return Some(Err(error.into()));
        }
        self.0.moderation_reason.as_deref().map(Ok)
    }
}
