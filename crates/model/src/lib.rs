//! The words of the twin-town register as types, without input, output or a framework.
//!
//! Codes and keys ([`MunicipalityCode`], [`CountryCode`], [`PlaceKey`], [`AuthorityKey`]) are built
//! only by parsing. The records ([`LocalAuthority`], [`Place`], [`Country`], [`Twinning`],
//! [`Observation`], [`Programme`] and others) refer to each other by natural keys, so that a [`Snapshot`] of the register can
//! be compared with what a workbook says and the difference told as [`Change`]s. What the workbook
//! got wrong is a [`Finding`] in an [`ImportReport`]. [`fold_name`] is the form in which names meet.
//! A [`PartnerSeeker`] and [`Feedback`] are no records: people send them in.
//!
//! ```
//! use vanort_model::{MunicipalityCode, fold_name};
//!
//! let code = MunicipalityCode::parse("0114")?;
//! assert_eq!(code.county().as_str(), "01");
//! assert_eq!(fold_name("Göteborg"), fold_name("GOTEBORG"));
//! # Ok::<(), vanort_model::ParseError>(())
//! ```

mod authority;
mod code;
mod collation;
mod contact;
mod country;
mod county;
mod difference;
mod error;
mod feedback;
mod finding;
mod fold;
mod import;
mod location;
mod name;
mod network;
mod partial_date;
mod partner_seeker;
mod place;
mod programme;
mod random_id;
mod records;
mod resource;
mod revision;
mod slug;
mod snapshot;
mod survey;
mod twinning;
mod version;
mod word;

pub use authority::{AuthorityKey, AuthorityKind, LocalAuthority};
pub use code::{CountryCode, CountyCode, LanguageCode, MunicipalityCode};
pub use collation::swedish_sort_key;
pub use contact::Contact;
pub use country::Country;
pub use county::County;
pub use difference::{ChangeKind, Difference, FieldDifference, differences};
pub use error::ParseError;
pub use feedback::Feedback;
pub use finding::{Finding, FindingCode, Severity, column_letters};
pub use fold::{fold_name, keep_letters, spell_out};
pub use import::{ImportCounts, ImportOutcome, ImportReport, ImportRun, RunKind};
pub use location::Location;
pub use name::{Name, NameKind};
pub use network::{Network, NetworkMember, NetworkMemberKey};
pub use partial_date::PartialDate;
pub use partner_seeker::{
    PartnerSeeker, PartnerSeekerContact, PartnerSeekerKind, PartnerSeekerState,
};
pub use place::{Place, PlaceKey};
pub use programme::{ApplicantKind, Certainty, Programme, ProgrammeCountry, ProgrammeCountryKey};
pub use random_id::RandomId;
pub use records::Records;
pub use resource::{Resource, ResourceKind, ResourceState};
pub use revision::Revision;
pub use slug::Slug;
pub use snapshot::{Change, Record, Snapshot};
pub use survey::Survey;
pub use twinning::{Observation, Theme, Twinning, TwinningKey, TwinningKind, TwinningStatus};
pub use version::Version;
