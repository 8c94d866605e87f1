//! Codes and partial dates as scalars: a malformed one is refused before anything is looked up.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// Defines a scalar over a code or date of the register.
macro_rules! code_scalar {
    ($(#[$doc:meta])* $scalar:ident, $url:literal) => {
        #[derive(Clone)]
        pub(crate) struct $scalar(pub(crate) vanort_model::$scalar);

        impl From<$scalar> for vanort_model::$scalar {
            fn from(code: $scalar) -> Self {
                code.0
            }
        }

        $(#[$doc])*
        #[Scalar(specified_by_url = $url)]
        impl ScalarType for $scalar {
            fn parse(value: Value) -> InputValueResult<Self> {
                match &value {
                    Value::String(text) => Ok(Self(text.parse().map_err(InputValueError::custom)?)),
                    _ => Err(InputValueError::expected_type(value)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.to_string())
            }
        }
    };
}

code_scalar!(
    /// A Swedish municipality's official code: a string of four digits, leading zero kept, the
    /// county's code first. Example: `"0114"`.
    MunicipalityCode,
    "https://www.scb.se/hitta-statistik/regional-statistik-och-kartor/regionala-indelningar/lan-och-kommuner/"
);
code_scalar!(
    /// A Swedish county's official code: a string of two digits, leading zero kept. A region
    /// carries its county's code. Example: `"13"`.
    CountyCode,
    "https://www.scb.se/hitta-statistik/regional-statistik-och-kartor/regionala-indelningar/lan-och-kommuner/"
);
code_scalar!(
    /// A country's ISO 3166-1 alpha-2 code in capitals, or `XK` for Kosovo. Example: `"FI"`.
    CountryCode,
    "https://www.iso.org/iso-3166-country-codes.html"
);

code_scalar!(
    /// A language's ISO 639-1 code in lower case. Example: `"sv"`.
    LanguageCode,
    "https://www.loc.gov/standards/iso639-2/php/English_list.php"
);
code_scalar!(
    /// A date as exactly as it is known: a year, a month or a day, in the form of ISO 8601 with
    /// reduced precision. Example: `"2021"`, `"2021-01"` or `"2021-01-31"`.
    PartialDate,
    "https://www.loc.gov/standards/datetime/"
);
