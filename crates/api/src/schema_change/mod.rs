//! What clients notice between two versions of a schema.

mod compare;
mod member;

pub use compare::{SchemaChange, schema_changes};
