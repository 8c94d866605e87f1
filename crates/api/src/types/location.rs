//! Locations.

use async_graphql::{
    InputValueError, InputValueResult, Number, Scalar, ScalarType, SimpleObject, Value,
};

/// A point on the earth in WGS 84 degrees.
#[derive(SimpleObject, Clone)]
#[graphql(serial)]
pub(crate) struct Location {
    /// Degrees north of the equator. Example: `56.67446`.
    latitude: Latitude,
    /// Degrees east of Greenwich. Example: `12.85676`.
    longitude: Longitude,
}

impl From<vanort_model::Location> for Location {
    fn from(location: vanort_model::Location) -> Self {
        Self {
            latitude: Latitude(location.latitude()),
            longitude: Longitude(location.longitude()),
        }
    }
}

/// Defines a scalar over degrees, which no argument takes yet.
macro_rules! degrees_scalar {
    ($(#[$doc:meta])* $scalar:ident) => {
        #[derive(Clone)]
        pub(crate) struct $scalar(f64);

        $(#[$doc])*
        #[Scalar(specified_by_url = "https://epsg.io/4326")]
        impl ScalarType for $scalar {
            fn parse(value: Value) -> InputValueResult<Self> {
                let degrees = match &value {
                    Value::Number(number) => number.as_f64(),
                    _ => None,
                };
                let degrees = degrees.map(Self);
                degrees.ok_or_else(|| InputValueError::expected_type(value))
            }

            fn to_value(&self) -> Value {
                Number::from_f64(self.0).map_or(Value::Null, Value::Number)
            }
        }
    };
}

degrees_scalar!(
    /// Degrees north of the equator in WGS 84: a number from -90 to 90, south below zero.
    /// Example: `56.67446`.
    Latitude
);
degrees_scalar!(
    /// Degrees east of Greenwich in WGS 84: a number from -180 to 180, west below zero.
    /// Example: `12.85676`.
    Longitude
);
