//! The JSON text of values.

use async_graphql::Value;
use serde::Serialize;

/// Appends the JSON text of a value. Bytes are text that is written already.
pub(crate) fn write_value(value: &Value, text: &mut Vec<u8>) {
    match value {
        Value::Null => text.extend_from_slice(b"null"),
        Value::Boolean(true) => text.extend_from_slice(b"true"),
        Value::Boolean(false) => text.extend_from_slice(b"false"),
        Value::Number(number) => write_json(number, text),
        Value::String(string) => write_json(string, text),
        Value::Enum(name) => write_json(name.as_str(), text),
        Value::Binary(written) => text.extend_from_slice(written),
        Value::List(items) => {
            text.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(b',');
                }
                write_value(item, text);
            }
            text.push(b']');
        }
        Value::Object(fields) => {
            text.push(b'{');
            for (index, (key, value)) in fields.iter().enumerate() {
                if index > 0 {
                    text.push(b',');
                }
                write_key(key, text);
                write_value(value, text);
            }
            text.push(b'}');
        }
    }
}

/// Appends the key of an object's field. Keys are GraphQL's names and need no escapes.
pub(super) fn write_key(key: &str, text: &mut Vec<u8>) {
    text.push(b'"');
    text.extend_from_slice(key.as_bytes());
    text.extend_from_slice(b"\":");
}

/// Appends the JSON text of anything that has one.
pub(crate) fn write_json<T: Serialize + ?Sized>(value: &T, text: &mut Vec<u8>) {
    serde_json::to_writer(text, value).expect("names, texts and numbers always have a JSON form");
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::value;

    #[test]
    fn a_value_is_written_as_the_library_writes_it() {
        let value = value!({
            "a": [1, -2.5, null, true, false, "å\"\n\u{1f}"],
            "b": { "c": [], "d": {}, "e": [[1], { "f": "g" }] },
        });
        let mut text = Vec::new();
        write_value(&value, &mut text);
        assert_eq!(
            String::from_utf8(text).unwrap(),
            serde_json::to_string(&value).unwrap()
        );
    }

    #[test]
    fn what_is_written_already_stays_as_it_is() {
        let mut text = Vec::new();
        let written = Value::Binary(b"{\"a\":1}".as_slice().into());
        write_value(&Value::List(vec![written, Value::Null]), &mut text);
        assert_eq!(text, b"[{\"a\":1},null]");
    }
}
