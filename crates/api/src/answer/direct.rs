//! Objects that are written as they are resolved.

use std::borrow::Cow;
use std::pin::Pin;

use async_graphql::parser::types::{Field, Selection, SelectionSet};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::ContainerType;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};

use super::json::{write_json, write_key, write_value};
use super::merge::{is_kind_of, merged_fields};
use super::selecting::Selecting;

/// An object that is written as JSON text while it is resolved, its fields one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Direct<T>(pub(crate) T);

/// Room for the text of most objects.
pub(super) const OBJECT_BYTES: usize = 128;

impl<T: ContainerType + OutputType> OutputType for Direct<T> {
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
        write_apart(ctx, &self.0, &mut text).await?;
        Ok(Value::Binary(text.into()))
    }
}

/// What is on its way, with its type left out: types lead to each other in circles.
pub(crate) type Writing<'a> = Pin<Box<dyn Future<Output = ServerResult<()>> + Send + 'a>>;

/// Appends the JSON text of an object, in a future of its own.
pub(crate) fn write_apart<'a, T: ContainerType>(
    ctx: &'a ContextSelectionSet<'a>,
    object: &'a T,
    text: &'a mut Vec<u8>,
) -> Writing<'a> {
    Box::pin(write_object(ctx, object, text))
}

/// Appends the JSON text of an object.
pub(super) async fn write_object<'a, T: ContainerType>(
    ctx: &'a ContextSelectionSet<'a>,
    object: &'a T,
    text: &mut Vec<u8>,
) -> ServerResult<()> {
    text.push(b'{');
    let begin = text.len();
    match Selecting::of(ctx) {
        Selecting::Once => write_fields(ctx, object, begin, text).await?,
        Selecting::Again => {
            for field in merged_fields(ctx, &object.introspection_type_name()) {
                write_field(ctx, object, &field, begin, text).await?;
            }
        }
    }
    text.push(b'}');
    Ok(())
}

/// Appends the fields of a selection; the object's begin at a place in the text.
async fn write_fields<'a, T: ContainerType>(
    ctx: &'a ContextSelectionSet<'a>,
    object: &'a T,
    begin: usize,
    text: &mut Vec<u8>,
) -> ServerResult<()> {
    for selection in &ctx.item.node.items {
        match &selection.node {
            Selection::Field(field) => write_field(ctx, object, field, begin, text).await?,
            Selection::InlineFragment(fragment) => {
                let condition = fragment.node.type_condition.as_ref();
                let condition = condition.map(|it| it.node.on.node.as_str());
                if condition.is_none_or(|condition| is_of(ctx, object, condition)) {
                    write_fragment(ctx, object, &fragment.node.selection_set, begin, text).await?;
                }
            }
            Selection::FragmentSpread(spread) => {
                let fragments = &ctx.query_env.fragments;
                if let Some(fragment) = fragments.get(&spread.node.fragment_name.node)
                    && is_of(ctx, object, &fragment.node.type_condition.node.on.node)
                {
                    write_fragment(ctx, object, &fragment.node.selection_set, begin, text).await?;
                }
            }
        }
    }
    Ok(())
}

/// Appends a field with its key.
async fn write_field<T: ContainerType>(
    ctx: &ContextSelectionSet<'_>,
    object: &T,
    field: &Positioned<Field>,
    begin: usize,
    text: &mut Vec<u8>,
) -> ServerResult<()> {
    if text.len() > begin {
        text.push(b',');
    }
    write_key(&field.node.response_key().node, text);
    if field.node.name.node == "__typename" {
        write_json(&*object.introspection_type_name(), text);
        return Ok(());
    }
    let ctx_field = ctx.with_field(field);
    let value = object.resolve_field(&ctx_field).await?;
    write_value(&value.unwrap_or_default(), text);
    Ok(())
}

/// Appends the fields that a fragment selects.
fn write_fragment<'a, T: ContainerType>(
    ctx: &'a ContextSelectionSet<'a>,
    object: &'a T,
    selection: &'a Positioned<SelectionSet>,
    begin: usize,
    text: &'a mut Vec<u8>,
) -> Writing<'a> {
    Box::pin(async move {
        let ctx = ctx.with_selection_set(selection);
        write_fields(&ctx, object, begin, text).await
    })
}

fn is_of<T: ContainerType>(ctx: &ContextSelectionSet<'_>, object: &T, condition: &str) -> bool {
    is_kind_of(
        &ctx.schema_env.registry,
        &object.introspection_type_name(),
        condition,
    )
}
