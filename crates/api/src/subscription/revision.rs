//! The register's revision, as it changes.

use async_graphql::{Context, SimpleObject, Subscription};
use futures_util::Stream;
use futures_util::stream::unfold;
use time::OffsetDateTime;

use crate::answer::Direct;
use crate::revision::{RegisterVersion, Revisions};

/// A revision of the register: all that was committed up to it, and nothing after.
#[derive(SimpleObject)]
#[graphql(serial)]
pub(crate) struct RevisionChanged {
    /// The revision, which grows by one with every change. Example: `3`.
    revision: i64,
    /// When it was committed; null before the first change.
    updated_at: Option<OffsetDateTime>,
}

impl From<RegisterVersion> for RevisionChanged {
    fn from(version: RegisterVersion) -> Self {
        Self {
            revision: version.version.revision.0,
            updated_at: version.updated_at,
        }
    }
}

#[derive(Default)]
pub(crate) struct RevisionSubscription;

#[Subscription]
impl RevisionSubscription {
    /// Tells the register's revision at once, and every new one as soon as this server knows of
    /// it: what was asked before may have other answers now. Two that follow closely may be told
    /// as one.
    async fn revision_changed(
        &self,
        ctx: &Context<'_>,
    ) -> impl Stream<Item = Direct<RevisionChanged>> {
        let receiver = ctx.data_unchecked::<Revisions>().subscribe();
        unfold((receiver, None), |(mut receiver, told)| async move {
            loop {
                let version = *receiver.borrow_and_update();
                let revision = version.map(|version| version.version);
                if let Some(version) = version
                    && revision != told
                {
                    return Some((Direct(version.into()), (receiver, revision)));
                }
                receiver.changed().await.ok()?;
            }
        })
    }
}
