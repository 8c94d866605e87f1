//! Partner towns.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Result};
use futures_util::future::BoxFuture;

use crate::connection::{ListKind, Page, PageArguments, PartnerTownConnection};
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::loader::shared;
use crate::query::loaders;
use crate::types::{PartnerTown, PartnerTownFilter};

#[derive(Default)]
pub(crate) struct PartnerTownQuery;

#[Object]
impl PartnerTownQuery {
    /// A partner town by its global id; null when the register no longer has it.
    async fn partner_town(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id, as it was returned.")] id: ID,
    ) -> Result<Option<PartnerTown>> {
        match GlobalId::decode(&id)? {
            GlobalId::PartnerTown(key) => Ok(loaders(ctx).places.load(key).await?.map(PartnerTown)),
            _ => Err(
                ApiError::BadUserInput("`id` is not the id of a partner town".to_owned()).into(),
            ),
        }
    }

    /// The partner towns in Swedish alphabetical order: every place with a twinning, and every
    /// place that such a one has become part of.
    async fn partner_towns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<PartnerTownFilter>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<PartnerTownConnection> {
        let page = PageArguments {
            first,
            after,
            last,
            before,
        }
        .check(ListKind::Places)?;
        let filter = vanort_register::PlaceFilter::from(filter.unwrap_or_default());
        let register = loaders(ctx).register.clone();
        let slice = register.reader().places(&filter, &page).await;
        let slice = shared(slice.map_err(ApiError::from)?);
        let total = Arc::new(move || -> BoxFuture<'static, _> {
            let (register, filter) = (register.clone(), filter.clone());
            Box::pin(async move { Ok(register.reader().count_places(&filter).await?) })
        });
        let page = Page::new(slice, ListKind::Places, PartnerTown, total);
        Ok(PartnerTownConnection(page))
    }
}
