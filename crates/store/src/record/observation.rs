//! Observations.

use vanort_model::Observation;

use super::{Stored, narrow, optional_text, parse, parse_optional, words_from_text, words_to_text};
use crate::entity::observation;
use crate::error::StoreError;

impl Stored for Observation {
    type Entity = observation::Entity;
    const KEY: observation::Column = observation::Column::Key;

    fn to_row(&self) -> observation::Model {
        observation::Model {
            key: self.key.clone(),
            twinning_key: self.twinning.to_string(),
            survey_key: self.survey.to_string(),
            workbook: self.workbook.clone(),
            sheet: self.sheet.clone(),
            row: i64::from(self.row),
            text: self.text.clone(),
            status: optional_text(self.status.as_ref()),
            since: self.since,
            until: self.until,
            themes: words_to_text(&self.themes),
            network_key: optional_text(self.network.as_ref()),
            note: self.note.clone(),
            source: self.source.clone(),
        }
    }

    fn from_row(row: observation::Model) -> Result<Self, StoreError> {
        let table = "observation";
        Ok(Self {
            key: row.key,
            twinning: parse(table, &row.twinning_key)?,
            survey: parse(table, &row.survey_key)?,
            workbook: row.workbook,
            sheet: row.sheet,
            row: narrow(table, row.row)?,
            text: row.text,
            status: parse_optional(table, row.status)?,
            since: row.since,
            until: row.until,
            themes: words_from_text(table, &row.themes)?,
            network: parse_optional(table, row.network_key)?,
            note: row.note,
            source: row.source,
        })
    }

    fn key_text(&self) -> String {
        self.key.clone()
    }
}
