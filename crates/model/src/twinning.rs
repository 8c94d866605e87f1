//! Twinnings and what was observed of them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::authority::AuthorityKey;
use crate::error::ParseError;
use crate::place::PlaceKey;
use crate::slug::Slug;
use crate::word::word_enum;

word_enum! {
    /// What sort of tie it is.
    TwinningKind, "a kind of twinning" {
        /// A formal, long-term tie (vänort).
        Twinning = "twinning",
        /// A project partnership funded by Sida through ICLD (kommunalt partnerskap).
        MunicipalPartnership = "municipal-partnership",
        /// Any other cooperation.
        Other = "other",
    }
}

word_enum! {
    /// Whether a tie is alive.
    TwinningStatus, "a status" {
        /// Alive.
        Active = "active",
        /// Asleep (vilande).
        Dormant = "dormant",
        /// Ended.
        Ended = "ended",
        /// No source tells.
        Unknown = "unknown",
    }
}

word_enum! {
    /// What a tie is about.
    Theme, "a theme" {
        /// Kultur.
        Culture = "culture",
        /// Skola.
        School = "school",
        /// Ungdom.
        Youth = "youth",
        /// Föreningsliv och idrott.
        AssociationsAndSport = "associations-and-sport",
        /// Miljö.
        Environment = "environment",
        /// Näringsliv.
        Business = "business",
        /// Turism.
        Tourism = "tourism",
        /// Demokrati.
        Democracy = "democracy",
        /// Social inkludering.
        SocialInclusion = "social-inclusion",
        /// Service.
        Services = "services",
        /// Solidaritet.
        Solidarity = "solidarity",
    }
}

/// The natural key of a twinning, written `authority>partner>kind`
/// ("municipality:1380>DK-gentofte>twinning").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TwinningKey {
    /// The home side.
    pub authority: AuthorityKey,
    /// The other side.
    pub partner: PlaceKey,
    /// What sort of tie.
    pub kind: TwinningKind,
}

impl fmt::Display for TwinningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}>{}", self.authority, self.partner, self.kind)
    }
}

impl FromStr for TwinningKey {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut parts = text.splitn(3, '>');
        let (Some(authority), Some(partner), Some(kind)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseError::new(text, "a twinning's key"));
        };
        Ok(Self {
            authority: authority.parse()?,
            partner: partner.parse()?,
            kind: kind.parse()?,
        })
    }
}

impl TryFrom<String> for TwinningKey {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<TwinningKey> for String {
    fn from(key: TwinningKey) -> Self {
        key.to_string()
    }
}

/// One authority linked with one partner. Everything but the key follows its observations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twinning {
    /// The natural key: authority, partner and kind.
    pub key: TwinningKey,
    /// Whether it is alive.
    pub status: TwinningStatus,
    /// The year in which it began.
    pub since: Option<i32>,
    /// The year in which it ended.
    pub until: Option<i32>,
    /// What it is about; sorted, may be empty.
    pub themes: Vec<Theme>,
    /// The network that the tie comes from.
    pub network: Option<Slug>,
    /// A remark for readers.
    pub note: Option<String>,
}

/// One row of one list of one survey that names a twinning; or, with row 0, that a complete list
/// does not name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The natural key: `survey/workbook/sheet/twinning/n`, where n counts the rows of that
    /// sheet that name the same twinning, from 1, and 0 is its absence. A row that moves keeps its
    /// key.
    pub key: String,
    /// The twinning that the row names.
    pub twinning: TwinningKey,
    /// The survey that the list belongs to.
    pub survey: Slug,
    /// The name of the file.
    pub workbook: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The row as Excel numbers it, from 1; 0 when the list is complete and does not name the tie.
    pub row: u32,
    /// The cells that name the tie, as written.
    pub text: String,
    /// What the row says of the status; `None` when nothing.
    pub status: Option<TwinningStatus>,
    /// What the row says of the first year.
    pub since: Option<i32>,
    /// What the row says of the last year.
    pub until: Option<i32>,
    /// What the row says of themes.
    pub themes: Vec<Theme>,
    /// What the row says of the network.
    pub network: Option<Slug>,
    /// The row's remark.
    pub note: Option<String>,
    /// The source that the row names.
    pub source: Option<String>,
}

impl Observation {
    /// Whether it is a correction made in an exported list: of no workbook and sheet, so that a
    /// later one of the same year takes its place.
    #[must_use]
    pub fn is_correction(&self) -> bool {
        let list = self.key.strip_prefix(self.survey.as_str());
        list.is_some_and(|list| list.starts_with("/-/-/"))
    }

    /// Whether it tells that a complete list does not name the tie: no row does.
    #[must_use]
    pub fn is_absence(&self) -> bool {
        self.row == 0
    }
}

impl Twinning {
    /// The twinning that its observations, the newest first, add up to: each field is what the
    /// newest observation that speaks of it says; a year of end without a status means ended, and
    /// only a tie that has ended has one. An absence says nothing any more once something newer
    /// names the tie.
    #[must_use]
    pub fn from_observations(key: TwinningKey, newest_first: &[&Observation]) -> Self {
        fn newest<T>(
            seen: &[&Observation],
            field: impl Fn(&Observation) -> Option<T>,
        ) -> Option<T> {
            seen.iter().find_map(|observation| field(observation))
        }
        let absent = newest_first.iter().take_while(|seen| seen.is_absence());
        let named = newest_first.iter().filter(|seen| !seen.is_absence());
        let newest_first: Vec<&Observation> = absent.chain(named).copied().collect();
        let newest_first = newest_first.as_slice();
        let status = newest(newest_first, |seen| {
            seen.status
                .or_else(|| seen.until.map(|_| TwinningStatus::Ended))
        });
        let status = status.unwrap_or(TwinningStatus::Unknown);
        Self {
            key,
            status,
            since: newest(newest_first, |seen| seen.since),
            // A tie that is alive again has no last year, whatever an older list says.
            until: newest(newest_first, |seen| seen.until)
                .filter(|_| status == TwinningStatus::Ended),
            themes: newest(newest_first, |seen| {
                (!seen.themes.is_empty()).then(|| seen.themes.clone())
            })
            .unwrap_or_default(),
            network: newest(newest_first, |seen| seen.network.clone()),
            note: newest(newest_first, |seen| seen.note.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn observation(
        status: Option<TwinningStatus>,
        since: Option<i32>,
        until: Option<i32>,
    ) -> Observation {
        Observation {
            key: "a".to_owned(),
            twinning: "municipality:1380>DK-gentofte>twinning".parse().unwrap(),
            survey: "s".parse().unwrap(),
            workbook: "w.xlsx".to_owned(),
            sheet: "S".to_owned(),
            row: 2,
            text: "Halmstad | Gentofte | Danmark".to_owned(),
            status,
            since,
            until,
            themes: vec![],
            network: None,
            note: None,
            source: None,
        }
    }

    #[test]
    fn each_field_follows_the_newest_observation_that_speaks_of_it() {
        let newer = observation(Some(TwinningStatus::Dormant), None, None);
        let older = observation(Some(TwinningStatus::Active), Some(1951), None);
        let twinning = Twinning::from_observations(newer.twinning.clone(), &[&newer, &older]);
        assert_eq!(twinning.status, TwinningStatus::Dormant);
        assert_eq!(twinning.since, Some(1951));
    }

    #[test]
    fn a_year_of_end_alone_means_ended_and_silence_means_unknown() {
        let ended = observation(None, None, Some(2022));
        let silent = observation(None, None, None);
        let key = ended.twinning.clone();
        assert_eq!(
            Twinning::from_observations(key.clone(), &[&ended]).status,
            TwinningStatus::Ended
        );
        assert_eq!(
            Twinning::from_observations(key, &[&silent]).status,
            TwinningStatus::Unknown
        );
    }

    #[test]
    fn a_tie_that_is_alive_again_has_no_last_year() {
        let alive = observation(Some(TwinningStatus::Active), None, None);
        let ended = observation(None, None, Some(2010));
        let twinning = Twinning::from_observations(alive.twinning.clone(), &[&alive, &ended]);
        assert_eq!(
            (twinning.status, twinning.until),
            (TwinningStatus::Active, None)
        );
    }

    #[test]
    fn an_absence_ends_a_tie_until_something_newer_names_it() {
        let row = observation(None, Some(1951), None);
        let mut absent = observation(Some(TwinningStatus::Ended), None, None);
        absent.row = 0;
        let key = row.twinning.clone();
        let status = |seen: &[&Observation]| {
            let twinning = Twinning::from_observations(key.clone(), seen);
            (twinning.status, twinning.since)
        };
        let since = Some(1951);
        assert_eq!(status(&[&absent, &row]), (TwinningStatus::Ended, since));
        assert_eq!(status(&[&row, &absent]), (TwinningStatus::Unknown, since));
    }

    #[test]
    fn a_key_survives_being_written() {
        let text = "federation:regionforbundet-ostsam>FI-633679>municipal-partnership";
        let key: TwinningKey = text.parse().unwrap();
        assert_eq!(key.to_string(), text);
        assert!(
            "municipality:1380>DK-gentofte"
                .parse::<TwinningKey>()
                .is_err()
        );
    }
}
