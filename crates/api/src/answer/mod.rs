//! Answers on their way to JSON.
//!
//! The executor makes a tree of an answer, with a task and an entry of a map for each field. What
//! the register has in memory needs neither: a [`Direct`] object, one that is [`AnyOf`] several types, and the [`Items`] of a list are
//! written as JSON text field after field, which the tree then holds as one value. That goes for
//! documents that select no field twice, as two selections of one object are merged in the tree.

mod any_of;
mod direct;
mod form;
mod items;
mod json;

pub(crate) use any_of::{AnyOf, Kinds, kinds};
pub(crate) use direct::{Direct, Writing, write_apart};
pub(crate) use form::AnswerForm;
pub(crate) use items::Items;
pub(crate) use json::{write_json, write_value};
