//! How large a document is once its fragments are written out, told without writing them out.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, Pos};

use crate::document::input_value::quoted;
use crate::document::refusal::Refusal;
use crate::limits::{Limits, MAX_INTROSPECTED_LISTS, MAX_NESTING};

/// What a selection or a whole document names, what stands in a fragment counted wherever it is
/// spread. Each fragment is gone through once: fragments that spread fragments double with every
/// level, so that a short text names millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DocumentSize {
    pub(crate) fields: usize,
    pub(crate) aliases: usize,
    pub(crate) directives: usize,
    /// Levels of nested fields.
    pub(crate) depth: usize,
    /// Levels of nested selections.
    nesting: usize,
    /// Levels of nested lists that introspection could go round in.
    introspected_lists: usize,
}

impl DocumentSize {
    /// Measures a document and holds it to the limits.
    ///
    /// # Errors
    /// When it passes one, or a fragment spreads itself.
    pub(crate) fn check(document: &ExecutableDocument, limits: &Limits) -> Result<Self, Refusal> {
        let mut walk = Walk {
            document,
            known: HashMap::new(),
            most_repeated: None,
        };
        let mut size = Self::default();
        for (_, operation) in document.operations.iter() {
            let operation = &operation.node;
            size =
                size.beside(walk.selection(&operation.selection_set.node, 1, &mut Keys::new())?);
            let of_variables = operation.variable_definitions.iter();
            let of_variables: usize = of_variables.map(|it| it.node.directives.len()).sum();
            let own = operation.directives.len() + of_variables;
            size.directives = size.directives.saturating_add(own);
        }
        // Those that nobody spreads are gone through by validation all the same.
        for (name, fragment) in &document.fragments {
            size.directives = size
                .directives
                .saturating_add(fragment.node.directives.len());
            if !walk.known.contains_key(name) {
                let unused =
                    walk.selection(&fragment.node.selection_set.node, 1, &mut Keys::new())?;
                size = size.beside(unused);
            }
        }
        for (what, found, limit) in [
            ("fields", size.fields, limits.max_fields),
            ("aliases", size.aliases, limits.max_aliases),
            ("directives", size.directives, limits.max_directives),
            ("depth", size.depth, limits.max_depth),
            ("nesting", size.nesting, MAX_NESTING),
        ] {
            if found > limit {
                return Err(Refusal::too_large(what, found, limit));
            }
        }
        match walk.most_repeated {
            Some(repeated) if repeated.times > limits.max_repeats => {
                let name = quoted(repeated.key);
                let mut refusal = Refusal::repeated(&name, repeated.times, limits.max_repeats);
                refusal.locate(repeated.at);
                Err(refusal)
            }
            _ => Ok(size),
        }
    }

    fn beside(self, other: Self) -> Self {
        Self {
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            directives: self.directives.saturating_add(other.directives),
            depth: self.depth.max(other.depth),
            nesting: self.nesting.max(other.nesting),
            introspected_lists: self.introspected_lists.max(other.introspected_lists),
        }
    }
}

/// How often a selection has each response key, and spreads each fragment.
type Keys<'d> = HashMap<(Kind, &'d Name), usize>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Field,
    Fragment,
}

/// What one selection names most often.
struct Repeated<'d> {
    key: &'d Name,
    times: usize,
    /// Where the last of them stands.
    at: Pos,
}

struct Walk<'d> {
    document: &'d ExecutableDocument,
    most_repeated: Option<Repeated<'d>>,
    /// The fragments that were measured; `None` for one that is being measured.
    known: HashMap<&'d Name, Option<DocumentSize>>,
}

impl<'d> Walk<'d> {
    fn selection(
        &mut self,
        selection: &'d SelectionSet,
        level: usize,
        keys: &mut Keys<'d>,
    ) -> Result<DocumentSize, Refusal> {
        if level > MAX_NESTING {
            return Err(Refusal::too_large("nesting", level, MAX_NESTING));
        }
        let mut size = DocumentSize::default();
        for item in &selection.items {
            let directives = item.node.directives().len();
            let mut found = match &item.node {
                Selection::Field(field) => {
                    let field = &field.node;
                    let key = field.response_key();
                    self.repeat(keys, (Kind::Field, &key.node), key.pos);
                    let inner = &field.selection_set.node;
                    let mut inner = self.selection(inner, level + 1, &mut Keys::new())?;
                    inner.fields = inner.fields.saturating_add(1);
                    inner.depth += 1;
                    inner.aliases = inner
                        .aliases
                        .saturating_add(usize::from(field.alias.is_some()));
                    introspect(&mut inner, field.name.node.as_str(), field.name.pos)?;
                    inner
                }
                Selection::InlineFragment(fragment) => {
                    // Its fields are the selection's own.
                    self.selection(&fragment.node.selection_set.node, level + 1, keys)?
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name;
                    self.repeat(keys, (Kind::Fragment, &name.node), name.pos);
                    self.fragment(&name.node, name.pos, level)?
                }
            };
            found.directives = found.directives.saturating_add(directives);
            size = size.beside(found);
        }
        size.nesting += 1;
        Ok(size)
    }

    fn repeat(&mut self, keys: &mut Keys<'d>, key: (Kind, &'d Name), at: Pos) {
        let times = keys.entry(key).or_default();
        *times += 1;
        let most = self.most_repeated.as_ref().map_or(0, |most| most.times);
        if *times > most {
            let (times, key) = (*times, key.1);
            self.most_repeated = Some(Repeated { key, times, at });
        }
    }

    fn fragment(
        &mut self,
        name: &'d Name,
        spread_at: Pos,
        level: usize,
    ) -> Result<DocumentSize, Refusal> {
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                let message = format!("the fragment \"{name}\" spreads itself");
                return Err(Refusal::mistake(message, Some(spread_at)));
            }
            None => {}
        }
        // One that is not there is told by validation.
        let Some(fragment) = self.document.fragments.get(name) else {
            return Ok(DocumentSize::default());
        };
        self.known.insert(name, None);
        let fragment = &fragment.node.selection_set.node;
        let mut size = self.selection(fragment, level + 1, &mut Keys::new())?;
        // A spread is a selection too, so that a million of empty ones is not nothing.
        size.fields = size.fields.saturating_add(1);
        self.known.insert(name, Some(size));
        Ok(size)
    }
}

/// Counts the lists by which introspection can go from types to types, and refuses to go round.
fn introspect(size: &mut DocumentSize, field: &str, at: Pos) -> Result<(), Refusal> {
    match field {
        "fields" | "inputFields" | "interfaces" | "possibleTypes" => size.introspected_lists += 1,
        "__schema" | "__type" => {
            let found = std::mem::take(&mut size.introspected_lists);
            if found > MAX_INTROSPECTED_LISTS {
                let mut refusal =
                    Refusal::too_large("introspected lists", found, MAX_INTROSPECTED_LISTS);
                refusal.locate(at);
                return Err(refusal);
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    fn size(query: &str) -> DocumentSize {
        let generous = Limits {
            max_fields: usize::MAX,
            ..Limits::default()
        };
        DocumentSize::check(&parse_query(query).unwrap(), &generous).unwrap()
    }

    fn refused(query: &str) -> String {
        let refusal = DocumentSize::check(&parse_query(query).unwrap(), &Limits::default());
        refusal.unwrap_err().errors[0].message.clone()
    }

    #[test]
    fn what_stands_in_fragments_counts_wherever_they_are_spread() {
        let found = size("{ a b { c ... on D @skip(if: true) { e } } }");
        assert_eq!((found.fields, found.depth, found.directives), (4, 2, 1));
        let found = size("{ a { ...F } b { ...F } } fragment F on X { y: c d @include(if: $x) }");
        assert_eq!((found.fields, found.aliases, found.directives), (8, 2, 2));
        assert_eq!(size("{ a } fragment Unused on X { c d }").fields, 3);
        let everywhere = "query($a: Int @a) @b { c @d ... @e { f } } fragment F on X @g @h { i }";
        assert_eq!(size(everywhere).directives, 6);
    }

    #[test]
    fn fragments_that_double_are_counted_without_being_walked() {
        let levels = (0..20).map(|level| {
            let next = level + 1;
            format!(" fragment F{level} on X {{ ...F{next} ...F{next} }}")
        });
        let levels: Vec<String> = levels.collect();
        let query = format!("{{ ...F0 }} {} fragment F20 on X {{ c }}", levels.concat());
        assert!(size(&query).fields > 1 << 20);
        assert!(refused(&query).contains("3145727"), "{}", refused(&query));
    }

    #[test]
    fn what_one_selection_names_too_often_is_refused_with_its_name() {
        for (query, told) in [
            (
                format!("{{ a {} }}", "b ".repeat(101)),
                Some("\"b\" 101 times"),
            ),
            (format!("{{ a {} }}", "b: c ".repeat(100)), None),
            (
                format!("{{ {} {} }}", "b ".repeat(60), "... { b } ".repeat(60)),
                Some("\"b\" 120 times"),
            ),
            (
                format!("{{ {} a {{ {} }} }}", "b ".repeat(60), "b ".repeat(60)),
                None,
            ),
            (
                format!("{{ {} }} fragment F on X {{ a }}", "...F ".repeat(101)),
                Some("\"F\" 101 times"),
            ),
        ] {
            let document = parse_query(&query).unwrap();
            let limits = Limits {
                max_aliases: 1_000,
                ..Limits::default()
            };
            let refusal = DocumentSize::check(&document, &limits).err();
            let message = refusal.map(|refusal| refusal.errors[0].message.clone());
            assert_eq!(message.is_some(), told.is_some(), "{query}: {message:?}");
            let message = message.unwrap_or_default();
            assert!(message.contains(told.unwrap_or_default()), "{message}");
        }
        let late = format!("{{ a\n{} }}", "b ".repeat(101));
        let refusal = DocumentSize::check(&parse_query(late).unwrap(), &Limits::default());
        let locations = &refusal.unwrap_err().errors[0].locations;
        assert_eq!((locations[0].line, locations[0].column), (2, 201));
    }

    #[test]
    fn a_fragment_that_spreads_itself_is_refused() {
        let round = "{ a { ...F } } fragment F on X { a { ...G } } fragment G on X { ...F }";
        assert!(refused(round).contains("spreads itself"));
    }

    #[test]
    fn a_long_chain_of_fragments_is_refused_before_it_is_gone_down() {
        let links: Vec<String> = (0..2_000)
            .map(|link| format!(" fragment F{link} on X {{ ...F{} }}", link + 1))
            .collect();
        let query = format!("{{ ...F0 }} {}", links.concat());
        assert!(refused(&query).contains("32"), "{}", refused(&query));
    }

    #[test]
    fn introspection_may_not_go_round() {
        let round =
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
        assert!(refused(round).contains("introspected lists"));
        let standard = "{ __schema { types { ...T } } } fragment T on __Type {
            fields { args { type { ofType { name } } } } interfaces { name } possibleTypes { name } }";
        assert_eq!(size(standard).depth, 7);
    }
}
