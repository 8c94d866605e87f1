//! The HTTP surface.

mod graphiql;
mod graphql;
mod health;
mod router;

pub use router::{ApiOptions, router};
