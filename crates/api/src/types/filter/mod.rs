//! Filters that clients send. Fields of a filter are combined with "and", the values of one list
//! with "or"; `and`, `or` and `not` combine filters, and others look at what a record belongs with.

mod country;
mod local_authority;
mod municipality;
mod partner_town;
mod programme;
mod range;
mod reader;
mod relation;
mod resource;
mod twinning;

pub(crate) use country::CountryFilter;
pub(crate) use local_authority::LocalAuthorityFilter;
pub(crate) use municipality::MunicipalityFilter;
pub(crate) use partner_town::PartnerTownFilter;
pub(crate) use programme::ProgrammeFilter;
pub(crate) use range::{IntRange, YearRange};
pub(crate) use reader::{read_filter, words};
pub(crate) use relation::TwinningRelation;
pub(crate) use resource::ResourceFilter;
pub(crate) use twinning::TwinningFilter;
