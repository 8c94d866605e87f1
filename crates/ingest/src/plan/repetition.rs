//! Rows that say again what an earlier row has said.

use std::collections::BTreeMap;
use std::fmt::Display;

use vanort_model::FindingCode;

use crate::check::{Findings, Position};

/// The records that rows have drafted so far, with the rows.
#[derive(Debug)]
pub(super) struct Repetition<K, R> {
    seen: BTreeMap<K, (Position, R)>,
}

impl<K, R> Default for Repetition<K, R> {
    fn default() -> Self {
        Self {
            seen: BTreeMap::new(),
        }
    }
}

impl<K: Ord + Clone + Display, R: Clone + PartialEq> Repetition<K, R> {
    /// Whether the row is the first with its key. A later one that says the same is told of and
    /// does no harm; one that says something else is not taken.
    pub(super) fn is_first(
        &mut self,
        at: &Position,
        column: &str,
        key: &K,
        record: &R,
        findings: &mut Findings,
    ) -> bool {
        let Some((first, known)) = self.seen.get(key) else {
            self.seen.insert(key.clone(), (at.clone(), record.clone()));
            return true;
        };
        let code = FindingCode::DuplicateRow;
        if known == record {
            let message = format!("{key} står redan på {first}, med samma uppgifter.");
            findings.warning(
                at,
                column,
                code,
                message,
                Some("Ta bort en av raderna.".to_owned()),
            );
        } else {
            let message = format!("{key} står redan på {first}, med andra uppgifter.");
            let suggestion = Some("Behåll den rad som stämmer.".to_owned());
            findings.error(at, column, code, message, suggestion);
        }
        false
    }
}
