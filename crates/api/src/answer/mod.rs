//! Answers on their way to JSON.
//!
//! The executor makes a tree of an answer, with a task and an entry of a map for each field. What
//! the register has in memory needs neither: a [`Direct`] object, one that is [`AnyOf`] several
//! types, and the [`Items`] of a list are written as JSON text field after field, which the tree then
//! holds as one value. Every object below the root is one of these, but for those of introspection.

mod any_of;
mod direct;
mod items;
mod json;
mod merge;
mod selecting;

pub(crate) use any_of::{AnyOf, Kinds, kinds};
pub(crate) use direct::{Direct, Writing, write_apart};
pub(crate) use items::Items;
pub(crate) use json::{write_json, write_value};
pub(crate) use merge::merge_root;
pub(crate) use selecting::Selecting;
