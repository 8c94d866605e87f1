//! The GraphQL schema of the twin-town register and the HTTP surface that serves it.
//!
//! [`Api`] makes an [`axum::Router`] over an open [`vanort_register::Register`];
//! [`schema_sdl`] is the schema's text and needs neither database nor index. Errors carry one of
//! the [`ErrorCode`]s; [`Limits`] bound what a request may ask.
//!
//! ```
//! let sdl = vanort_api::schema_sdl();
//! assert!(sdl.contains("type Municipality implements"));
//! ```

#![expect(
    clippy::unused_async,
    reason = "the schema's macros take async functions only, though most fields are read from memory"
)]

mod answer;
mod auth;
mod bounded_store;
mod client;
mod connection;
mod document;
mod error;
mod execution;
mod global_id;
mod http;
mod limits;
mod mutation;
mod panic;
mod query;
mod revision;
mod schema;
mod schema_change;
mod subscription;
mod types;
mod websocket;

pub use auth::AdminToken;
pub use client::{ClientAddress, TrustedProxies};
pub use error::ErrorCode;
pub use http::{Api, ApiOptions, CorsOrigins, Draining, Startup, StartupStage, parse_cors_header};
pub use limits::{
    ClientLimits, DEFAULT_PAGE_SIZE, Limits, MAX_ERRORS, MAX_NODE_IDS, MAX_PAGE_SIZE, Rate,
};
pub use schema::schema_sdl;
pub use schema_change::{SchemaChange, schema_changes};
