//! The changes of an import, each record after those that it refers to.

use std::collections::HashMap;
use std::hash::Hash;

use vanort_model::{Change, Observation, Place, PlaceKey, Record};

use crate::plan::draft::Drafts;
use crate::plan::tally::{Effect, Tally};

/// The changes so far, and what the rows did.
#[derive(Debug, Default)]
pub(super) struct Changes {
    pub(super) changes: Vec<Change>,
    pub(super) tally: Tally,
}

impl Changes {
    /// Notes what the rows of the drafts of one kind did, and keeps the drafts that differ from
    /// the register.
    pub(super) fn keep<K: Ord + Hash + Clone, R: Clone + PartialEq>(
        &mut self,
        drafts: Drafts<'_, K, R>,
        record: fn(R) -> Record,
    ) {
        let differences = drafts.differences();
        self.expect(differences.size_hint());
        for difference in differences {
            let effect = match &difference.before {
                None => Effect::Created,
                Some(_) => Effect::Updated,
            };
            self.tally.note(&difference.rows, effect);
            self.changes.push(Change {
                before: difference.before.map(record),
                after: difference.after.map(record),
            });
        }
    }

    /// Makes room for so many changes at once.
    fn expect(&mut self, (_, at_most): (usize, Option<usize>)) {
        self.changes.reserve(at_most.unwrap_or_default());
    }

    /// As [`Changes::keep`]; a row that only observes what is known, or has only moved, has told
    /// nothing new.
    pub(super) fn keep_observations(&mut self, observations: Drafts<'_, String, Observation>) {
        let differences = observations.differences();
        self.expect(differences.size_hint());
        for difference in differences {
            if let (Some(before), Some(after)) = (&difference.before, &difference.after) {
                let row = after.row;
                let moved = Observation {
                    row,
                    ..before.clone()
                };
                if moved != *after {
                    self.tally.note(&difference.rows, Effect::Updated);
                }
            }
            self.changes.push(Change {
                before: difference.before.map(Record::Observation),
                after: difference.after.map(Record::Observation),
            });
        }
    }

    /// As [`Changes::keep`], and puts every place after the one that it has become part of.
    pub(super) fn keep_places(&mut self, places: Drafts<'_, PlaceKey, Place>) {
        let depth = |place: &Place| {
            let next = |place: &&Place| {
                let successor = place.merged_into.as_ref()?;
                places.get(successor)
            };
            // No chain of successors leads back, so each ends; the number only guards a register
            // that says otherwise.
            std::iter::successors(Some(place), next).take(100).count()
        };
        // All but a few have no successor.
        let depths: HashMap<PlaceKey, usize> = places
            .each()
            .filter(|place| place.merged_into.is_some())
            .map(|place| (place.key.clone(), depth(place)))
            .collect();
        let begin = self.changes.len();
        self.keep(places, Record::Place);
        if let Some(changes) = self.changes.get_mut(begin..) {
            changes.sort_by_key(|change| match &change.after {
                Some(Record::Place(place)) => depths.get(&place.key).copied(),
                _ => None,
            });
        }
    }
}
