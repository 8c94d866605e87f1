//! The GraphQL endpoint: POST for everything, GET for queries, GraphiQL for browsers.

use std::sync::Arc;

use async_graphql::parser::types::OperationType;
use axum::extract::{Extension, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::runtime::Handle;
use tracing::Span;
use vanort_register::{ReadModel, run_blocking};

use crate::auth::Role;
use crate::client::ClientAddress;
use crate::document::Refusal;
use crate::execution::Outcome;
use crate::http::answer::{
    Keeping, executed, names_any_tag, names_tag, not_modified, refused, rejected,
};
use crate::http::body::{BodyLimits, read_body};
use crate::http::compression::CompressibleBody;
use crate::http::graphiql;
use crate::http::media_type::{Accept, MediaType, is_json};
use crate::http::parameters::Parameters;
use crate::http::response_cache::{CacheKey, CachedAnswer};
use crate::http::service::Service;
use crate::limits::MAX_INLINE_BODY_BYTES;

/// How a request came.
#[derive(Debug, Clone, Copy)]
struct Asked<'r> {
    headers: &'r HeaderMap,
    client: ClientAddress,
    role: Role,
    media_type: MediaType,
    /// Whether by GET, whose answers may be kept by others.
    by_get: bool,
}

/// Answers a request whose parameters are the JSON body.
pub(crate) async fn post(
    State(service): State<Arc<Service>>,
    Extension(client): Extension<ClientAddress>,
    Extension(role): Extension<Role>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let Some(media_type) = Accept::of(&parts.headers).answer else {
        return not_acceptable();
    };
    let unsupported = |message| {
        let refusal = Refusal::mistake(message, None);
        rejected(StatusCode::UNSUPPORTED_MEDIA_TYPE, media_type, &refusal)
    };
    if !is_json(parts.headers.get(header::CONTENT_TYPE)) {
        return unsupported("send the request as application/json in UTF-8");
    }
    if parts.headers.contains_key(header::CONTENT_ENCODING) {
        return unsupported("send the request's body as it is, without Content-Encoding");
    }
    let limits = BodyLimits::of(&service.options.limits, role);
    let body = match read_body(body, &parts.headers, limits).await {
        Ok(body) => body,
        Err((status, refusal)) => return rejected(status, media_type, &refusal),
    };
    let is_large = body.len() > MAX_INLINE_BODY_BYTES;
    let answering = async move {
        let asked = Asked {
            headers: &parts.headers,
            client,
            role,
            media_type,
            by_get: false,
        };
        match Parameters::from_json(&body) {
            Ok(parameters) => service.answer(asked, parameters).await,
            Err(refusal) => rejected(StatusCode::BAD_REQUEST, media_type, &refusal),
        }
    };
    if is_large {
        aside(answering).await
    } else {
        answering.await
    }
}

/// Answers apart from other requests, which would have to wait while a large body is read.
async fn aside(answering: impl Future<Output = Response> + Send + 'static) -> Response {
    let runtime = Handle::current();
    run_blocking(move || runtime.block_on(answering)).await
}

/// Answers a query in the address, or shows a browser GraphiQL.
pub(crate) async fn get(
    State(service): State<Arc<Service>>,
    Extension(client): Extension<ClientAddress>,
    Extension(role): Extension<Role>,
    request: Request,
) -> Response {
    let address = request.uri().query().unwrap_or_default();
    let accept = Accept::of(request.headers());
    if accept.page && service.options.graphiql && !asks_query(address) {
        return graphiql::page(request.headers()).await;
    }
    let Some(media_type) = accept.answer else {
        return not_acceptable();
    };
    let asked = Asked {
        headers: request.headers(),
        client,
        role,
        media_type,
        by_get: true,
    };
    match Parameters::from_address(address) {
        Ok(parameters) => service.answer(asked, parameters).await,
        Err(refusal) => rejected(StatusCode::BAD_REQUEST, media_type, &refusal),
    }
}

impl Service {
    /// Answers from what was answered before, or else afresh.
    async fn answer(&self, asked: Asked<'_>, mut parameters: Parameters<'_>) -> Response {
        if let Err(refusal) = self.persisted.resolve(&mut parameters) {
            return refused(asked.media_type, &refusal);
        }
        let role = asked.role;
        let model = match self.read_model().await {
            Ok(model) => model,
            Err(refusal) => return refused(asked.media_type, &refusal),
        };
        // Only answers to anybody are kept, here or by others.
        let keeps = asked.by_get || self.responses.keeps();
        let key = match role {
            Role::Public | Role::AdministrationOff if keeps => {
                Some(CacheKey::new(model.version(), &parameters))
            }
            _ => None,
        };
        let etag = key.as_ref().filter(|_| asked.by_get).map(CacheKey::etag);
        if let Some(etag) = &etag
            && names_tag(asked.headers, etag)
        {
            self.keep_persisted(&parameters);
            let max_age_s = self.options.max_age_s;
            return not_modified(Keeping::Public {
                max_age_s,
                etag: etag.clone(),
            });
        }
        if let Some(answer) = key.as_ref().and_then(|key| self.responses.get(key)) {
            self.keep_persisted(&parameters);
            return respond(asked, &answer, etag).await;
        }
        let outcome = match self.compute(asked, &parameters, &model).await {
            Ok(outcome) => outcome,
            Err(response) => return response,
        };
        let body = CompressibleBody::new(outcome.body().into());
        if let Some((key, max_age_s)) = key.zip(self.max_age_s(&outcome)) {
            let answer = Arc::new(CachedAnswer { body, max_age_s });
            self.responses.put(&key, &answer);
            return respond(asked, &answer, etag).await;
        }
        let keeping = match role {
            Role::Administrator => Keeping::Private,
            Role::Public | Role::AdministrationOff => Keeping::Nobody,
        };
        executed(asked.headers, asked.media_type, &body, keeping).await
    }

    /// Keeps a query that was sent with its hash, and that has an answer.
    fn keep_persisted(&self, parameters: &Parameters<'_>) {
        if let (Some(hash), Some(text)) = (parameters.persisted, &parameters.query) {
            self.persisted.keep(hash, text);
        }
    }

    async fn compute(
        &self,
        asked: Asked<'_>,
        parameters: &Parameters<'_>,
        model: &Arc<ReadModel>,
    ) -> Result<Outcome, Response> {
        let refuse = |refusal: Refusal| refused(asked.media_type, &refusal);
        let query = parameters.query.as_deref().unwrap_or_default();
        let name = parameters.operation_name.as_deref();
        let prepared = self.executor.prepare(query, name, &parameters.variables);
        let prepared = prepared.await.map_err(refuse)?;
        self.keep_persisted(parameters);
        let kind = prepared.operation.kind;
        if kind == OperationType::Subscription {
            let message =
                "subscriptions are answered at /graphql/ws, by the protocol graphql-transport-ws";
            return Err(refuse(Refusal::mistake(message, None)));
        }
        if asked.by_get && kind != OperationType::Query {
            return Err(only_queries_by_get(asked.media_type));
        }
        if let Some(name) = &prepared.operation.name {
            Span::current().record("graphql.operation", name.as_str());
        }
        let sender = (asked.client, asked.role);
        let outcome = self
            .executor
            .execute(prepared, |request| {
                self.attach(request, sender, model.clone())
            })
            .await;
        if kind == OperationType::Mutation {
            self.revisions.look(&self.register).await;
        }
        outcome.map_err(refuse)
    }

    /// How long an outcome may be kept by others; `None` when nobody may keep it.
    fn max_age_s(&self, outcome: &Outcome) -> Option<u32> {
        if !outcome.is_kept_until_change() {
            return None;
        }
        let of_schema = u32::try_from(outcome.cache_control.max_age).ok()?;
        let own = self.options.max_age_s;
        Some(if of_schema == 0 {
            own
        } else {
            own.min(of_schema)
        })
    }
}

/// Whether an address has a query or its hash.
fn asks_query(address: &str) -> bool {
    let mut pairs = address.split('&');
    pairs.any(|pair| pair.starts_with("query=") || pair.starts_with("extensions="))
}

async fn respond(asked: Asked<'_>, answer: &CachedAnswer, etag: Option<HeaderValue>) -> Response {
    let max_age_s = answer.max_age_s;
    let has_tag = etag.is_some();
    let keeping = etag.map_or(Keeping::Nobody, |etag| Keeping::Public { max_age_s, etag });
    // Only here it is known that there is an answer with a tag.
    if has_tag && names_any_tag(asked.headers) {
        return not_modified(keeping);
    }
    executed(asked.headers, asked.media_type, &answer.body, keeping).await
}

fn not_acceptable() -> Response {
    let message = "answers are given as application/graphql-response+json or application/json";
    let refusal = Refusal::mistake(message, None);
    rejected(StatusCode::NOT_ACCEPTABLE, MediaType::Json, &refusal)
}

fn only_queries_by_get(media_type: MediaType) -> Response {
    let refusal = Refusal::mistake("GET is for queries; send mutations with POST", None);
    let mut response = rejected(StatusCode::METHOD_NOT_ALLOWED, media_type, &refusal);
    let allow = HeaderValue::from_static("POST");
    response.headers_mut().insert(header::ALLOW, allow);
    response
}
