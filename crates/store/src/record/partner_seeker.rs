//! Partner seekers.

use vanort_model::{PartnerSeeker, PartnerSeekerContact};

use super::{parse, parse_optional, words_from_text, words_to_text};
use crate::entity::partner_seeker::{Column, Entity, Model};
use crate::error::StoreError;
use crate::submission::{Submitted, from_us, to_us};

const TABLE: &str = "partner_seeker";

impl Submitted for PartnerSeeker {
    type Entity = Entity;
    const CREATED: Column = Column::CreatedUs;
    const ID: Column = Column::Id;

    fn from_row(row: Model) -> Result<Self, StoreError> {
        let contact =
            (row.contact_name.zip(row.contact_email)).map(|(name, email)| PartnerSeekerContact {
                name,
                email,
                is_shown: row.contact_shown,
            });
        Ok(Self {
            id: parse(TABLE, &row.id)?,
            created_at: from_us(TABLE, row.created_us)?,
            updated_at: from_us(TABLE, row.updated_us)?,
            state: parse(TABLE, &row.state)?,
            name: row.name,
            kind: parse(TABLE, &row.kind)?,
            country: parse(TABLE, &row.country_code)?,
            municipality: parse_optional(TABLE, row.municipality_code)?,
            wished_countries: words_from_text(TABLE, &row.wished_countries)?,
            themes: words_from_text(TABLE, &row.themes)?,
            description: row.description,
            website: row.website,
            contact,
            shown_until: row.shown_until,
            moderation_reason: row.moderation_reason,
        })
    }
}

/// The row of a partner seeker.
pub(crate) fn partner_seeker_row(seeker: &PartnerSeeker, withdrawal_hash: &[u8; 32]) -> Model {
    let contact = seeker.contact.clone();
    let is_shown = contact.as_ref().is_some_and(|contact| contact.is_shown);
    let (contact_name, contact_email) =
        contact.map(|contact| (contact.name, contact.email)).unzip();
    Model {
        id: seeker.id.to_string(),
        created_us: to_us(seeker.created_at),
        updated_us: to_us(seeker.updated_at),
        state: seeker.state.to_string(),
        name: seeker.name.clone(),
        kind: seeker.kind.to_string(),
        country_code: seeker.country.to_string(),
        municipality_code: seeker.municipality.as_ref().map(ToString::to_string),
        wished_countries: words_to_text(&seeker.wished_countries),
        themes: words_to_text(&seeker.themes),
        description: seeker.description.clone(),
        website: seeker.website.clone(),
        contact_name,
        contact_email,
        contact_shown: is_shown,
        shown_until: seeker.shown_until,
        moderation_reason: seeker.moderation_reason.clone(),
        withdrawal_hash: hash_text(withdrawal_hash),
    }
}

/// A hash as it is stored: in hexadecimal.
pub(crate) fn hash_text(hash: &[u8; 32]) -> String {
    let digits = (hash.iter()).flat_map(|byte| [byte >> 4, byte & 15]);
    digits
        .filter_map(|digit| char::from_digit(u32::from(digit), 16))
        .collect()
}
