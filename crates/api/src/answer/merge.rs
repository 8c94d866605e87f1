//! Fields that a document selects several times of one object, made one (GraphQL, October 2021,
//! section 6.3.2).

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{Field, FragmentDefinition, Selection, SelectionSet};
use async_graphql::registry::Registry;
use async_graphql::{ContextSelectionSet, Name, Positioned};

/// Whether an object of a type is of a kind: of that type, or one that has the interface or belongs
/// to the union of this name.
pub(super) fn is_kind_of(registry: &Registry, object: &str, kind: &str) -> bool {
    if object == kind {
        return true;
    }
    let interfaces = registry.implements.get(object);
    interfaces.is_some_and(|names| names.contains(kind))
        || (registry.types.get(kind)).is_some_and(|kind| kind.is_possible_type(object))
}

/// The fields that a selection asks of an object of a type, each once, in the order in which they
/// are first named.
pub(super) fn merged_fields<'a>(
    ctx: &ContextSelectionSet<'a>,
    object: &str,
) -> Vec<Cow<'a, Positioned<Field>>> {
    let mut collected = Collected {
        fragments: &ctx.query_env.fragments,
        fields: IndexMap::new(),
        seen: HashSet::new(),
    };
    let registry = &ctx.schema_env.registry;
    collected.collect(&ctx.item.node, &|kind| is_kind_of(registry, object, kind));
    collected.merge()
}

/// Makes the fields that a selection asks of a root one each. Nothing in it may be skipped any more.
pub(crate) fn merge_root(
    selection: &SelectionSet,
    fragments: &HashMap<Name, Positioned<FragmentDefinition>>,
) -> SelectionSet {
    let mut collected = Collected {
        fragments,
        fields: IndexMap::new(),
        seen: HashSet::new(),
    };
    // A root is of one type, has no interface and is in no union: what is asked of it is its own.
    collected.collect(selection, &|_| true);
    let items = collected.merge().into_iter().map(|field| {
        let field = field.into_owned();
        let position = field.pos;
        Positioned::new(Selection::Field(field), position)
    });
    SelectionSet {
        items: items.collect(),
    }
}

/// The fields that are asked of an object under each key.
struct Collected<'a> {
    fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    fields: IndexMap<&'a Name, Vec<&'a Positioned<Field>>>,
    /// The fragments that were gone through: once is enough.
    seen: HashSet<&'a Name>,
}

impl<'a> Collected<'a> {
    fn collect(&mut self, selection: &'a SelectionSet, is_of: &impl Fn(&str) -> bool) {
        for item in &selection.items {
            match &item.node {
                Selection::Field(field) => {
                    let key = &field.node.response_key().node;
                    self.fields.entry(key).or_default().push(field);
                }
                Selection::InlineFragment(fragment) => {
                    let fragment = &fragment.node;
                    let condition = fragment.type_condition.as_ref();
                    if condition.is_none_or(|condition| is_of(&condition.node.on.node)) {
                        self.collect(&fragment.selection_set.node, is_of);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.fragments.get(name)
                        && is_of(&fragment.node.type_condition.node.on.node)
                        && self.seen.insert(name)
                    {
                        self.collect(&fragment.node.selection_set.node, is_of);
                    }
                }
            }
        }
    }

    fn merge(self) -> Vec<Cow<'a, Positioned<Field>>> {
        let fields = self.fields.into_values();
        fields
            .filter_map(|fields| match fields.as_slice() {
                [] => None,
                [field] => Some(Cow::Borrowed(*field)),
                // What selects nothing is the same wherever it stands.
                [first, ..] if fields.iter().all(|it| selects_nothing(it)) => {
                    Some(Cow::Borrowed(*first))
                }
                [first, others @ ..] => {
                    let mut merged = (*first).clone();
                    let items = &mut merged.node.selection_set.node.items;
                    for other in others {
                        items.extend(other.node.selection_set.node.items.iter().cloned());
                    }
                    Some(Cow::Owned(merged))
                }
            })
            .collect()
    }
}

fn selects_nothing(field: &Positioned<Field>) -> bool {
    field.node.selection_set.node.items.is_empty()
}
