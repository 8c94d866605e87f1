//! The names in checked rows, looked up among what the same import and the register tell.

mod authority;
mod country;
mod lookup;
mod place;

pub(crate) use authority::AuthorityLookup;
pub(crate) use country::CountryLookup;
pub(crate) use lookup::{Suggestions, did_you_mean, nearest};
pub(crate) use place::{FoundPlace, PlaceLookup};
