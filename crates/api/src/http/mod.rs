//! The HTTP surface.
//!
//! A request comes through [`mod@router`], its log and [`admission`] to a handler; [`media_type`] and [`parameters`]
//! read what it asks, [`persisted`] and [`response_cache`] know what was asked before, and
//! [`answer`] tells what became of it.

mod admission;
mod answer;
mod api;
mod body;
mod compression;
mod cors;
mod draining;
mod fallback;
mod graphiql;
mod graphql;
mod health;
mod media_type;
mod options;
mod parameters;
mod persisted;
mod request_id;
mod request_log;
mod response_cache;
mod router;
mod service;
mod startup;
mod static_file;

pub use api::Api;
pub use cors::{CorsOrigins, parse_cors_header};
pub use draining::Draining;
pub use options::ApiOptions;
pub use startup::{Startup, StartupStage};

pub(crate) use answer::rejected;
pub(crate) use media_type::MediaType;
pub(crate) use parameters::Parameters;
pub(crate) use service::Service;
