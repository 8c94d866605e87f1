//! The fields of the subscription root, one file for each noun.

mod job;
mod revision;

use async_graphql::MergedSubscription;

use job::JobSubscription;
use revision::RevisionSubscription;

/// What can be followed as it happens, over `/graphql/ws`.
#[derive(MergedSubscription, Default)]
pub(crate) struct Subscription(RevisionSubscription, JobSubscription);
