//! The queries: one file a record, over lists that are paged by position.

mod authority;
mod by_key;
mod country;
mod filter;
mod import_run;
mod list;
mod observation;
mod page;
mod place;
mod survey;
mod twinning;

pub use authority::AuthorityParents;
pub use filter::{AuthorityFilter, CountryFilter, PlaceFilter, TwinningFilter, TwinningSort};
pub use page::{End, PageRequest, Position, Slice, SortValue};
pub use place::PlaceParents;
pub use twinning::TwinningParents;

/// The stored texts of keys, codes or words.
fn texts<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}
