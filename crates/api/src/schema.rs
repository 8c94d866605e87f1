//! The schema: its roots and its text.

use std::sync::{Arc, LazyLock};

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::{Response, SDLExportOptions, SchemaBuilder, ValidationMode};

use crate::mutation::Mutation;
use crate::query::Query;
use crate::subscription::Subscription;
use crate::types::{LocalAuthority, Node};

/// The schema of the service.
pub(crate) type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

/// Puts the schema together; it needs no register until it is asked something. What a request may
/// ask for is held to its limits before it comes here.
fn build() -> SchemaBuilder<Query, Mutation, Subscription> {
    Schema::build(
        Query::default(),
        Mutation::default(),
        Subscription::default(),
    )
    .register_output_type::<Node>()
    .register_output_type::<LocalAuthority>()
}

/// The schema that executes documents which have been validated.
pub(crate) fn executing() -> Schema {
    build().validation_mode(ValidationMode::Fast).finish()
}

/// The schema that validates documents and executes nothing. It offers names that are like an
/// unknown one only where the schema is no secret.
pub(crate) fn validating(introspection: bool) -> Schema {
    let builder = build().extension(ValidateOnly);
    let builder = if introspection {
        builder
    } else {
        builder.disable_suggestions()
    };
    builder.finish()
}

/// The schema in the schema definition language, with descriptions, ending in one line end.
#[must_use]
pub fn schema_sdl() -> &'static str {
    static SDL: LazyLock<String> = LazyLock::new(|| {
        let options = SDLExportOptions::new().include_specified_by();
        let sdl = build().finish().sdl_with_options(options);
        format!("{}\n", sdl.trim_end())
    });
    &SDL
}

/// Ends every request where it would be executed.
struct ValidateOnly;

impl ExtensionFactory for ValidateOnly {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for ValidateOnly {
    async fn execute(
        &self,
        _: &ExtensionContext<'_>,
        _: Option<&str>,
        _: NextExecute<'_>,
    ) -> Response {
        Response::default()
    }
}
