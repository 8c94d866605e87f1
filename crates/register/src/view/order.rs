//! What a list is sorted by.

use serde::{Deserialize, Serialize};

/// The most fields that an order can name: no kind of record has more to be sorted by.
pub(crate) const MOST_FIELDS: usize = 4;

/// One field that a list is sorted by, and the direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortKey<S> {
    /// The field.
    pub field: S,
    /// Whether the greatest comes first. What is not known comes last all the same.
    pub descending: bool,
}

/// What a list is sorted by: the first field, among equals the second, and so on. What no field
/// tells apart, the last one's own ties and then the natural key do, in the last one's direction.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order<S>(Vec<SortKey<S>>);

/// Why an order cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OrderError<S> {
    /// A field stands in it twice.
    #[error("a field stands twice in an order")]
    Twice(S),
}

/// What lists of a kind of record can be sorted by. The default value is the default order.
pub trait SortField: Copy + Default + Eq + 'static {
    /// Every field that the default order names, the default value first.
    const DEFAULT_ORDER: &'static [Self];

    /// What tells apart those that are equal in this field, in turn.
    fn ties(self) -> &'static [Self];
}

impl<S: SortField> Order<S> {
    /// Makes an order of its keys, the first to decide first; of none, the default order.
    ///
    /// # Errors
    /// When a field stands in it twice.
    pub fn new(keys: Vec<SortKey<S>>) -> Result<Self, OrderError<S>> {
        for (number, key) in keys.iter().enumerate() {
            if keys.iter().take(number).any(|it| it.field == key.field) {
                return Err(OrderError::Twice(key.field));
            }
        }
        match keys.as_slice() {
            [only] if *only == SortKey::default() => Ok(Self(Vec::new())),
            _ => Ok(Self(keys)),
        }
    }

    /// The order by one field.
    pub fn by(field: S, descending: bool) -> Self {
        let key = SortKey { field, descending };
        Self(if key == SortKey::default() {
            Vec::new()
        } else {
            vec![key]
        })
    }

    pub(crate) fn terms(&self) -> Terms<S> {
        let mut terms = Terms {
            keys: [SortKey::default(); MOST_FIELDS],
            length: 0,
            descending: false,
        };
        for key in &self.0 {
            terms.push(*key);
        }
        let last = self.0.last().copied().unwrap_or_default();
        terms.descending = last.descending;
        for field in std::iter::once(&last.field).chain(last.field.ties()) {
            terms.push(SortKey {
                field: *field,
                descending: last.descending,
            });
        }
        terms
    }
}

/// An order with everything that decides in it, but for the natural key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<S> {
    keys: [SortKey<S>; MOST_FIELDS],
    length: usize,
    /// The direction of the natural key.
    pub(crate) descending: bool,
}

impl<S: SortField> Terms<S> {
    pub(crate) fn keys(&self) -> &[SortKey<S>] {
        self.keys.get(..self.length).unwrap_or(&self.keys)
    }

    /// Whether it is the default order, or the default order turned round.
    pub(crate) fn is_default(&self) -> bool {
        let fields = self.keys().iter().map(|key| key.field);
        fields.eq(S::DEFAULT_ORDER.iter().copied())
            && (self.keys().iter()).all(|key| key.descending == self.descending)
    }

    fn push(&mut self, key: SortKey<S>) {
        if self.keys().iter().any(|known| known.field == key.field) {
            return;
        }
        if let Some(free) = self.keys.get_mut(self.length) {
            *free = key;
            self.length += 1;
        }
    }
}
