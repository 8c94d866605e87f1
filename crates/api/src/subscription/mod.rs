//! The fields of the subscription root, one file for each noun.

mod revision;

use async_graphql::MergedSubscription;

use revision::RevisionSubscription;

/// What can be followed as it happens, over `/graphql/ws`.
#[derive(MergedSubscription, Default)]
pub(crate) struct Subscription(RevisionSubscription);
