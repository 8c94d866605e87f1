//! Who registered as looking for a partner.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::code::{CountryCode, MunicipalityCode};
use crate::error::ParseError;
use crate::random_id::RandomId;
use crate::twinning::Theme;
use crate::word::word_enum;

word_enum! {
    /// What sort of organisation looks for a partner.
    PartnerSeekerKind, "a kind of partner seeker" {
        /// A municipality (kommun).
        Municipality = "municipality",
        /// A region.
        Region = "region",
        /// A committee, such as one for a town's twinnings (vänortskommitté).
        Committee = "committee",
        /// A non-profit organisation (ideell organisation).
        NonProfit = "non-profit",
        /// Any other organisation.
        Other = "other",
    }
}

word_enum! {
    /// What has become of a partner seeker's registration.
    PartnerSeekerState, "a state of a partner seeker" {
        /// Nobody has looked at it yet.
        Pending = "pending",
        /// Everybody sees it.
        Published = "published",
        /// An administrator refused it.
        Rejected = "rejected",
        /// It was taken back.
        Withdrawn = "withdrawn",
        /// The day until which it was to be shown is over.
        Expired = "expired",
    }
}

/// An organisation that registered as looking for a partner (partnersökande). It is no record of
/// the register: it has personal data, and no revision knows it. Once it is withdrawn, rejected or
/// expired, all that somebody wrote in it is erased: then the name is empty, and there is no
/// description, website or contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerSeeker {
    /// What it is known by.
    pub id: RandomId,
    /// When it was registered, in whole microseconds.
    pub created_at: OffsetDateTime,
    /// When it was changed last, in whole microseconds.
    pub updated_at: OffsetDateTime,
    /// What has become of it.
    pub state: PartnerSeekerState,
    /// The organisation's name; empty once erased.
    pub name: String,
    /// What sort of organisation it is.
    pub kind: PartnerSeekerKind,
    /// The country that it is in.
    pub country: CountryCode,
    /// The Swedish municipality that it is, or lies in.
    pub municipality: Option<MunicipalityCode>,
    /// Where a partner should be: sorted, empty when anywhere.
    pub wished_countries: Vec<CountryCode>,
    /// What the cooperation should be about: sorted, may be empty.
    pub themes: Vec<Theme>,
    /// What it looks for, in its own words; `None` once erased.
    pub description: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// Whom to write to; `None` once erased.
    pub contact: Option<PartnerSeekerContact>,
    /// The last day on which it is shown, in UTC.
    pub shown_until: Date,
    /// Why an administrator decided as it did.
    pub moderation_reason: Option<String>,
}

/// Whom to write to. What a log shows of it tells nothing of the person.
#[derive(Clone, PartialEq, Eq)]
pub struct PartnerSeekerContact {
    /// The person's name.
    pub name: String,
    /// The person's e-mail address.
    pub email: String,
    /// Whether everybody may see both.
    pub is_shown: bool,
}

impl fmt::Debug for PartnerSeekerContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartnerSeekerContact(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_not_told_to_a_log() {
        let contact = PartnerSeekerContact {
            name: "Åsa Ek".to_owned(),
            email: "asa@example.org".to_owned(),
            is_shown: true,
        };
        assert_eq!(format!("{contact:?}"), "PartnerSeekerContact(..)");
    }

    #[test]
    fn the_words_are_read_as_they_are_written() {
        for state in PartnerSeekerState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
        }
        for kind in PartnerSeekerKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
    }
}
