//! The parameters of a request as GraphQL over HTTP names them.

use std::borrow::Cow;

use async_graphql::ServerError;
use percent_encoding::percent_decode;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::document::{Refusal, quoted};
use crate::http::persisted::PersistedQuery;

/// The parameters of a request, each of its right kind.
#[derive(Debug, Default)]
pub(crate) struct Parameters<'r> {
    /// The document's text; `None` when only its hash was sent.
    pub(crate) query: Option<Cow<'r, str>>,
    pub(crate) operation_name: Option<Cow<'r, str>>,
    /// The variables' JSON text, an object; empty when none were sent.
    pub(crate) variables: Cow<'r, str>,
    pub(crate) persisted: Option<PersistedQuery>,
}

/// The parameters of a JSON object, each as its text stands.
#[derive(Deserialize)]
struct JsonParameters<'r> {
    #[serde(borrow)]
    query: Option<&'r RawValue>,
    #[serde(borrow, rename = "operationName")]
    operation_name: Option<&'r RawValue>,
    #[serde(borrow)]
    variables: Option<&'r RawValue>,
    #[serde(borrow)]
    extensions: Option<&'r RawValue>,
}

#[derive(Deserialize)]
struct Extensions<'r> {
    #[serde(borrow, rename = "persistedQuery")]
    persisted_query: Option<&'r RawValue>,
}

#[derive(Deserialize)]
struct PersistedQueryExtension<'r> {
    version: u64,
    #[serde(borrow, rename = "sha256Hash")]
    sha256_hash: Cow<'r, str>,
}

#[derive(Deserialize)]
struct Text<'r>(#[serde(borrow)] Cow<'r, str>);

impl JsonParameters<'_> {
    /// The first parameter that is of a wrong kind. Null is none, and the hash of a persisted query
    /// may stand for its text.
    fn wrong_kind(&self) -> Option<String> {
        let begins = |sent: Option<&RawValue>, with: char| {
            sent.is_none_or(|sent| sent.get().starts_with(with))
        };
        let mut texts = [
            ("query", self.query),
            ("operationName", self.operation_name),
        ]
        .into_iter();
        let mut objects = [
            ("variables", self.variables),
            ("extensions", self.extensions),
        ]
        .into_iter();
        if let Some((name, _)) = texts.find(|(_, sent)| !begins(*sent, '"')) {
            return Some(format!("\"{name}\" is not a text"));
        }
        if let Some((name, _)) = objects.find(|(_, sent)| !begins(*sent, '{')) {
            return Some(format!("\"{name}\" is not an object"));
        }
        let extensions = self.extensions.map(RawValue::get);
        let extensions = extensions.map(serde_json::from_str::<Extensions>);
        let has_hash = extensions.is_some_and(|it| it.is_ok_and(|it| it.persisted_query.is_some()));
        (self.query.is_none() && !has_hash).then(|| "\"query\" is missing".to_owned())
    }
}

impl<'r> Parameters<'r> {
    /// Why a JSON object cannot be the parameters of a request, whatever they ask: one of them is of
    /// a wrong kind.
    pub(crate) fn malformed(object: &str) -> Option<String> {
        match serde_json::from_str::<JsonParameters>(object) {
            Ok(sent) => sent.wrong_kind(),
            Err(error) => Some(error.to_string()),
        }
    }

    /// Reads the parameters of a JSON body.
    ///
    /// # Errors
    /// When it is not JSON, or parameters are of a wrong kind: all of them at once.
    pub(crate) fn from_json(body: &'r [u8]) -> Result<Self, Refusal> {
        let text = std::str::from_utf8(body)
            .map_err(|_| Refusal::mistake("the body is not text in UTF-8", None))?;
        // Some programs begin a text with a byte order mark, which a reader may leave out (RFC 8259,
        // section 8.1).
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match text.trim_ascii_start().bytes().next() {
            Some(b'{') => {}
            Some(b'[') => {
                let message = "batches are not supported: send each request by itself, as a JSON object with \"query\"";
                return Err(Refusal::mistake(message, None));
            }
            _ => {
                let message = "the body is not a GraphQL request: a JSON object with \"query\"";
                return Err(Refusal::mistake(message, None));
            }
        }
        let sent: JsonParameters = serde_json::from_str(text)
            .map_err(|error| Refusal::mistake(format!("the body is not JSON: {error}"), None))?;
        let mut reading = Reading::default();
        let query = reading.text("query", sent.query);
        let operation_name = reading.text("operationName", sent.operation_name);
        // An empty name is none, as it is in an address: some clients always send one.
        let operation_name = operation_name.filter(|name| !name.is_empty());
        let variables = reading.object("variables", sent.variables.map(RawValue::get));
        let persisted = reading.extensions(sent.extensions.map(RawValue::get));
        reading.finish(Self {
            query,
            operation_name,
            variables: Cow::Borrowed(variables),
            persisted,
        })
    }

    /// Reads the parameters of an address's query part, where variables and extensions are JSON
    /// text. What is no parameter of GraphQL is left alone.
    ///
    /// # Errors
    /// When the part is malformed, or parameters are of a wrong kind: all of them at once.
    pub(crate) fn from_address(address: &str) -> Result<Self, Refusal> {
        let mut parameters = Self::default();
        let mut reading = Reading::default();
        let (mut variables, mut extensions) = (None, None);
        for pair in address.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let Some(name) = decode(name) else { continue };
            let place = match name.as_str() {
                "query" => &mut parameters.query,
                "operationName" => &mut parameters.operation_name,
                "variables" => &mut variables,
                "extensions" => &mut extensions,
                _ => continue,
            };
            let Some(value) = decode(value) else {
                reading.tell(format!("\"{name}\" is not text in UTF-8, percent-encoded"));
                continue;
            };
            // An empty one is as good as none, as forms send it.
            if !value.is_empty() && place.replace(Cow::Owned(value)).is_some() {
                reading.tell(format!("\"{name}\" stands in the address twice"));
            }
        }
        let object = reading.object("variables", variables.as_deref());
        parameters.variables = Cow::Owned(object.to_owned());
        parameters.persisted = reading.extensions(extensions.as_deref());
        reading.finish(parameters)
    }
}

/// A value of an address, where a plus stands for a space.
fn decode(text: &str) -> Option<String> {
    let spaced: Vec<u8> = text
        .bytes()
        .map(|byte| if byte == b'+' { b' ' } else { byte })
        .collect();
    let decoded = percent_decode(&spaced).decode_utf8().ok()?;
    Some(decoded.into_owned())
}

/// Reads parameters, and gathers what is wrong with them.
#[derive(Default)]
struct Reading {
    mistakes: Vec<ServerError>,
}

impl Reading {
    fn tell(&mut self, message: String) {
        self.mistakes.push(ServerError::new(message, None));
    }

    fn text<'r>(&mut self, name: &str, sent: Option<&'r RawValue>) -> Option<Cow<'r, str>> {
        if let Ok(Text(text)) = serde_json::from_str::<Text>(sent?.get()) {
            Some(text)
        } else {
            self.tell(format!("\"{name}\" is not a text"));
            None
        }
    }

    /// The text of a JSON object; empty for none.
    fn object<'r>(&mut self, name: &str, sent: Option<&'r str>) -> &'r str {
        match sent.map(str::trim) {
            None | Some("null") => "",
            Some(text) if text.starts_with('{') => text,
            Some(_) => {
                self.tell(format!("\"{name}\" is not a JSON object"));
                ""
            }
        }
    }

    fn extensions(&mut self, sent: Option<&str>) -> Option<PersistedQuery> {
        let text = self.object("extensions", sent);
        if text.is_empty() {
            return None;
        }
        let persisted = match serde_json::from_str::<Extensions>(text) {
            Ok(extensions) => extensions.persisted_query?.get(),
            Err(error) => {
                self.tell(format!("\"extensions\" cannot be read: {error}"));
                return None;
            }
        };
        let read = serde_json::from_str::<PersistedQueryExtension>(persisted);
        let message = match read {
            Ok(persisted) if persisted.version != 1 => {
                format!(
                    "persisted queries of version {} are not supported; send version 1",
                    persisted.version
                )
            }
            Ok(persisted) => match PersistedQuery::parse(&persisted.sha256_hash) {
                Some(persisted) => return Some(persisted),
                None => format!(
                    "\"sha256Hash\" is {}; a SHA-256 has 64 hexadecimal digits",
                    quoted(&persisted.sha256_hash)
                ),
            },
            Err(error) => format!("\"persistedQuery\" cannot be read: {error}"),
        };
        self.tell(message);
        None
    }

    fn finish(mut self, parameters: Parameters<'_>) -> Result<Parameters<'_>, Refusal> {
        if self.mistakes.is_empty() && parameters.query.is_none() && parameters.persisted.is_none()
        {
            self.tell("the parameter \"query\" is missing".to_owned());
        }
        if self.mistakes.is_empty() {
            Ok(parameters)
        } else {
            Err(Refusal::mistakes(self.mistakes))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(result: Result<Parameters<'_>, Refusal>) -> Vec<String> {
        let errors = result.unwrap_err().errors.into_iter();
        errors.map(|error| error.message).collect()
    }

    #[test]
    fn a_body_has_its_parameters_and_null_is_none() {
        let body = br#" {"query":"{ a }","operationName":null,"variables":{"a":[1]},"extensions":null,"other":1}"#;
        let parameters = Parameters::from_json(body).unwrap();
        assert_eq!(parameters.query.as_deref(), Some("{ a }"));
        assert_eq!(parameters.operation_name, None);
        assert_eq!(parameters.variables, r#"{"a":[1]}"#);
    }

    #[test]
    fn an_empty_operation_name_is_none_and_a_byte_order_mark_is_left_out() {
        let body = "\u{feff} {\"query\":\"{ a }\",\"operationName\":\"\"}";
        let parameters = Parameters::from_json(body.as_bytes()).unwrap();
        assert_eq!(parameters.query.as_deref(), Some("{ a }"));
        assert_eq!(parameters.operation_name, None);
        let twice = format!("{}{body}", '\u{feff}');
        assert!(Parameters::from_json(twice.as_bytes()).is_err());
    }

    #[test]
    fn all_parameters_of_a_wrong_kind_are_told_at_once() {
        let body = br#"{"query":1,"operationName":["a"],"variables":"b","extensions":false}"#;
        assert_eq!(
            told(Parameters::from_json(body)),
            [
                "\"query\" is not a text",
                "\"operationName\" is not a text",
                "\"variables\" is not a JSON object",
                "\"extensions\" is not a JSON object",
            ]
        );
        let address =
            "query=%ff&query=a&query=b&variables=[]&extensions=%7B%22persistedQuery%22:1%7D";
        assert_eq!(told(Parameters::from_address(address)).len(), 4);
    }

    #[test]
    fn a_body_that_is_no_request_is_told_what_one_is() {
        for (body, message) in [
            (&b""[..], "a JSON object with"),
            (b"[]", "batches are not supported"),
            (b"{\"query\":", "is not JSON: EOF"),
            (b"{\"query\":\"a\",\"query\":\"b\"}", "duplicate field"),
            (b"{\"query\":\"\xff\"}", "UTF-8"),
            (b"{}", "\"query\" is missing"),
            (b"{\"query\":\"a\"} x", "trailing characters"),
        ] {
            let told = told(Parameters::from_json(body));
            assert!(told[0].contains(message), "{}", told[0]);
        }
    }

    #[test]
    fn an_address_has_them_percent_encoded() {
        let address =
            "query=%7B+a%28b%3A%22%2B%22%29+%7D&operationName=&variables=%7B%22a%22%3A1%7D&nonce=1";
        let parameters = Parameters::from_address(address).unwrap();
        assert_eq!(parameters.query.as_deref(), Some("{ a(b:\"+\") }"));
        assert_eq!(parameters.operation_name, None);
        assert_eq!(parameters.variables, r#"{"a":1}"#);
    }

    #[test]
    fn a_persisted_query_is_of_version_1_and_has_a_hash() {
        let with = |extension: &str| {
            format!("{{\"extensions\":{{\"persistedQuery\":{extension},\"other\":1}}}}")
        };
        let hash = "a".repeat(64);
        let body = with(&format!("{{\"version\":1,\"sha256Hash\":\"{hash}\"}}"));
        assert!(
            Parameters::from_json(body.as_bytes())
                .unwrap()
                .persisted
                .is_some()
        );
        for (extension, message) in [
            (
                format!("{{\"version\":2,\"sha256Hash\":\"{hash}\"}}"),
                "version 2",
            ),
            (
                "{\"version\":1,\"sha256Hash\":\"abc\"}".to_owned(),
                "64 hexadecimal",
            ),
            ("{\"version\":1}".to_owned(), "missing field"),
        ] {
            let body = with(&extension);
            let told = told(Parameters::from_json(body.as_bytes()));
            assert!(told[0].contains(message), "{}", told[0]);
        }
    }
}
