//! The changes of an import, each record after those that it refers to.

use std::collections::HashMap;
use std::hash::Hash;

use vanort_model::{Change, Observation, Place, PlaceKey, Programme, Record, Slug};

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
        let depths = depths(&places, |place| (&place.key, place.merged_into.as_ref()));
        let begin = self.changes.len();
        self.keep(places, Record::Place);
        self.sort_by_depth(begin, |record| match record {
            Record::Place(place) => depths.get(&place.key).copied(),
            _ => None,
        });
    }

    /// As [`Changes::keep`], and puts every programme after the one that takes its place.
    pub(super) fn keep_programmes(&mut self, programmes: Drafts<'_, Slug, Programme>) {
        let depths = depths(&programmes, |it| (&it.key, it.successor.as_ref()));
        let begin = self.changes.len();
        self.keep(programmes, Record::Programme);
        self.sort_by_depth(begin, |record| match record {
            Record::Programme(programme) => depths.get(&programme.key).copied(),
            _ => None,
        });
    }

    fn sort_by_depth(&mut self, begin: usize, depth: impl Fn(&Record) -> Option<usize>) {
        if let Some(changes) = self.changes.get_mut(begin..) {
            changes.sort_by_key(|change| change.after.as_ref().and_then(&depth));
        }
    }
}

/// How many records follow each other from each one that has a successor; all but a few have none.
fn depths<K: Ord + Hash + Clone, R: Clone + PartialEq>(
    drafts: &Drafts<'_, K, R>,
    link: impl Fn(&R) -> (&K, Option<&K>),
) -> HashMap<K, usize> {
    let depth = |record| {
        let next = |record: &&R| drafts.get(link(record).1?);
        // No chain of successors leads back, so each ends; the number only guards a register that
        // says otherwise.
        std::iter::successors(Some(record), next).take(100).count()
    };
    (drafts.each())
        .filter_map(|record| {
            let (key, successor) = link(record);
            successor?;
            Some((key.clone(), depth(record)))
        })
        .collect()
}
