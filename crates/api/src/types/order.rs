//! Orders that clients send.

use async_graphql::{Enum, InputObject, InputType};
use vanort_register as register;
use vanort_register::{OrderError, SortField, SortKey};

use crate::error::ApiError;
use crate::limits::MAX_ORDER_FIELDS;

/// The direction of an order.
#[derive(Enum, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum OrderDirection {
    /// From A to Ö, from the earliest to the latest, from the fewest to the most.
    #[default]
    Asc,
    /// From Ö to A, from the latest to the earliest, from the most to the fewest; what is not
    /// known stays last, such as twinnings without a known year.
    Desc,
}

/// Defines an order: what one may sort by, and what then.
macro_rules! order {
    (
        $(#[$doc:meta])* $order:ident, $(#[$field_doc:meta])* $field:ident = $sort:ty,
        $(#[$then_doc:meta])*
    ) => {
        $(#[$doc])*
        #[derive(InputObject, Clone)]
        pub(crate) struct $order {
            $(#[$field_doc])*
            field: $field,
            /// The direction. Example: `DESC`.
            #[graphql(default)]
            direction: OrderDirection,
            $(#[$then_doc])*
            then_by: Option<Box<$order>>,
        }

        impl $order {
            /// Reads a list's order: the default one where none is given.
            pub(crate) fn read(order: Option<Self>) -> Result<register::Order<$sort>, ApiError> {
                let mut next = order;
                let fields = std::iter::from_fn(|| {
                    let order = next.take()?;
                    next = order.then_by.map(|then| *then);
                    Some((order.field, order.direction))
                });
                read_order(fields)
            }
        }
    };
}

/// The register's order by these fields, the first to decide first.
fn read_order<F, S>(
    fields: impl Iterator<Item = (F, OrderDirection)>,
) -> Result<register::Order<S>, ApiError>
where
    F: InputType + From<S>,
    S: SortField + From<F>,
{
    let keys = fields.map(|(field, direction)| SortKey {
        field: field.into(),
        descending: direction == OrderDirection::Desc,
    });
    // One more than is allowed, however many were sent.
    let keys: Vec<SortKey<S>> = keys.take(MAX_ORDER_FIELDS + 1).collect();
    if keys.len() > MAX_ORDER_FIELDS {
        return Err(ApiError::BadUserInput(format!(
            "`orderBy` has more than {MAX_ORDER_FIELDS} fields"
        )));
    }
    register::Order::new(keys).map_err(|OrderError::Twice(field)| {
        let field = F::from(field).to_value();
        ApiError::BadUserInput(format!(
            "`orderBy` names {field} twice; name each field once"
        ))
    })
}

/// What a list of twinnings is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::TwinningSort")]
pub(crate) enum TwinningOrderField {
    /// The authority's name, then the partner's.
    Authority,
    /// The partner's name, then the authority's.
    Partner,
    /// The name in Swedish of the partner's country, then the partner's name.
    Country,
    /// The first year, then the names; twinnings without a known year come last.
    Since,
}

order! {
    /// How a list of twinnings is ordered.
    /// Example: `{ field: SINCE, direction: DESC, thenBy: { field: COUNTRY } }`.
    TwinningOrder,
    /// What to sort by. Example: `SINCE`.
    TwinningOrderField = register::TwinningSort,
    /// What sorts those that are equal in the field; at most 4 fields in all, each once.
    /// Example: `{ field: COUNTRY }`.
}

/// What a list of municipalities is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::AuthoritySort")]
pub(crate) enum MunicipalityOrderField {
    /// The name.
    Name,
    /// The official code.
    Code,
    /// The county's name, then the name.
    County,
    /// The number of twinnings, then the name.
    Twinnings,
}

order! {
    /// How a list of municipalities is ordered.
    /// Example: `{ field: COUNTY, thenBy: { field: TWINNINGS, direction: DESC } }`.
    MunicipalityOrder,
    /// What to sort by. Example: `TWINNINGS`.
    MunicipalityOrderField = register::AuthoritySort,
    /// What sorts those that are equal in the field; at most 4 fields in all, each once.
    /// Example: `{ field: CODE }`.
}

/// What a list of partner towns is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::PlaceSort")]
pub(crate) enum PartnerTownOrderField {
    /// The name.
    Name,
    /// The name in Swedish of the country, then the name.
    Country,
    /// The number of inhabitants, then the name; towns without a known number come last.
    Population,
    /// The number of twinnings, then the name.
    Twinnings,
}

order! {
    /// How a list of partner towns is ordered.
    /// Example: `{ field: COUNTRY, thenBy: { field: POPULATION, direction: DESC } }`.
    PartnerTownOrder,
    /// What to sort by. Example: `POPULATION`.
    PartnerTownOrderField = register::PlaceSort,
    /// What sorts those that are equal in the field; at most 4 fields in all, each once.
    /// Example: `{ field: NAME }`.
}

/// What the list of countries is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::CountrySort")]
pub(crate) enum CountryOrderField {
    /// The name in Swedish.
    Name,
    /// The code.
    Code,
    /// The number of partner towns, then the name.
    PartnerTowns,
}

order! {
    /// How the list of countries is ordered.
    /// Example: `{ field: PARTNER_TOWNS, direction: DESC }`.
    CountryOrder,
    /// What to sort by. Example: `PARTNER_TOWNS`.
    CountryOrderField = register::CountrySort,
    /// What sorts those that are equal in the field; each field at most once.
    /// Example: `{ field: CODE }`.
}

/// What the list of programmes is sorted by; names in Swedish alphabetical order.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "register::ProgrammeSort")]
pub(crate) enum ProgrammeOrderField {
    /// The name.
    Name,
    /// When it begins, then the name; programmes without a known beginning come last.
    ValidFrom,
    /// When it ends, then the name; programmes without a known end come last.
    ValidUntil,
}

order! {
    /// How the list of programmes is ordered.
    /// Example: `{ field: VALID_UNTIL, direction: DESC, thenBy: { field: NAME } }`.
    ProgrammeOrder,
    /// What to sort by. Example: `VALID_UNTIL`.
    ProgrammeOrderField = register::ProgrammeSort,
    /// What sorts those that are equal in the field; each field at most once.
    /// Example: `{ field: NAME }`.
}
