//! The GraphQL endpoint: POST for everything, GET for queries, GraphiQL for browsers.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use async_graphql::{ErrorExtensionValues, Request, Response, ServerError, Variables};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response as HttpResponse};
use serde::Deserialize;

use crate::auth::role;
use crate::document_size::bracket_depth;
use crate::error::{ApiError, ErrorCode};
use crate::http::graphiql;
use crate::http::service::Service;
use crate::limits::MAX_BRACKET_DEPTH;

const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";

/// A request as the GraphQL over HTTP specification shapes it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: String,
    operation_name: Option<String>,
    variables: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The same in the query part of an address, where the variables are JSON text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddressParameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
}

impl Parameters {
    fn into_request(self) -> Request {
        let variables = self.variables.unwrap_or_default();
        let mut request = Request::new(self.query)
            .variables(Variables::from_json(serde_json::Value::Object(variables)));
        request.operation_name = self.operation_name;
        request
    }
}

/// Answers a request whose parameters are the JSON body.
pub(crate) async fn post(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> HttpResponse {
    let accept = Accept::of(&headers);
    if !is_json(headers.get(header::CONTENT_TYPE)) {
        return accept.refuse(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ErrorCode::BadUserInput,
            "send the request as application/json",
        );
    }
    let body = match body {
        Ok(body) => body,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let message = format!(
                "the request's body is larger than {} bytes",
                service.limits.max_body_bytes
            );
            return accept.refuse(
                StatusCode::PAYLOAD_TOO_LARGE,
                ErrorCode::PayloadTooLarge,
                &message,
            );
        }
        Err(_) => {
            return accept.bad_request("the request's body could not be read to its end");
        }
    };
    match serde_json::from_slice::<Parameters>(&body) {
        _ if body.trim_ascii_start().starts_with(b"[") => {
            accept.bad_request("batches are not supported: send one JSON object with \"query\"")
        }
        Ok(parameters) if bracket_depth(&parameters.query) > MAX_BRACKET_DEPTH => accept.too_deep(),
        Ok(parameters) => {
            service
                .answer(parameters.into_request(), &headers, accept)
                .await
        }
        Err(error) => accept.bad_request(&format!(
            "the body is not a GraphQL request, a JSON object with \"query\": {error}"
        )),
    }
}

/// Answers a query in the address, or shows a browser GraphiQL.
pub(crate) async fn get(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    RawQuery(address): RawQuery,
) -> HttpResponse {
    let accept = Accept::of(&headers);
    let address = address.unwrap_or_default();
    let Ok(parameters) = serde_urlencoded::from_str::<AddressParameters>(&address) else {
        return accept.bad_request("the address's parameters are malformed");
    };
    let Some(query) = parameters.query else {
        if accept == Accept::Browser {
            return graphiql::page().into_response();
        }
        return accept.bad_request("the parameter \"query\" is missing");
    };
    if bracket_depth(&query) > MAX_BRACKET_DEPTH {
        return accept.too_deep();
    }
    let variables = match parameters
        .variables
        .as_deref()
        .map(serde_json::from_str)
        .transpose()
    {
        Ok(variables) => variables,
        Err(error) => {
            return accept.bad_request(&format!("\"variables\" is not a JSON object: {error}"));
        }
    };
    let mut request = Parameters {
        query,
        operation_name: parameters.operation_name,
        variables,
    }
    .into_request();
    if asks_for_more_than_a_query(&mut request) {
        let mut response = accept.refuse(
            StatusCode::METHOD_NOT_ALLOWED,
            ErrorCode::BadUserInput,
            "GET is for queries; send mutations with POST",
        );
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
        return response;
    }
    service.answer(request, &headers, accept).await
}

/// Whether the operation that the request selects is anything but a query. A document that cannot
/// be parsed, or selects none, is left to the executor to explain.
fn asks_for_more_than_a_query(request: &mut Request) -> bool {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else {
        return false;
    };
    document
        .operations
        .iter()
        .filter(|(operation, _)| {
            name.is_none() || operation.map(async_graphql::Name::as_str) == name.as_deref()
        })
        .any(|(_, operation)| operation.node.ty != OperationType::Query)
}

impl Service {
    async fn answer(&self, request: Request, headers: &HeaderMap, accept: Accept) -> HttpResponse {
        let authorization = headers
            .get(header::AUTHORIZATION)
            .map(HeaderValue::as_bytes);
        // One view for the whole request: an answer is of one revision.
        let view = match self.register.view().await {
            Ok(view) => view,
            Err(error) => return accept.fail(&error.into()),
        };
        let request = request
            .data(role(self.admin_token.as_ref(), authorization))
            .data(view)
            .data(self.register.clone());
        let response = self.schema.execute(request).await;
        // Errors of which none has a path are of a request that failed before it was executed,
        // which the newer media type tells by the status and the older one cannot.
        let refused =
            response.is_err() && response.errors.iter().all(|error| error.path.is_empty());
        let status = match accept {
            Accept::GraphqlResponse if refused => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        };
        accept.respond(status, &response)
    }
}

/// What the client would like to be answered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Accept {
    GraphqlResponse,
    Json,
    Browser,
}

impl Accept {
    fn of(headers: &HeaderMap) -> Self {
        let accept = headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if accept.contains(GRAPHQL_RESPONSE) {
            Self::GraphqlResponse
        } else if accept.contains("text/html") {
            Self::Browser
        } else {
            Self::Json
        }
    }

    fn respond(self, status: StatusCode, response: &Response) -> HttpResponse {
        let content_type = match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json | Self::Browser => "application/json; charset=utf-8",
        };
        match serde_json::to_vec(response) {
            Ok(body) => (status, [(header::CONTENT_TYPE, content_type)], body).into_response(),
            Err(error) => {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "an answer could not be written"
                );
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }

    fn too_deep(self) -> HttpResponse {
        let message =
            format!("the query has more than {MAX_BRACKET_DEPTH} brackets within each other");
        self.refuse(StatusCode::BAD_REQUEST, ErrorCode::TooComplex, &message)
    }

    fn bad_request(self, message: &str) -> HttpResponse {
        self.refuse(StatusCode::BAD_REQUEST, ErrorCode::BadUserInput, message)
    }

    /// Answers that the register cannot be read.
    fn fail(self, error: &ApiError) -> HttpResponse {
        let (code, message) = error.publish(&[]);
        let status = match code {
            ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        self.refuse(status, code, &message)
    }

    fn refuse(self, status: StatusCode, code: ErrorCode, message: &str) -> HttpResponse {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", code.as_str());
        let mut error = ServerError::new(message, None);
        error.extensions = Some(extensions);
        // The body of a refused request has no "data".
        let body = serde_json::json!({ "errors": [error] });
        let content_type = match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json | Self::Browser => "application/json; charset=utf-8",
        };
        (
            status,
            [(header::CONTENT_TYPE, content_type)],
            body.to_string(),
        )
            .into_response()
    }
}

fn is_json(content_type: Option<&HeaderValue>) -> bool {
    content_type
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}
