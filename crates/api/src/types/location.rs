//! Locations.

use async_graphql::SimpleObject;

/// A point on the earth in WGS 84 degrees.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct Location {
    /// Degrees north of the equator, from -90 to 90. Example: `56.67446`.
    latitude: f64,
    /// Degrees east of Greenwich, from -180 to 180. Example: `12.85676`.
    longitude: f64,
}

impl From<vanort_model::Location> for Location {
    fn from(location: vanort_model::Location) -> Self {
        Self {
            latitude: location.latitude(),
            longitude: location.longitude(),
        }
    }
}
