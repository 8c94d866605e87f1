//! The object types of the schema, one file each, named as the domain names them.

mod contact;
mod country;
mod county;
mod dataset;
mod feedback;
pub(crate) mod filter;
mod finding;
mod foreign_authority;
mod import_run;
mod index_status;
mod input;
mod job;
pub(crate) mod local_authority;
mod location;
mod municipality;
mod network;
mod network_member;
mod node;
mod observation;
mod order;
mod partner_seeker;
mod partner_seeker_input;
pub(crate) mod partner_town;
mod programme;
mod region;
mod regional_federation;
mod register_change;
mod resource;
mod scalar;
mod search;
mod statistics;
mod survey;
pub(crate) mod twinning;

pub(crate) use contact::Contact;
pub(crate) use country::Country;
pub(crate) use county::County;
pub(crate) use dataset::Dataset;
pub(crate) use feedback::{Feedback, SendFeedbackInput};
pub(crate) use filter::{
    CountryFilter, MunicipalityFilter, PartnerTownFilter, ProgrammeFilter, ResourceFilter,
    TwinningFilter,
};
pub(crate) use finding::{Finding, FindingCode, FindingSeverity};
pub(crate) use foreign_authority::ForeignAuthority;
pub(crate) use import_run::{ImportRun, ImportRunFilter};
pub(crate) use index_status::IndexStatus;
pub(crate) use input::{SearchFilter, SearchKind};
pub(crate) use job::Job;
pub(crate) use local_authority::LocalAuthority;
pub(crate) use location::Location;
pub(crate) use municipality::Municipality;
pub(crate) use network::Network;
pub(crate) use network_member::NetworkMember;
pub(crate) use node::{Node, nodes};
pub(crate) use observation::Observation;
pub(crate) use order::{
    CountryOrder, MunicipalityOrder, PartnerTownOrder, ProgrammeOrder, TwinningOrder,
};
pub(crate) use partner_seeker::{PartnerSeeker, PartnerSeekerKind, PartnerSeekerState};
pub(crate) use partner_seeker_input::{
    ModeratePartnerSeekerInput, PartnerSeekerFilter, RegisterPartnerSeekerInput,
    WithdrawPartnerSeekerInput, partner_seeker_id,
};
pub(crate) use partner_town::PartnerTown;
pub(crate) use programme::{ApplicantKind, Certainty, Programme};
pub(crate) use region::Region;
pub(crate) use regional_federation::RegionalFederation;
pub(crate) use register_change::RegisterChange;
pub(crate) use resource::{Resource, ResourceKind, ResourceState};
pub(crate) use scalar::{
    Base64, CountryCode, CountyCode, Date, Json, LanguageCode, MunicipalityCode, PartialDate,
    scalar_mistake,
};
pub(crate) use search::{SearchArguments, SearchConnection, Suggestion, search, suggest};
pub(crate) use statistics::Statistics;
pub(crate) use survey::Survey;
pub(crate) use twinning::{Theme, Twinning, TwinningKind, TwinningStatus};
