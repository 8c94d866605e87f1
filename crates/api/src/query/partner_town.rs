//! Partner towns.

use async_graphql::{Context, ID, Object, Result};
use vanort_model::Place;
use vanort_register::PlaceParent;

use crate::answer::Direct;
use crate::connection::{PageArguments, PartnerTownConnection};
use crate::error::ApiError;
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::partner_town::partner_towns_within;
use crate::types::{PartnerTown, PartnerTownFilter, PartnerTownOrder};

#[derive(Default)]
pub(crate) struct PartnerTownQuery;

#[Object]
impl PartnerTownQuery {
    /// A partner town by its global id; null when the register no longer has it.
    async fn partner_town(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id, as it was returned.")] id: ID,
    ) -> Option<Result<Direct<PartnerTown>>> {
        let key = match GlobalId::decode(&id) {
            Ok(GlobalId::PartnerTown(key)) => key,
            Ok(_) => {
                let message = "`id` is not the id of a partner town".to_owned();
                return Some(Err(ApiError::BadUserInput(message).into()));
            }
            Err(error) => return Some(Err(error.into())),
        };
        let found = view(ctx).find::<Place>(&key).cloned();
        found.map(|town| Ok(Direct(PartnerTown(town))))
    }

    /// The partner towns: every place with a twinning, and every place that such a one has become
    /// part of.
    async fn partner_towns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<PartnerTownFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<PartnerTownOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<PartnerTownConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = PlaceParent::Register;
        partner_towns_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
