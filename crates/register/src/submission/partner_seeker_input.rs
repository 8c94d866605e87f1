//! A partner seeker as it was sent in, and what it becomes.

use time::{Date, OffsetDateTime};
use vanort_model::{
    AuthorityKey, Country, CountryCode, LocalAuthority, MunicipalityCode, PartnerSeeker,
    PartnerSeekerContact, PartnerSeekerKind, PartnerSeekerState, RandomId, Theme,
};

use super::error::SubmissionError;
use super::input::{InputReader, Lines};
use crate::limits::{LONGEST_SHOWN, MAX_NAME, MAX_TEXT, MAX_WISHED_COUNTRIES, SHOWN};
use crate::view::View;

/// A partner seeker as it was sent in. Nothing of it is checked yet.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPartnerSeeker {
    /// The organisation's name, at most 200 characters.
    pub name: String,
    /// What sort of organisation it is.
    pub kind: PartnerSeekerKind,
    /// The country that it is in.
    pub country: CountryCode,
    /// The Swedish municipality that it is, or lies in.
    pub municipality: Option<MunicipalityCode>,
    /// Where a partner should be; anywhere when empty.
    pub wished_countries: Vec<CountryCode>,
    /// What the cooperation should be about.
    pub themes: Vec<Theme>,
    /// What it looks for, at most 2,000 characters.
    pub description: String,
    /// Its address on the web.
    pub website: Option<String>,
    /// Whom to write to, at most 200 characters.
    pub contact_name: String,
    /// Where to write to.
    pub contact_email: String,
    /// Whether everybody may see whom to write to.
    pub is_contact_shown: bool,
    /// The last day on which it is shown, in UTC; half a year from now when left out.
    pub shown_until: Option<Date>,
}

impl NewPartnerSeeker {
    /// Checks it beside the register.
    ///
    /// # Errors
    /// When anything is wrong: all that is.
    pub(super) fn check(
        self,
        view: &View,
        id: RandomId,
        now: OffsetDateTime,
    ) -> Result<PartnerSeeker, SubmissionError> {
        let mut reader = InputReader::default();
        let name = reader.text("name", &self.name, MAX_NAME, Lines::One);
        check_place(&mut reader, view, &self.country, self.municipality.as_ref());
        let mut wished_countries = self.wished_countries;
        wished_countries.sort_unstable();
        wished_countries.dedup();
        if wished_countries.len() > MAX_WISHED_COUNTRIES {
            let problem = format!(
                "has {} countries; at most {MAX_WISHED_COUNTRIES} are allowed, and none means anywhere",
                wished_countries.len()
            );
            reader.tell("wished_countries", problem);
        } else {
            for code in &wished_countries {
                check_country(&mut reader, view, "wished_countries", code);
            }
        }
        let mut themes = self.themes;
        themes.sort_unstable();
        themes.dedup();
        let description = reader.text("description", &self.description, MAX_TEXT, Lines::Many);
        let website = reader.website("website", self.website.as_deref());
        let contact = PartnerSeekerContact {
            name: reader.text("contact_name", &self.contact_name, MAX_NAME, Lines::One),
            email: reader.email("contact_email", &self.contact_email),
            is_shown: self.is_contact_shown,
        };
        let shown_until = check_last_day(&mut reader, self.shown_until, now.date());
        reader.end()?;
        Ok(PartnerSeeker {
            id,
            created_at: now,
            updated_at: now,
            state: PartnerSeekerState::Pending,
            name,
            kind: self.kind,
            country: self.country,
            municipality: self.municipality,
            wished_countries,
            themes,
            description: Some(description),
            website,
            contact: Some(contact),
            shown_until,
            moderation_reason: None,
        })
    }
}

fn check_country(reader: &mut InputReader, view: &View, field: &'static str, code: &CountryCode) {
    if view.find::<Country>(code).is_none() {
        reader.tell(
            field,
            format!("has \"{code}\", which is no country of the register"),
        );
    }
}

fn check_place(
    reader: &mut InputReader,
    view: &View,
    country: &CountryCode,
    municipality: Option<&MunicipalityCode>,
) {
    check_country(reader, view, "country", country);
    let Some(code) = municipality else {
        return;
    };
    if *country != CountryCode::sweden() {
        let problem = format!("is Swedish, and `country` is \"{country}\"; leave one of them out");
        reader.tell("municipality", problem);
    } else if view
        .find::<LocalAuthority>(&AuthorityKey::Municipality(code.clone()))
        .is_none()
    {
        let problem = format!("is \"{code}\", which is no municipality of the register");
        reader.tell("municipality", problem);
    }
}

/// The last day on which it is shown.
fn check_last_day(reader: &mut InputReader, asked: Option<Date>, today: Date) -> Date {
    let latest = today.saturating_add(LONGEST_SHOWN);
    let Some(day) = asked else {
        return today.saturating_add(SHOWN);
    };
    if day < today || day > latest {
        reader.tell(
            "shown_until",
            format!("is {day}; it may be from {today}, today, to {latest}, in a year"),
        );
    }
    day
}
