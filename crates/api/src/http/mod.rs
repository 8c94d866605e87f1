//! The HTTP surface.

mod graphiql;
mod graphql;
mod health;
mod router;
mod service;

pub use router::{ApiOptions, router};
