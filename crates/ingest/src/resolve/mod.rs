//! The names in checked rows, looked up among what the same import and the register tell.

mod authority;
mod authority_form;
mod country;
mod country_form;
mod county;
mod gazetteer;
mod near_miss;
mod place;
mod place_form;

pub(crate) use authority::{AuthorityLookup, FoundAuthorities};
pub(crate) use country::{CountryLookup, CountryWord};
pub(crate) use country_form::{narrower, split_brackets};
pub(crate) use county::CountyLookup;
pub(crate) use gazetteer::GazetteerNames;
pub(crate) use near_miss::{NearNames, Suggestions, did_you_mean, nearest, taken};
pub(crate) use place::{FoundPlace, PlaceLookup, Way};
pub(crate) use place_form::{
    Beside, PlaceId, split_beside, split_dash, split_id, without_form, without_former,
};
