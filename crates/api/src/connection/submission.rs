//! Pages of what people send in, which are read from the database.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use vanort_model as model;
use vanort_register::{
    PartnerSeekerList, Register, RegisterError, SubmissionPage, SubmissionPosition,
};

use crate::answer::{Direct, Items};
use crate::connection::types::PageInfo;
use crate::error::ApiError;
use crate::query::register;
use crate::types::{Feedback, PartnerSeeker};

/// What people send in.
pub(crate) trait Submitted: Send + Sync + 'static {
    /// What its lists are narrowed by.
    type List: Send + Sync;
    /// What cursors call its lists.
    const LIST: &'static str;

    /// Where it stands in its lists.
    fn position(&self) -> SubmissionPosition;

    /// How long a list is.
    fn count(
        list: &Self::List,
        register: &Register,
    ) -> impl Future<Output = std::result::Result<u64, RegisterError>> + Send;
}

impl Submitted for model::PartnerSeeker {
    type List = PartnerSeekerList;
    const LIST: &'static str = "partnerSeekers";

    fn position(&self) -> SubmissionPosition {
        SubmissionPosition::of(self.created_at, self.id)
    }

    async fn count(
        list: &PartnerSeekerList,
        register: &Register,
    ) -> std::result::Result<u64, RegisterError> {
        register.count_partner_seekers(list).await
    }
}

impl Submitted for model::Feedback {
    type List = ();
    const LIST: &'static str = "feedback";

    fn position(&self) -> SubmissionPosition {
        SubmissionPosition::of(self.created_at, self.id)
    }

    async fn count((): &(), register: &Register) -> std::result::Result<u64, RegisterError> {
        register.count_feedback().await
    }
}

/// The cursor of an item.
fn cursor<T: Submitted>(item: &T) -> String {
    let position = item.position();
    let text = format!("{}:{}:{}", T::LIST, position.created_us, position.id);
    URL_SAFE_NO_PAD.encode(text)
}

/// The position of a cursor that was passed as an argument.
pub(crate) fn decode_position<T: Submitted>(
    argument: &str,
    cursor: &str,
) -> std::result::Result<SubmissionPosition, ApiError> {
    let text = (URL_SAFE_NO_PAD.decode(cursor).ok()).and_then(|it| String::from_utf8(it).ok());
    let position = text.as_deref().and_then(|text| {
        let (created_us, id) = text
            .strip_prefix(T::LIST)?
            .strip_prefix(':')?
            .split_once(':')?;
        Some(SubmissionPosition {
            created_us: created_us.parse().ok()?,
            id: id.parse().ok()?,
        })
    });
    position.ok_or_else(|| {
        ApiError::BadUserInput(format!(
            "`{argument}` is not a cursor of this list; pass one as it was returned by it"
        ))
    })
}

fn page_info<T: Submitted>(page: &SubmissionPage<Arc<T>>) -> PageInfo {
    PageInfo {
        has_next_page: page.has_next,
        has_previous_page: page.has_previous,
        start_cursor: page.items.first().map(|it| cursor(&**it)),
        end_cursor: page.items.last().map(|it| cursor(&**it)),
    }
}

/// Defines a connection and its edge over one type of node, which wraps what was sent in.
macro_rules! connection {
    (
        $(#[$doc:meta])* $connection:ident, $(#[$edge_doc:meta])* $edge:ident,
        $node:ident($submitted:ty)
    ) => {
        pub(crate) struct $connection {
            page: SubmissionPage<Arc<$submitted>>,
            list: <$submitted as Submitted>::List,
        }

        impl $connection {
            /// The page of a list.
            pub(crate) fn new(
                page: SubmissionPage<$submitted>,
                list: <$submitted as Submitted>::List,
            ) -> Self {
                let page = SubmissionPage {
                    items: page.items.into_iter().map(Arc::new).collect(),
                    has_previous: page.has_previous,
                    has_next: page.has_next,
                };
                Self { page, list }
            }
        }

        $(#[$doc])*
        #[Object(serial)]
        impl $connection {
            /// The items of this page with their cursors, the newest first. May be empty.
            async fn edges(&self) -> Items<Direct<$edge>> {
                Items(self.page.items.iter().cloned().map($edge).map(Direct).collect())
            }

            /// The items of this page without their cursors, the newest first. May be empty.
            async fn nodes(&self) -> Items<Direct<$node>> {
                Items(self.page.items.iter().cloned().map($node).map(Direct).collect())
            }

            /// What lies before and after this page.
            async fn page_info(&self) -> Direct<PageInfo> {
                Direct(page_info(&self.page))
            }

            /// How many items the whole list has under its filter, whatever the page. Counted only
            /// when asked for. Example: `12`.
            async fn total_count(&self, ctx: &Context<'_>) -> Result<u64> {
                let count = <$submitted>::count(&self.list, register(ctx)).await;
                Ok(count.map_err(ApiError::from)?)
            }
        }

        pub(crate) struct $edge(Arc<$submitted>);

        $(#[$edge_doc])*
        #[Object(serial)]
        impl $edge {
            /// Opaque; pass it as `after` or `before` to page on from this item.
            async fn cursor(&self) -> String {
                cursor(&*self.0)
            }

            /// The item.
            async fn node(&self) -> Direct<$node> {
                Direct($node(self.0.clone()))
            }
        }
    };
}

connection!(
    /// A page of partner seekers.
    PartnerSeekerConnection,
    /// A partner seeker in a page.
    PartnerSeekerEdge,
    PartnerSeeker(model::PartnerSeeker)
);
connection!(
    /// A page of feedback.
    FeedbackConnection,
    /// Feedback in a page.
    FeedbackEdge,
    Feedback(model::Feedback)
);

#[cfg(test)]
mod tests {
    use super::*;
    use time::OffsetDateTime;
    use vanort_model::{RandomId, Revision};

    #[test]
    fn a_cursor_leads_back_to_its_position_in_its_own_list_only() {
        let feedback = model::Feedback {
            id: RandomId::from_bits(7),
            created_at: OffsetDateTime::UNIX_EPOCH,
            is_helpful: true,
            text: None,
            about: None,
            revision: Revision(1),
        };
        let text = cursor(&feedback);
        let position = decode_position::<model::Feedback>("after", &text).unwrap();
        assert_eq!(position, feedback.position());
        let truncated = text.get(..text.len() - 3).unwrap();
        for wrong in ["", "x", "åäö", truncated] {
            assert!(decode_position::<model::Feedback>("after", wrong).is_err());
        }
        let refused = decode_position::<model::PartnerSeeker>("after", &text).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("`after` is not a cursor of this list")
        );
    }
}
