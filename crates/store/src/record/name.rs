//! Names of places, countries and authorities: three tables of one shape.

use sea_orm::{EntityTrait, Set};
use vanort_model::{Country, LocalAuthority, Name, Place};

use super::{Stored, parse};
use crate::entity::{authority_name, country_name, place_name};
use crate::error::StoreError;

/// A record whose other names are rows of a table of their own.
pub(crate) trait NameRow: Stored {
    /// The table of the names.
    type Names: EntityTrait;
    /// The column that holds the owner's natural key.
    const OWNER: <Self::Names as EntityTrait>::Column;
    /// Puts the other names in.
    fn set_names(&mut self, names: Vec<Name>);
    /// The rows of the names as they are to be inserted.
    fn name_rows(&self) -> Vec<<Self::Names as EntityTrait>::ActiveModel>;
    /// The names of one owner: a JSON array of text, language and kind of each.
    fn read_names(json: &str) -> Result<Vec<Name>, StoreError>;
}

/// Implements [`NameRow`] over one of the three tables.
macro_rules! name_rows {
    ($record:ty, $table:ident, $names:ident) => {
        impl NameRow for $record {
            type Names = $table::Entity;
            const OWNER: $table::Column = $table::Column::OwnerKey;

            fn set_names(&mut self, names: Vec<Name>) {
                self.$names = names;
            }

            fn name_rows(&self) -> Vec<$table::ActiveModel> {
                let owner_key = self.key_text();
                (0..)
                    .zip(&self.$names)
                    .map(|(ordinal, name)| $table::ActiveModel {
                        owner_key: Set(owner_key.clone()),
                        ordinal: Set(ordinal),
                        text: Set(name.text.clone()),
                        language: Set(name.language.clone()),
                        kind: Set(name.kind.to_string()),
                    })
                    .collect()
            }

            fn read_names(json: &str) -> Result<Vec<Name>, StoreError> {
                read_names(stringify!($table), json)
            }
        }
    };
}

name_rows!(Country, country_name, other_names);
name_rows!(Place, place_name, names);
name_rows!(LocalAuthority, authority_name, other_names);

fn read_names(table: &'static str, json: &str) -> Result<Vec<Name>, StoreError> {
    let names: Vec<(String, Option<String>, String)> = serde_json::from_str(json)
        .map_err(|source| StoreError::UnreadableJson { table, source })?;
    let name = |(text, language, kind): (String, Option<String>, String)| {
        let kind = parse(table, &kind)?;
        Ok(Name {
            text,
            language,
            kind,
        })
    };
    names.into_iter().map(name).collect()
}
