//! What a search finds, as a view has it.

use std::sync::Arc;

use vanort_model::{Country, LocalAuthority, Place};

use crate::view::Viewed;

/// A record that a search finds, as a view has it.
#[derive(Debug, Clone)]
pub enum FoundInView {
    /// A municipality, region or federation.
    Authority(Arc<Viewed<LocalAuthority>>),
    /// A partner town.
    Place(Arc<Viewed<Place>>),
    /// A country.
    Country(Arc<Viewed<Country>>),
}
