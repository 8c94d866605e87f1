//! Rows of the sheets Nätverk and Nätverksmedlemmar.

use crate::check::position::Position;
use crate::check::row::{Cell, CheckedRow};
use crate::check::row_reader::RowReader;

/// A row of Nätverk.
#[derive(Debug)]
pub(crate) struct NetworkRow {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) website: Cell<String>,
    pub(crate) description: Cell<String>,
    pub(crate) source: Cell<String>,
}

/// A row of Nätverksmedlemmar.
#[derive(Debug)]
pub(crate) struct NetworkMemberRow {
    pub(crate) at: Position,
    pub(crate) network: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) since: Cell<i32>,
    pub(crate) until: Cell<i32>,
    pub(crate) source: Cell<String>,
}

impl RowReader<'_> {
    pub(super) fn network(&mut self) -> Option<CheckedRow> {
        Some(CheckedRow::Network(NetworkRow {
            at: self.at.clone(),
            website: self.web_address("Webbplats"),
            description: self.text("Beskrivning"),
            source: self.text("Källa"),
            name: self.required("Nätverk")?,
        }))
    }

    pub(super) fn network_member(&mut self) -> Option<CheckedRow> {
        let (network, name) = (self.required("Nätverk"), self.required("Medlem"));
        let country = self.required("Land");
        let row = NetworkMemberRow {
            at: self.at.clone(),
            since: self.year("Från år"),
            until: self.year("Till år"),
            source: self.text("Källa"),
            network: network?,
            name: name?,
            country: country?,
        };
        self.check_years("Till år", row.since.filled(), row.until.filled());
        Some(CheckedRow::NetworkMember(row))
    }
}
