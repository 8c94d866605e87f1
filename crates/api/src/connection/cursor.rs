//! Cursors: opaque texts that hold an item's position in one kind of list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde_json::Value;
use vanort_model::{
    Contact, Country, LocalAuthority, Network, NetworkMember, Observation, Place, Programme,
    Resource, Survey, Twinning,
};
use vanort_register::{Listed, Order, Position};

use crate::error::ApiError;

/// A kind of record that is paged through. A cursor belongs to one kind of list in one order: one
/// of another is refused.
pub(crate) trait Paged: Listed<Sort: Serialize> {
    /// What cursors call its lists.
    const LIST: &'static str;
}

/// Names the lists of records.
macro_rules! lists {
    ($($record:ty = $list:literal),+ $(,)?) => {
        $(impl Paged for $record {
            const LIST: &'static str = $list;
        })+
    };
}

lists! {
    LocalAuthority = "authorities",
    Place = "places",
    Country = "countries",
    Twinning = "twinnings",
    Observation = "observations",
    Survey = "surveys",
    Network = "networks",
    NetworkMember = "members",
    Programme = "programmes",
    Resource = "resources",
    Contact = "contacts",
}

/// The cursor of a position in a list of an order.
pub(crate) fn encode<R: Paged>(order: &Order<R::Sort>, position: &Position) -> String {
    let text = serde_json::to_string(&(R::LIST, order, position))
        .expect("a list's name, words, texts and numbers always have a JSON form");
    URL_SAFE_NO_PAD.encode(text)
}

/// The position of a cursor that was passed as an argument.
pub(crate) fn decode<R: Paged>(
    order: &Order<R::Sort>,
    argument: &str,
    cursor: &str,
) -> Result<Position, ApiError> {
    let parsed: Option<(String, Value, Position)> =
        (URL_SAFE_NO_PAD.decode(cursor).ok()).and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some((list, of_order, position)) = parsed else {
        return Err(ApiError::BadUserInput(format!(
            "`{argument}` is not a cursor; pass one as it was returned by this list"
        )));
    };
    if list == R::LIST && serde_json::to_value(order).is_ok_and(|order| order == of_order) {
        return Ok(position);
    }
    Err(ApiError::BadUserInput(format!(
        "`{argument}` is a cursor of another list or order; pass one from this list"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_register::{SortValue, TwinningSort};

    #[test]
    fn a_cursor_leads_back_to_its_position_in_its_own_list_only() {
        let rising = Order::by(TwinningSort::Since, false);
        let falling = Order::by(TwinningSort::Since, true);
        let position = Position(vec![
            SortValue::Int(1951),
            SortValue::Unknown,
            SortValue::Text("ä".to_owned()),
        ]);
        let cursor = encode::<Twinning>(&rising, &position);
        let decoded = decode::<Twinning>(&rising, "after", &cursor);
        assert_eq!(decoded.unwrap(), position);
        let message = "`after` is a cursor of another list or order; pass one from this list";
        let refused = decode::<Twinning>(&falling, "after", &cursor).unwrap_err();
        assert_eq!(refused.to_string(), message);
        let refused = decode::<Place>(&Order::default(), "after", &cursor).unwrap_err();
        assert_eq!(refused.to_string(), message);
        let truncated = cursor.get(..cursor.len() - 3).unwrap();
        for broken in ["", "x", "åäö", truncated] {
            let refused = decode::<Twinning>(&rising, "after", broken).unwrap_err();
            assert!(refused.to_string().contains("is not a cursor"), "{broken}");
        }
    }
}
