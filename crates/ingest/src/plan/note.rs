//! What a text was found to mean, told at every row that has it.

use std::cell::Cell;

use vanort_model::{FindingCode, PlaceKey, Severity};

use crate::check::{Findings, Position};

/// Which cell of a row is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The cell with the place.
    Place,
    /// The cell with its country.
    Country,
}

/// A finding that has no place yet.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) severity: Severity,
    pub(super) side: Side,
    pub(super) code: FindingCode,
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
    /// Whether the first row tells it for all.
    once: Cell<Once>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Once {
    Always,
    First,
    Told,
}

/// What a text was found to mean.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// The places; none when the text cannot be taken.
    pub(super) places: Vec<PlaceKey>,
    /// What is to be told of it.
    pub(super) notes: Vec<Note>,
    /// The places that the text changes: another spelling, a successor.
    pub(super) changed: Vec<PlaceKey>,
}

impl Meaning {
    /// Tells what was decided for the reader.
    pub(super) fn info(&mut self, side: Side, code: FindingCode, message: String) {
        self.note(Severity::Info, side, code, message, None);
    }

    /// Tells that somebody should look.
    pub(super) fn warning(&mut self, side: Side, code: FindingCode, message: String) {
        self.note(Severity::Warning, side, code, message, None);
    }

    /// Tells why the text cannot be taken.
    pub(super) fn error(
        &mut self,
        side: Side,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.note(Severity::Error, side, code, message, suggestion);
    }

    /// Tells at the first row what was added to the register.
    pub(super) fn added(&mut self, message: String, suggestion: Option<String>) {
        let code = FindingCode::PlaceAdded;
        self.note(Severity::Info, Side::Place, code, message, suggestion);
        if let Some(note) = self.notes.last() {
            note.once.set(Once::First);
        }
    }

    fn note(
        &mut self,
        severity: Severity,
        side: Side,
        code: FindingCode,
        message: String,
        suggestion: Option<String>,
    ) {
        self.notes.push(Note {
            severity,
            side,
            code,
            message,
            suggestion,
            once: Cell::new(Once::Always),
        });
    }

    /// Tells at a row what its text means: in the columns of the place and of its country.
    pub(super) fn tell(&self, at: &Position, columns: (&str, &str), findings: &mut Findings) {
        for note in &self.notes {
            note.tell(at, columns, findings);
        }
    }

    /// As [`Meaning::tell`], but leaves out that a place was added: the authority of this name will
    /// be told of instead.
    pub(super) fn tell_but_added(
        &self,
        at: &Position,
        columns: (&str, &str),
        findings: &mut Findings,
    ) {
        let notes = self.notes.iter();
        for note in notes.filter(|note| note.code != FindingCode::PlaceAdded) {
            note.tell(at, columns, findings);
        }
    }

    /// Takes out the note that a place was added, and returns its suggestion.
    pub(super) fn take_added(&mut self) -> Option<String> {
        let added = |note: &Note| note.code == FindingCode::PlaceAdded;
        let suggestion = self.notes.iter().find(|note| added(note));
        let suggestion = suggestion.and_then(|note| note.suggestion.clone());
        self.notes.retain(|note| !added(note));
        suggestion
    }
}

impl Note {
    fn tell(&self, at: &Position, columns: (&str, &str), findings: &mut Findings) {
        match self.once.get() {
            Once::Told => return,
            Once::First => self.once.set(Once::Told),
            Once::Always => {}
        }
        let column = match self.side {
            Side::Place => columns.0,
            Side::Country => columns.1,
        };
        let (message, suggestion) = (self.message.clone(), self.suggestion.clone());
        match self.severity {
            Severity::Error => findings.error(at, column, self.code, message, suggestion),
            Severity::Warning => findings.warning(at, column, self.code, message, suggestion),
            Severity::Info => findings.info(at, column, self.code, message, suggestion),
        }
    }
}
