//! The object types of the schema, one file each, named as the domain names them.

mod country;
mod county;
mod foreign_authority;
mod index_status;
mod input;
mod local_authority;
mod location;
mod municipality;
mod network;
mod node;
mod observation;
mod partner_town;
mod region;
mod regional_federation;
mod scalar;
mod search;
mod survey;
mod twinning;

pub(crate) use country::Country;
pub(crate) use county::County;
pub(crate) use foreign_authority::ForeignAuthority;
pub(crate) use index_status::IndexStatus;
pub(crate) use input::{
    CountryFilter, MunicipalityFilter, PartnerTownFilter, SearchFilter, SearchKind, TwinningFilter,
    TwinningOrder,
};
pub(crate) use local_authority::{LocalAuthority, authority};
pub(crate) use location::Location;
pub(crate) use municipality::Municipality;
pub(crate) use network::Network;
pub(crate) use node::{Node, node};
pub(crate) use observation::Observation;
pub(crate) use partner_town::PartnerTown;
pub(crate) use region::Region;
pub(crate) use regional_federation::RegionalFederation;
pub(crate) use scalar::{CountryCode, CountyCode, MunicipalityCode, scalar_mistake};
pub(crate) use search::{SearchArguments, SearchConnection, Suggestion, search, suggest};
pub(crate) use survey::Survey;
pub(crate) use twinning::{Theme, Twinning, TwinningKind, TwinningStatus};
