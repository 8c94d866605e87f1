//! What clients ask: a document read, judged and kept before anything of it is executed.
//!
//! A [`DocumentReader`] reads a text once: its size, its syntax, what the schema says of it, the
//! order of its answer and its cost. What passes is kept, so that a document that comes again costs
//! nothing of this. A [`Refusal`] tells why one does not pass.

mod arguments;
mod cost;
mod escape;
mod input_value;
mod operation;
mod reader;
mod refusal;
mod shape;
mod size;
mod skipped;
mod text;
mod type_table;
mod variable_usage;
mod variables;
mod way;

pub(crate) use input_value::quoted;
pub(crate) use operation::{Operation, PreparedOperation};
pub(crate) use reader::DocumentReader;
pub(crate) use refusal::{Refusal, bounded, coded};
