//! How a request that was judged becomes an answer.

mod executor;
mod keeping;
mod outcome;
mod published;

pub(crate) use executor::Executor;
pub(crate) use keeping::PassingAnswer;
pub(crate) use outcome::{Outcome, refusal_body};
pub(crate) use published::published;
