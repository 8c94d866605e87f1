//! The use cases of the twin-town register: import workbooks, keep the search index, search, read.
//!
//! [`Register`] joins the database and the index. [`Register::seed`], [`Register::import_files`]
//! and [`Register::revert_import`] change the register, [`Register::export`] writes it as a list;
//! [`Register::ensure_index`] and [`Register::rebuild_index`] bring the index
//! after it. [`Register::read_model`] is what is served: the whole register in memory and its search
//! index, both of one version. A [`List`] of its [`View`] is paged through with [`View::page`]. Long
//! work tells a [`Progress`] how far it has come. What people send in stands beside the register:
//! [`Register::register_partner_seeker`], [`Register::send_feedback`].
//!
//! ```no_run
//! use std::path::Path;
//! use std::sync::Arc;
//! use vanort_model::Country;
//! use vanort_register::{List, PageRequest, Register, SearchRequest, Silent};
//!
//! # async fn example() -> Result<(), vanort_register::RegisterError> {
//! let register = Register::open("sqlite://var/vanort.db", Path::new("var/index")).await?;
//! register.seed(Path::new("data"), Arc::new(Silent)).await?;
//! register.ensure_index(Arc::new(Silent)).await?;
//! let model = register.read_model().await?;
//! let page = model.search(SearchRequest::new("goteborg norge", 10)).await?;
//! println!("{} hits", page.total);
//! let first = model.view().page(&List::<Country>::of(()), &PageRequest::first(10));
//! assert_eq!(first.map(|page| page.items.len()), Ok(10));
//! # Ok(())
//! # }
//! ```

mod blocking;
mod current;
mod document;
mod error;
mod export;
mod found;
mod health;
mod import;
mod index;
mod jobs;
mod limits;
mod marker;
mod names;
mod progress;
mod read_model;
mod register;
mod revert;
mod submission;
mod sweep;
mod view;
mod workbook;

pub use blocking::run_blocking;
pub use error::RegisterError;
pub use export::ExportFormat;
pub use found::FoundInView;
pub use health::{DatabaseHealth, Health};
pub use import::{ImportRequest, ImportSummary};
pub use index::{IndexReport, Rebuild};
pub use jobs::{Job, JobId, JobKind, JobState, JobSubject, JobTeller, Jobs};
pub use limits::MAX_NAME;
pub use names::authority_names;
pub use progress::{Progress, Silent, Stage};
pub use read_model::ReadModel;
pub use register::Register;
pub use revert::{RevertError, RevertSummary};
pub use submission::{
    InputMistake, InputReader, Lines, Moderation, NewFeedback, NewPartnerSeeker, PartnerSeekerList,
    SubmissionError, WithdrawalToken, Withdrawer,
};
pub use vanort_ingest::{
    ColumnMapping, Export, ExportCut, ExportError, ExportFilter, ImportOptions, ListScope,
    MappingError, WorkbookError,
};
pub use vanort_search::{
    Document, DocumentKind, DocumentTie, Facets, Ground, HighlightPart, Hit, IndexFolder,
    IndexState, IndexStatus, MatchReason, SearchCursor, SearchError, SearchFilter, SearchIndex,
    SearchPage, SearchRequest, Suggestion, Work,
};
pub use vanort_store::{
    DatabaseOptions, DifferencePage, ImportRunPage, Outage, PartnerSeekerFilter, Reader,
    RegisterState, StoreError, SubmissionPage, SubmissionPosition, SubmissionRequest,
};
pub use view::{
    AuthorityFilter, AuthorityParent, AuthoritySort, CountryFilter, CountrySort, Credit, End,
    ForeignPosition, IdSet, List, Listed, Logic, NameSort, Order, OrderError, PageRequest,
    PlaceFilter, PlaceParent, PlaceSort, Position, ProgrammeFilter, ProgrammeSort, Range,
    ResourceFilter, Slice, SortField, SortKey, SortValue, Statistics, SurveySort, TwinningFilter,
    TwinningParent, TwinningRelation, TwinningSort, TwinningStatistics, View, ViewRecord, Viewed,
};
pub use workbook::{ApplyError, CheckedWorkbook, SentWorkbook, WorkbookOptions};
