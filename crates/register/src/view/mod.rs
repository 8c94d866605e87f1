//! The whole register at one revision, in memory, for reading.
//!
//! A [`View`] never changes. Its records know what they refer to, stand in Swedish order and are
//! grouped by what they belong to, so that a page of a list costs the page.

mod authority;
mod belonging;
mod build;
mod by_name;
mod contact;
mod country;
mod county;
mod credit;
mod evaluation;
mod filter;
mod groups;
mod ids;
mod list;
mod network;
mod network_member;
mod observation;
mod order;
mod page;
mod place;
mod programme;
mod programme_country;
mod record;
mod resource;
mod sorting;
mod statistics;
mod survey;
mod table;
mod tie;
mod twinning;
#[expect(
    clippy::module_inception,
    reason = "the room is called after what it makes"
)]
mod view;

pub use authority::{AuthorityParent, AuthoritySort};
pub use by_name::NameSort;
pub use country::CountrySort;
pub use credit::Credit;
pub use filter::{
    AuthorityFilter, CountryFilter, Logic, PlaceFilter, ProgrammeFilter, Range, ResourceFilter,
    TwinningFilter, TwinningRelation,
};
pub use ids::IdSet;
pub use list::{List, Listed};
pub use order::{Order, OrderError, SortField, SortKey};
pub use page::{End, ForeignPosition, PageRequest, Position, Slice, SortValue};
pub use place::{PlaceParent, PlaceSort};
pub use programme::ProgrammeSort;
pub use record::{ViewRecord, Viewed};
pub use statistics::{Statistics, TwinningStatistics};
pub use survey::SurveySort;
pub use twinning::{TwinningParent, TwinningSort};
pub use view::View;
