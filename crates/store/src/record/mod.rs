//! The model's records as rows of tables and back. Names are rows of their own and are added by
//! whoever reads them.

mod authority;
mod contact;
mod country;
mod feedback;
mod name;
mod network;
mod observation;
mod partner_seeker;
mod place;
mod programme;
mod resource;
mod twinning;

use std::str::FromStr;

use sea_orm::{EntityTrait, IntoActiveModel};
use vanort_model::ParseError;

use crate::error::StoreError;

pub(crate) use feedback::feedback_row;
pub(crate) use name::NameRow;
pub(crate) use partner_seeker::{hash_text, partner_seeker_row};

/// A record that is stored as a row of a table.
pub(crate) trait Stored: Sized + Send {
    /// The table.
    type Entity: EntityTrait<
            Model: IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>,
            ActiveModel: Send,
        >;
    /// The column that holds the natural key.
    const KEY: <Self::Entity as EntityTrait>::Column;
    /// The row without names.
    fn to_row(&self) -> <Self::Entity as EntityTrait>::Model;
    /// The record of a row, without names.
    fn from_row(row: <Self::Entity as EntityTrait>::Model) -> Result<Self, StoreError>;
    /// The natural key as it is stored.
    fn key_text(&self) -> String;
}

fn parse<T: FromStr<Err = ParseError>>(table: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse()
        .map_err(|source| StoreError::Unreadable { table, source })
}

fn parse_optional<T: FromStr<Err = ParseError>>(
    table: &'static str,
    text: Option<String>,
) -> Result<Option<T>, StoreError> {
    text.map(|text| parse(table, &text)).transpose()
}

/// A number in the type that the model has for it.
fn narrow<T: TryFrom<i64>>(table: &'static str, number: i64) -> Result<T, StoreError> {
    T::try_from(number).map_err(|_| StoreError::OutOfRange { table, number })
}

fn optional_text(value: Option<&impl ToString>) -> Option<String> {
    value.map(ToString::to_string)
}

/// A list of words as it is stored: each between commas, the empty text when there is none.
fn words_to_text<T: ToString>(words: &[T]) -> String {
    if words.is_empty() {
        return String::new();
    }
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    format!(",{},", words.join(","))
}

fn words_from_text<T: FromStr<Err = ParseError>>(
    table: &'static str,
    text: &str,
) -> Result<Vec<T>, StoreError> {
    text.split(',')
        .filter(|word| !word.is_empty())
        .map(|word| parse(table, word))
        .collect()
}
