//! Relay connections: arguments, cursors, and the object types of pages.

mod arguments;
mod cursor;
mod numbered;
mod page;
mod submission;
mod types;

pub(crate) use arguments::PageArguments;
pub(crate) use numbered::{NumberedPage, NumberedRequest, Total};
pub(crate) use page::Page;
pub(crate) use submission::{FeedbackConnection, PartnerSeekerConnection};
pub(crate) use types::{
    ContactConnection, CountryConnection, FindingConnection, ImportRunConnection, JobConnection,
    MunicipalityConnection, NetworkConnection, NetworkMemberConnection, ObservationConnection,
    PageInfo, PartnerTownConnection, ProgrammeConnection, RegionConnection,
    RegionalFederationConnection, RegisterChangeConnection, ResourceConnection, SurveyConnection,
    TwinningConnection,
};
