//! What clients send of partner seekers.

use async_graphql::{Enum, ID, InputObject};
use vanort_model::{PartnerSeekerState as State, RandomId};
use vanort_register::{Moderation, NewPartnerSeeker, WithdrawalToken, Withdrawer};

use crate::auth::Role;
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::types::filter::words;
use crate::types::{
    CountryCode, Date, MunicipalityCode, PartnerSeekerKind, PartnerSeekerState, Theme,
};

/// Narrows the list of partner seekers. All fields given must hold; of a list of values one must.
#[derive(InputObject, Clone, Default)]
pub(crate) struct PartnerSeekerFilter {
    /// It is of one of these kinds. Example: `[COMMITTEE, NON_PROFIT]`.
    #[graphql(validator(max_items = 300))]
    kinds: Option<Vec<PartnerSeekerKind>>,
    /// It is in one of these countries. Example: `["SE"]`.
    #[graphql(validator(max_items = 300))]
    countries: Option<Vec<CountryCode>>,
    /// It wishes a partner in one of these countries, or anywhere. Example: `["FI", "EE"]`.
    #[graphql(validator(max_items = 300))]
    wished_countries: Option<Vec<CountryCode>>,
    /// It names at least one of these themes. Example: `[CULTURE, SCHOOL]`.
    #[graphql(validator(max_items = 300))]
    themes: Option<Vec<Theme>>,
    /// It is in one of these states; published when left out. Others than published need an
    /// administrator's token. Example: `[PENDING]`.
    #[graphql(validator(max_items = 300))]
    states: Option<Vec<PartnerSeekerState>>,
}

impl PartnerSeekerFilter {
    /// Reads a filter, or that of a list without one, for somebody of a role.
    pub(crate) fn read(
        filter: Option<Self>,
        role: Role,
    ) -> Result<vanort_register::PartnerSeekerFilter, ApiError> {
        let filter = filter.unwrap_or_default();
        let states: Vec<State> = words(filter.states).unwrap_or_else(|| vec![State::Published]);
        if states.iter().any(|state| *state != State::Published) {
            role.require_administrator()?;
        }
        let codes = |codes: Option<Vec<CountryCode>>| words(codes);
        Ok(vanort_register::PartnerSeekerFilter {
            states: Some(states),
            kinds: words(filter.kinds),
            countries: codes(filter.countries),
            wished_countries: codes(filter.wished_countries),
            themes: words(filter.themes),
        })
    }
}

/// An organisation that looks for a partner. Texts are trimmed and may have no control characters,
/// but for line ends in `description`.
#[derive(InputObject)]
pub(crate) struct RegisterPartnerSeekerInput {
    /// The organisation's name, at most 200 characters. Example: `"Halmstads vänortskommitté"`.
    name: String,
    /// What sort of organisation it is. Example: `COMMITTEE`.
    kind: PartnerSeekerKind,
    /// The country that it is in. Example: `"SE"`.
    country: CountryCode,
    /// The Swedish municipality that it is, or lies in. Example: `"1380"`.
    municipality: Option<MunicipalityCode>,
    /// Where a partner should be, at most 50 countries; anywhere when left out.
    /// Example: `["FI", "EE"]`.
    #[graphql(validator(max_items = 300))]
    wished_countries: Option<Vec<CountryCode>>,
    /// What the cooperation should be about. Example: `[CULTURE, SCHOOL]`.
    #[graphql(validator(max_items = 300))]
    themes: Option<Vec<Theme>>,
    /// What it looks for, at most 2,000 characters.
    /// Example: `"We look for a town by the sea that likes choirs."`.
    description: String,
    /// Its address on the web in full, of http or https. Example: `"https://example.org/"`.
    website: Option<String>,
    /// The name of whom to write to, at most 200 characters. Example: `"Anna Ek"`.
    contact_name: String,
    /// The e-mail address of whom to write to. Example: `"anna.ek@example.org"`.
    contact_email: String,
    /// Whether everybody may see whom to write to; else only administrators do. Example: `true`.
    #[graphql(default)]
    contact_shown: bool,
    /// The last day on which it is shown, in UTC: today or later, at most 366 days from now. 183
    /// days from now when left out. Example: `"2027-05-29"`.
    shown_until: Option<Date>,
}

impl From<RegisterPartnerSeekerInput> for NewPartnerSeeker {
    fn from(input: RegisterPartnerSeekerInput) -> Self {
        Self {
            name: input.name,
            kind: input.kind.into(),
            country: input.country.into(),
            municipality: input.municipality.map(Into::into),
            wished_countries: words(input.wished_countries).unwrap_or_default(),
            themes: words(input.themes).unwrap_or_default(),
            description: input.description,
            website: input.website,
            contact_name: input.contact_name,
            contact_email: input.contact_email,
            is_contact_shown: input.contact_shown,
            shown_until: input.shown_until.map(|day| day.0),
        }
    }
}

/// Which partner seeker is taken back, and what shows that one may.
#[derive(InputObject)]
pub(crate) struct WithdrawPartnerSeekerInput {
    /// Its id, as it was returned.
    pub(crate) id: ID,
    /// The token that was returned when it was registered. An administrator needs none.
    withdrawal_token: Option<String>,
}

impl WithdrawPartnerSeekerInput {
    /// Who takes it back.
    pub(crate) fn withdrawer(&self, role: Role) -> Result<Withdrawer, ApiError> {
        if role == Role::Administrator {
            return Ok(Withdrawer::Administrator);
        }
        let token = self.withdrawal_token.as_deref().ok_or_else(|| {
            ApiError::BadUserInput(
                "`withdrawalToken` is missing: pass the one that was returned when it was registered"
                    .to_owned(),
            )
        })?;
        Ok(Withdrawer::Holder(WithdrawalToken::sent(token)))
    }
}

/// What an administrator decides about a partner seeker.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartnerSeekerDecision {
    /// Everybody sees it until its last day.
    Publish,
    /// Nobody sees it, and what was written in it is erased.
    Reject,
}

/// What is decided about which partner seeker, and why.
#[derive(InputObject)]
pub(crate) struct ModeratePartnerSeekerInput {
    /// Its id, as it was returned.
    pub(crate) id: ID,
    /// What is decided. Example: `PUBLISH`.
    decision: PartnerSeekerDecision,
    /// Why, at most 500 characters, for administrators; write nothing that tells of a person.
    /// Example: `"Not an organisation."`.
    pub(crate) reason: Option<String>,
}

impl ModeratePartnerSeekerInput {
    /// What is decided.
    pub(crate) fn moderation(&self) -> Moderation {
        match self.decision {
            PartnerSeekerDecision::Publish => Moderation::Publish,
            PartnerSeekerDecision::Reject => Moderation::Reject,
        }
    }
}

/// The partner seeker that an id names.
pub(crate) fn partner_seeker_id(id: &ID) -> Result<RandomId, ApiError> {
    match GlobalId::decode(id)? {
        GlobalId::PartnerSeeker(id) => Ok(id),
        _ => Err(ApiError::BadUserInput(
            "`id` is not the id of a partner seeker; pass one as it was returned".to_owned(),
        )),
    }
}
