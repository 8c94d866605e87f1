//! The items of a list.

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::ContainerType;
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};
use tokio::task::coop::consume_budget;

use super::any_of::{AnyOf, Kinds};
use super::direct::{Direct, write_object};

/// What can be an item.
pub(crate) trait Item: OutputType {
    /// Appends the JSON text of the item.
    fn write<'a>(
        &'a self,
        ctx: &'a ContextSelectionSet<'a>,
        text: &'a mut Vec<u8>,
    ) -> impl Future<Output = ServerResult<()>> + Send + 'a;
}

impl<T: ContainerType + OutputType> Item for Direct<T> {
    fn write<'a>(
        &'a self,
        ctx: &'a ContextSelectionSet<'a>,
        text: &'a mut Vec<u8>,
    ) -> impl Future<Output = ServerResult<()>> + Send + 'a {
        write_object(ctx, &self.0, text)
    }
}

impl<T: Kinds> Item for AnyOf<T> {
    fn write<'a>(
        &'a self,
        ctx: &'a ContextSelectionSet<'a>,
        text: &'a mut Vec<u8>,
    ) -> impl Future<Output = ServerResult<()>> + Send + 'a {
        self.0.write(ctx, text)
    }
}

/// A list of objects that are resolved one after the other: none of them waits for anything.
/// Between two it pauses now and then, so that an answer of many items can be given up when its
/// time is over or its client is gone.
pub(crate) struct Items<T>(pub(crate) Vec<T>);

/// Room for the text of an item, of most.
const ITEM_BYTES: usize = 64;

impl<T: Item> OutputType for Items<T> {
    fn type_name() -> Cow<'static, str> {
        Vec::<T>::type_name()
    }

    fn qualified_type_name() -> String {
        Vec::<T>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        Vec::<T>::create_type_info(registry)
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        _: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let mut text = Vec::with_capacity(2 + self.0.len() * ITEM_BYTES);
        text.push(b'[');
        for (index, item) in self.0.iter().enumerate() {
            consume_budget().await;
            if index > 0 {
                text.push(b',');
            }
            let ctx = ctx.with_index(index);
            item.write(&ctx, &mut text).await?;
        }
        text.push(b']');
        Ok(Value::Binary(text.into()))
    }
}
