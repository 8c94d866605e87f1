//! Relay connections: arguments, cursors, and the object types of pages.

mod arguments;
mod cursor;
mod page;
mod submission;
mod types;

pub(crate) use arguments::PageArguments;
pub(crate) use page::Page;
pub(crate) use submission::{FeedbackConnection, PartnerSeekerConnection};
pub(crate) use types::{
    CountryConnection, MunicipalityConnection, NetworkConnection, ObservationConnection, PageInfo,
    PartnerTownConnection, RegionConnection, RegionalFederationConnection, SurveyConnection,
    TwinningConnection,
};
