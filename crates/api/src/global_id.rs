//! Global object identification: opaque ids made from natural keys, the same after every import;
//! what people send in has none, and keeps the id that it got.

use async_graphql::ID;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vanort_model::{
    AuthorityKey, CountryCode, CountyCode, NetworkMemberKey, PlaceKey, RandomId, Slug, TwinningKey,
};
use vanort_register::JobId;

use crate::error::ApiError;

/// What a global id names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum GlobalId {
    Authority(AuthorityKey),
    PartnerTown(PlaceKey),
    Country(CountryCode),
    County(CountyCode),
    Twinning(TwinningKey),
    Observation(String),
    Survey(Slug),
    Network(Slug),
    ImportRun(i64),
    /// A run's finding by its place, from 0.
    Finding(i64, usize),
    /// A change that a run's workbook makes, by its place, from 0.
    RegisterChange(i64, i64),
    Job(JobId),
    PartnerSeeker(RandomId),
    Feedback(RandomId),
    NetworkMember(NetworkMemberKey),
    Programme(Slug),
    Resource(Slug),
    Contact(Slug),
}

impl GlobalId {
    /// The opaque text: base64url of `Type:key`.
    pub(crate) fn encode(&self) -> ID {
        let text = match self {
            Self::Authority(key) => format!("Authority:{key}"),
            Self::PartnerTown(key) => format!("PartnerTown:{key}"),
            Self::Country(code) => format!("Country:{code}"),
            Self::County(code) => format!("County:{code}"),
            Self::Twinning(key) => format!("Twinning:{key}"),
            Self::Observation(key) => format!("Observation:{key}"),
            Self::Survey(key) => format!("Survey:{key}"),
            Self::Network(key) => format!("Network:{key}"),
            Self::ImportRun(number) => format!("ImportRun:{number}"),
            Self::Finding(run, place) => format!("Finding:{run}.{place}"),
            Self::RegisterChange(run, place) => format!("RegisterChange:{run}.{place}"),
            Self::Job(id) => format!("Job:{id}"),
            Self::PartnerSeeker(id) => format!("PartnerSeeker:{id}"),
            Self::Feedback(id) => format!("Feedback:{id}"),
            Self::NetworkMember(key) => format!("NetworkMember:{key}"),
            Self::Programme(key) => format!("Programme:{key}"),
            Self::Resource(key) => format!("Resource:{key}"),
            Self::Contact(key) => format!("Contact:{key}"),
        };
        ID(URL_SAFE_NO_PAD.encode(text))
    }

    pub(crate) fn decode(id: &ID) -> Result<Self, ApiError> {
        Self::parse(id).ok_or_else(|| {
            ApiError::BadUserInput(format!(
                "\"{}\" is not an id of this service; pass an `id` as it was returned",
                id.chars().take(80).collect::<String>()
            ))
        })
    }

    fn parse(id: &ID) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (kind, key) = text.split_once(':')?;
        Some(match kind {
            "Authority" => Self::Authority(key.parse().ok()?),
            "PartnerTown" => Self::PartnerTown(key.parse().ok()?),
            "Country" => Self::Country(key.parse().ok()?),
            "County" => Self::County(key.parse().ok()?),
            "Twinning" => Self::Twinning(key.parse().ok()?),
            "Observation" => Self::Observation(key.to_owned()),
            "Survey" => Self::Survey(key.parse().ok()?),
            "Network" => Self::Network(key.parse().ok()?),
            "ImportRun" => Self::ImportRun(key.parse().ok()?),
            "Finding" => {
                let (run, place) = key.split_once('.')?;
                Self::Finding(run.parse().ok()?, place.parse().ok()?)
            }
            "RegisterChange" => {
                let (run, place) = key.split_once('.')?;
                Self::RegisterChange(run.parse().ok()?, place.parse().ok()?)
            }
            "Job" => Self::Job(key.parse().ok()?),
            "PartnerSeeker" => Self::PartnerSeeker(key.parse().ok()?),
            "Feedback" => Self::Feedback(key.parse().ok()?),
            "NetworkMember" => Self::NetworkMember(key.parse().ok()?),
            "Programme" => Self::Programme(key.parse().ok()?),
            "Resource" => Self::Resource(key.parse().ok()?),
            "Contact" => Self::Contact(key.parse().ok()?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_id_survives_being_written() {
        let ids = [
            GlobalId::Authority("municipality:0114".parse().unwrap()),
            GlobalId::PartnerTown("DK-gentofte".parse().unwrap()),
            GlobalId::Country("DE".parse().unwrap()),
            GlobalId::County("13".parse().unwrap()),
            GlobalId::Twinning("municipality:1380>DK-gentofte>twinning".parse().unwrap()),
            GlobalId::Observation("a/b/Vänorter/c/1".to_owned()),
            GlobalId::Survey("kartlaggning-2011".parse().unwrap()),
            GlobalId::Network("douzelage".parse().unwrap()),
            GlobalId::ImportRun(7),
            GlobalId::Finding(7, 12),
            GlobalId::RegisterChange(7, 0),
            GlobalId::Job("1764277200000000000.3".parse().unwrap()),
            GlobalId::PartnerSeeker(RandomId::from_bits(7)),
            GlobalId::Feedback(RandomId::from_bits(u128::MAX)),
            GlobalId::NetworkMember("douzelage>SE>oxelosund".parse().unwrap()),
            GlobalId::Programme("cerv".parse().unwrap()),
            GlobalId::Resource("manual".parse().unwrap()),
            GlobalId::Contact("mucf".parse().unwrap()),
        ];
        for id in ids {
            assert_eq!(GlobalId::decode(&id.encode()).unwrap(), id);
        }
    }

    #[test]
    fn a_text_that_is_no_id_is_refused() {
        for text in [
            "",
            "1380",
            "åäö",
            "TXVuaWNpcGFsaXR5",
            "🙂",
            "QXV0aG9yaXR5OjEzODA",
        ] {
            assert!(GlobalId::decode(&ID::from(text)).is_err(), "{text}");
        }
    }
}
