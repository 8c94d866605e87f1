//! The schema: its roots, its limits, and its text.

use std::sync::LazyLock;

use async_graphql::{EmptySubscription, SDLExportOptions, SchemaBuilder};

use crate::document_size::DocumentSize;
use crate::error::CodedErrors;
use crate::limits::Limits;
use crate::mutation::Mutation;
use crate::query::Query;
use crate::requested_order::RequestedOrder;
use crate::types::{LocalAuthority, Node};

/// The schema of the service.
pub(crate) type Schema = async_graphql::Schema<Query, Mutation, EmptySubscription>;

/// Puts the schema together; it needs no register until it is asked something.
pub(crate) fn build(limits: &Limits) -> SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
        .register_output_type::<Node>()
        .register_output_type::<LocalAuthority>()
        .limit_depth(limits.max_depth)
        .limit_complexity(limits.max_complexity)
        .extension(DocumentSize {
            max_fields: limits.max_fields,
        })
        .extension(CodedErrors { limits: *limits })
        .extension(RequestedOrder)
}

/// The schema in the schema definition language, with descriptions, ending in one line end.
#[must_use]
pub fn schema_sdl() -> &'static str {
    static SDL: LazyLock<String> = LazyLock::new(|| {
        let options = SDLExportOptions::new().include_specified_by();
        let sdl = build(&Limits::default()).finish().sdl_with_options(options);
        format!("{}\n", sdl.trim_end())
    });
    &SDL
}
