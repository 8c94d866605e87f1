//! Ways through a document, to tell whether two selections may be of one object.

use crate::document::type_table::{TypeId, TypeTable};

/// The types of the objects on the way from the root to a selection, where they are known, its own
/// last.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Way(Vec<Option<TypeId>>);

impl Way {
    /// The way to what an operation selects.
    pub(crate) fn from_root(root: Option<TypeId>) -> Self {
        Self(vec![root])
    }

    /// The type of the object that something is selected of.
    pub(crate) fn on(&self) -> Option<TypeId> {
        self.0.last().copied().flatten()
    }

    /// The way to the same object where a fragment says that it is of a type.
    pub(crate) fn narrowed(&self, on: Option<TypeId>) -> Self {
        let mut way = self.clone();
        if let Some(last) = way.0.last_mut() {
            *last = on;
        }
        way
    }

    /// The way to the value of a field.
    pub(crate) fn longer(&self, selected: Option<TypeId>) -> Self {
        let mut way = self.clone();
        way.0.push(selected);
        way
    }

    /// Whether both may lead to one object.
    pub(crate) fn overlaps(&self, other: &Self, table: &TypeTable) -> bool {
        let mut steps = self.0.iter().zip(&other.0);
        steps.all(|(one, other)| table.overlap(*one, *other))
    }
}
