//! The messages of the protocol `graphql-transport-ws`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::http::Parameters;
use crate::websocket::close::Close;

/// The name by which client and server agree on the protocol.
pub(crate) const PROTOCOL: &str = "graphql-transport-ws";

/// What a client says.
#[derive(Debug)]
pub(crate) enum ClientMessage<'m> {
    /// It introduces itself, perhaps with an authorization.
    ConnectionInit { authorization: Option<String> },
    /// It asks whether the server is there; the answer repeats what came with it.
    Ping { payload: Option<&'m RawValue> },
    /// It is there.
    Pong,
    /// It asks something; the payload has the parameters of a request.
    Subscribe { id: String, payload: &'m RawValue },
    /// It does not want to hear more of what it asked.
    Complete { id: String },
}

#[derive(Deserialize)]
struct Message<'m> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'m, str>,
    #[serde(borrow)]
    id: Option<Cow<'m, str>>,
    #[serde(borrow)]
    payload: Option<&'m RawValue>,
}

#[derive(Default, Deserialize)]
struct InitPayload {
    #[serde(alias = "Authorization")]
    authorization: Option<String>,
}

impl<'m> ClientMessage<'m> {
    /// Reads a message.
    ///
    /// # Errors
    /// When it is none of the protocol, which closes the connection.
    pub(crate) fn parse(text: &'m str) -> Result<Self, Close> {
        let invalid = |reason: &str| Close::Invalid(format!("Invalid message: {reason}"));
        let message: Message = serde_json::from_str(text)
            .map_err(|error| invalid(&format!("not a JSON object with a type: {error}")))?;
        let id = |id: Option<Cow<'m, str>>| match id {
            Some(id) if !id.is_empty() => Ok(id.into_owned()),
            _ => Err(invalid("\"id\" must be a text that is not empty")),
        };
        let is_object = |payload: &RawValue| payload.get().starts_with('{');
        if message.payload.is_some_and(|payload| !is_object(payload)) {
            return Err(invalid("\"payload\" must be an object"));
        }
        match (message.kind.as_ref(), message.payload) {
            ("connection_init", payload) => {
                let payload = payload.map_or(Ok(InitPayload::default()), |payload| {
                    serde_json::from_str(payload.get())
                        .map_err(|_| invalid("\"authorization\" must be a text"))
                })?;
                Ok(Self::ConnectionInit {
                    authorization: payload.authorization,
                })
            }
            ("ping", payload) => Ok(Self::Ping { payload }),
            ("pong", _) => Ok(Self::Pong),
            ("subscribe", Some(payload)) => {
                let id = id(message.id)?;
                match Parameters::malformed(payload.get()) {
                    None => Ok(Self::Subscribe { id, payload }),
                    Some(reason) => Err(invalid(&format!("in \"payload\", {reason}"))),
                }
            }
            ("subscribe", None) => Err(invalid("\"payload\" is missing")),
            ("complete", _) => Ok(Self::Complete {
                id: id(message.id)?,
            }),
            _ => Err(invalid("no message has this type")),
        }
    }
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum ServerMessage<'m> {
    /// The connection is introduced.
    ConnectionAck,
    /// The server is there.
    Pong {
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<&'m RawValue>,
    },
    /// An answer, or one of several.
    Next { id: &'m str, payload: &'m RawValue },
    /// An operation was not executed.
    Error { id: &'m str, payload: &'m RawValue },
    /// There is no more of an operation.
    Complete { id: &'m str },
}

impl ServerMessage<'_> {
    /// The message's text.
    pub(crate) fn text(&self) -> String {
        serde_json::to_string(self).expect("texts always have a JSON form")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_closes_the_connection() {
        for text in [
            "",
            "[]",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"hello"}"#,
            r#"{"type":"connection_init","payload":[]}"#,
            r#"{"type":"connection_init","payload":{"authorization":1}}"#,
            r#"{"type":"subscribe","id":"1"}"#,
            r#"{"type":"subscribe","id":"","payload":{}}"#,
            r#"{"type":"subscribe","payload":{"query":"{a}"}}"#,
            r#"{"type":"subscribe","id":1,"payload":{"query":"{a}"}}"#,
            r#"{"type":"subscribe","id":null,"payload":{"query":"{a}"}}"#,
            r#"{"type":"subscribe","id":"1","payload":{}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":null}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":{}}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"extensions":{}}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":"{}"}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{a}","operationName":1}}"#,
            r#"{"type":"subscribe","id":"1","payload":{"query":"{a}","extensions":[]}}"#,
            r#"{"type":"complete"}"#,
        ] {
            let close = ClientMessage::parse(text).unwrap_err();
            assert_eq!(close.code(), 4400, "{text}");
        }
    }

    #[test]
    fn what_the_parameters_say_is_no_matter_of_the_protocol() {
        for payload in [
            r#"{"query":"{"}"#,
            r#"{"query":"{a}","variables":null,"operationName":null,"extensions":null}"#,
            // The hash of a persisted query stands for its text.
            r#"{"extensions":{"persistedQuery":{"version":2}}}"#,
        ] {
            let text = format!(r#"{{"type":"subscribe","id":"1","payload":{payload}}}"#);
            let message = ClientMessage::parse(&text).unwrap();
            assert!(matches!(message, ClientMessage::Subscribe { .. }), "{text}");
        }
    }

    #[test]
    fn messages_are_written_as_the_protocol_has_them() {
        let payload = RawValue::from_string("{\"a\":1}".to_owned()).unwrap();
        for (message, text) in [
            (ServerMessage::ConnectionAck, r#"{"type":"connection_ack"}"#),
            (ServerMessage::Pong { payload: None }, r#"{"type":"pong"}"#),
            (
                ServerMessage::Next {
                    id: "a\"",
                    payload: &payload,
                },
                r#"{"type":"next","id":"a\"","payload":{"a":1}}"#,
            ),
            (
                ServerMessage::Complete { id: "1" },
                r#"{"type":"complete","id":"1"}"#,
            ),
        ] {
            assert_eq!(message.text(), text);
        }
    }
}
