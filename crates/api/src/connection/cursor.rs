//! Cursors: opaque texts that hold an item's position in one kind of list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use vanort_register::{Position, TwinningSort};

use crate::error::ApiError;

/// The kind of list that a cursor belongs to: one of another kind or order is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum ListKind {
    Authorities,
    Places,
    Countries,
    Surveys,
    Observations,
    TwinningsByAuthority { descending: bool },
    TwinningsByPartner { descending: bool },
    TwinningsByCountry { descending: bool },
    TwinningsBySince { descending: bool },
}

impl ListKind {
    /// The kind of a list of twinnings in an order.
    pub(crate) fn twinnings(sort: TwinningSort, descending: bool) -> Self {
        match sort {
            TwinningSort::Authority => Self::TwinningsByAuthority { descending },
            TwinningSort::Partner => Self::TwinningsByPartner { descending },
            TwinningSort::Country => Self::TwinningsByCountry { descending },
            TwinningSort::Since => Self::TwinningsBySince { descending },
        }
    }

    pub(crate) fn encode(self, position: &Position) -> String {
        let text = serde_json::to_string(&(self, position))
            .expect("a list's kind and texts and numbers always have a JSON form");
        URL_SAFE_NO_PAD.encode(text)
    }

    pub(crate) fn decode(self, argument: &str, cursor: &str) -> Result<Position, ApiError> {
        let parsed: Option<(Self, Position)> = URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        match parsed {
            Some((kind, position)) if kind == self => Ok(position),
            Some(_) => Err(ApiError::BadUserInput(format!(
                "`{argument}` is a cursor of another list or order; pass one from this list"
            ))),
            None => Err(ApiError::BadUserInput(format!(
                "`{argument}` is not a cursor; pass one as it was returned by this list"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_register::SortValue;

    const RISING: ListKind = ListKind::TwinningsBySince { descending: false };

    #[test]
    fn a_cursor_leads_back_to_its_position_in_its_own_list_only() {
        let position = Position(vec![SortValue::Int(1951), SortValue::Text("ä".to_owned())]);
        let cursor = RISING.encode(&position);
        assert_eq!(RISING.decode("after", &cursor).unwrap(), position);
        assert!(ListKind::Places.decode("after", &cursor).is_err());
        let falling = ListKind::twinnings(TwinningSort::Since, true);
        assert!(falling.decode("after", &cursor).is_err());
        let truncated = cursor.get(..cursor.len() - 3).unwrap();
        for broken in ["", "x", "åäö", truncated] {
            assert!(RISING.decode("after", broken).is_err(), "{broken}");
        }
    }
}
