//! A point on the earth.

use serde::{Deserialize, Serialize};

use crate::error::ParseError;

/// A point in WGS 84 degrees: latitude from -90 to 90, longitude from -180 to 180.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Location {
    latitude: f64,
    longitude: f64,
}

impl Location {
    /// Checks the two figures.
    ///
    /// # Errors
    /// A [`ParseError`] when one of them is no number or out of its range.
    pub fn new(latitude: f64, longitude: f64) -> Result<Self, ParseError> {
        if (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude) {
            Ok(Self {
                latitude,
                longitude,
            })
        } else {
            Err(ParseError::new(
                &format!("{latitude}, {longitude}"),
                "a location: latitude from -90 to 90, longitude from -180 to 180",
            ))
        }
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn latitude(&self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn longitude(&self) -> f64 {
        self.longitude
    }

    /// The distance in kilometres along the surface of a sphere of radius 6,371.0088 km
    /// (the IUGG's mean radius), by the haversine formula; within 0.6 % of the ellipsoid's.
    #[must_use]
    pub fn distance_km(&self, other: &Self) -> f64 {
        const MEAN_RADIUS_KM: f64 = 6_371.008_8;
        let (lat_a, lat_b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = ((lat_b - lat_a) / 2.0).sin();
        let half_lon = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let chord = half_lat.powi(2) + lat_a.cos() * lat_b.cos() * half_lon.powi(2);
        2.0 * MEAN_RADIUS_KM * chord.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stockholm_lies_about_396_km_from_helsinki() {
        let stockholm = Location::new(59.3293, 18.0686).unwrap();
        let helsinki = Location::new(60.1699, 24.9384).unwrap();
        let distance_km = stockholm.distance_km(&helsinki);
        assert!((395.0..398.0).contains(&distance_km), "{distance_km}");
    }

    #[test]
    fn a_point_off_the_earth_is_refused() {
        assert!(Location::new(91.0, 0.0).is_err());
        assert!(Location::new(f64::NAN, 0.0).is_err());
    }
}
