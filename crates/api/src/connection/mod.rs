//! Relay connections: arguments, cursors, and the object types of pages.

mod arguments;
mod cursor;
mod page;
mod types;

pub(crate) use arguments::PageArguments;
pub(crate) use page::Page;
pub(crate) use types::{
    ContactConnection, CountryConnection, MunicipalityConnection, NetworkConnection,
    NetworkMemberConnection, ObservationConnection, PageInfo, PartnerTownConnection,
    ProgrammeConnection, RegionConnection, RegionalFederationConnection, ResourceConnection,
    SurveyConnection, TwinningConnection,
};
