//! Networks of many towns, and their members.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::authority::AuthorityKey;
use crate::code::CountryCode;
use crate::error::ParseError;
use crate::place::PlaceKey;
use crate::slug::Slug;

/// A standing network of many towns (nätverk), such as the Douzelage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// The key of the name.
    pub key: Slug,
    /// The name.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its address on the web.
    pub website: Option<String>,
    /// Where the facts come from.
    pub source: String,
}

/// The natural key of a member, written `network>COUNTRY>member` ("douzelage>SE>oxelosund").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NetworkMemberKey {
    /// The network.
    pub network: Slug,
    /// The country that the member lies in.
    pub country: CountryCode,
    /// The key of the member's name.
    pub member: Slug,
}

impl fmt::Display for NetworkMemberKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}>{}>{}", self.network, self.country, self.member)
    }
}

impl FromStr for NetworkMemberKey {
    type Err = ParseError;
    fn from_str(text: &str) -> Result<Self, ParseError> {
        let mut parts = text.splitn(3, '>');
        let (Some(network), Some(country), Some(member)) =
            (parts.next(), parts.next(), parts.next())
        else {
            return Err(ParseError::new(text, "the key of a network's member"));
        };
        Ok(Self {
            network: network.parse()?,
            country: country.parse()?,
            member: member.parse()?,
        })
    }
}

impl TryFrom<String> for NetworkMemberKey {
    type Error = ParseError;
    fn try_from(text: String) -> Result<Self, ParseError> {
        text.parse()
    }
}

impl From<NetworkMemberKey> for String {
    fn from(key: NetworkMemberKey) -> Self {
        key.to_string()
    }
}

/// A town, municipality or region that is a member of a network, twinned through it or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkMember {
    /// The natural key: network, country and name.
    pub key: NetworkMemberKey,
    /// The name as the source writes it.
    pub name: String,
    /// The Swedish authority that it is.
    pub authority: Option<AuthorityKey>,
    /// The place outside Sweden that it is, where the register has it.
    pub place: Option<PlaceKey>,
    /// The first year of its membership.
    pub since: Option<i32>,
    /// The last year of its membership; `None` while it lasts or when not known.
    pub until: Option<i32>,
    /// Where the facts come from.
    pub source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_members_key_survives_being_written() {
        let text = "douzelage>SE>oxelosund";
        let key: NetworkMemberKey = text.parse().unwrap();
        assert_eq!(
            (key.country.as_str(), key.to_string().as_str()),
            ("SE", text)
        );
        for wrong in [
            "douzelage>SE",
            "douzelage>Sverige>oxelosund",
            "douzelage>SE>Oxelösund",
        ] {
            assert!(wrong.parse::<NetworkMemberKey>().is_err(), "{wrong}");
        }
    }
}
