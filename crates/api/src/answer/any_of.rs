//! Objects of one of several types.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};

use super::direct::{OBJECT_BYTES, Writing};

/// An interface or union whose objects are written while they are resolved.
pub(crate) trait Kinds: OutputType {
    /// Appends the JSON text of the object that it is.
    fn write<'a>(&'a self, ctx: &'a ContextSelectionSet<'a>, text: &'a mut Vec<u8>) -> Writing<'a>;
}

/// Implements [`Kinds`] for an enum with a variant for each type.
macro_rules! kinds {
    ($kinds:ident: $($kind:ident),+) => {
        impl $crate::answer::Kinds for $kinds {
            fn write<'a>(
                &'a self,
                ctx: &'a async_graphql::ContextSelectionSet<'a>,
                text: &'a mut Vec<u8>,
            ) -> $crate::answer::Writing<'a> {
                match self {
                    $(Self::$kind(object) => $crate::answer::write_apart(ctx, object, text),)+
                }
            }
        }
    };
}

pub(crate) use kinds;

/// What is of one of several types, written as it is resolved.
#[derive(Debug, Clone)]
pub(crate) struct AnyOf<T>(pub(crate) T);

impl<T: Kinds> OutputType for AnyOf<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn qualified_type_name() -> String {
        T::qualified_type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let mut text = Vec::with_capacity(OBJECT_BYTES);
        self.0.write(ctx, &mut text).await?;
        Ok(Value::Binary(text.into()))
    }
}
