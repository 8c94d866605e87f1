//! How large a document is once its fragments are written out.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextParseQuery};
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, ServerError, ServerResult, Variables};

use crate::error::ApiError;
use crate::limits::INTROSPECTION_COST;

/// Refuses a document that names too many fields, before anything walks through them: fragments
/// that spread fragments double with every level, so that a short text names millions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocumentSize {
    pub(crate) max_fields: usize,
}

impl ExtensionFactory for DocumentSize {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for DocumentSize {
    async fn parse_query(
        &self,
        ctx: &ExtensionContext<'_>,
        query: &str,
        variables: &Variables,
        next: NextParseQuery<'_>,
    ) -> ServerResult<ExecutableDocument> {
        // What cannot be parsed is left to the next to explain. It parses once more; but it walks
        // through the fragments too, so that it must not see a document that is too large.
        let document = async_graphql::parser::parse_query(query).ok();
        let fields = document.as_ref().map_or(0, count_fields);
        if fields > self.max_fields {
            let error = ApiError::DocumentTooLarge {
                max_fields: self.max_fields,
            };
            let mut refusal = ServerError::new(error.to_string(), None);
            refusal.source = Some(Arc::new(error));
            return Err(refusal);
        }
        next.run(ctx, query, variables).await
    }
}

/// How deep the brackets of a document stand within each other, those in strings and comments left
/// out. Counted before the text is parsed: a parser goes down with every bracket.
pub(crate) fn bracket_depth(document: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = document;
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' => string_length(rest),
            '#' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            '{' | '[' | '(' => {
                depth += 1;
                deepest = deepest.max(depth);
                1
            }
            '}' | ']' | ')' => {
                depth = depth.saturating_sub(1);
                1
            }
            other => other.len_utf8(),
        };
        rest = rest.split_at_checked(length).map_or("", |(_, rest)| rest);
    }
    deepest
}

/// The length in bytes of the string that a text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let (quote, escaped) = if text.starts_with("\"\"\"") {
        ("\"\"\"", "\\\"\"\"")
    } else {
        ("\"", "\\")
    };
    let mut at = quote.len();
    while let Some(rest) = text.split_at_checked(at).map(|(_, rest)| rest) {
        if rest.is_empty() || (quote.len() == 1 && rest.starts_with(['\n', '\r'])) {
            break;
        }
        if rest.starts_with(quote) {
            return at + quote.len();
        }
        // A backslash escapes the letter after it; in a block string, only three quotes.
        let letters = if !rest.starts_with(escaped) {
            1
        } else if quote.len() == 1 {
            2
        } else {
            escaped.len()
        };
        at += rest
            .chars()
            .take(letters)
            .map(char::len_utf8)
            .sum::<usize>();
    }
    at
}

/// The fields and spreads that the operations name, those of a fragment counted wherever it is
/// spread.
fn count_fields(document: &ExecutableDocument) -> usize {
    let mut known = HashMap::new();
    document
        .operations
        .iter()
        .map(|(_, operation)| count(document, &operation.node.selection_set.node, &mut known))
        .fold(0, usize::saturating_add)
}

fn count<'d>(
    document: &'d ExecutableDocument,
    selection: &'d SelectionSet,
    known: &mut HashMap<&'d Name, usize>,
) -> usize {
    let counts = selection.items.iter().map(|item| match &item.node {
        Selection::Field(field) => {
            let itself = match field.node.name.node.as_str() {
                "__schema" | "__type" => INTROSPECTION_COST,
                _ => 1,
            };
            count(document, &field.node.selection_set.node, known).saturating_add(itself)
        }
        Selection::InlineFragment(fragment) => {
            count(document, &fragment.node.selection_set.node, known).saturating_add(1)
        }
        Selection::FragmentSpread(spread) => {
            let name = &spread.node.fragment_name.node;
            if let Some(count) = known.get(name) {
                return *count;
            }
            let Some(fragment) = document.fragments.get(name) else {
                return 1;
            };
            // A fragment that spreads itself is refused by validation; here it ends.
            known.insert(name, 1);
            let selection = &fragment.node.selection_set.node;
            let count = count(document, selection, known).saturating_add(1);
            known.insert(name, count);
            count
        }
    });
    counts.fold(0, usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::parser::parse_query;

    fn fields(query: &str) -> usize {
        count_fields(&parse_query(query).unwrap())
    }

    #[test]
    fn fragments_count_wherever_they_are_spread() {
        assert_eq!(fields("{ a b { c ... on D { e } } }"), 5);
        assert_eq!(
            fields("{ a { ...F } b { ...F } } fragment F on X { c d }"),
            8
        );
    }

    #[test]
    fn fragments_that_double_are_counted_without_being_walked() {
        let levels = (0..100).map(|level| {
            let next = level + 1;
            format!(" fragment F{level} on X {{ a {{ ...F{next} }} b {{ ...F{next} }} }}")
        });
        let levels: Vec<String> = levels.collect();
        let query = format!("{{ ...F0 }} {} fragment F100 on X {{ c }}", levels.concat());
        assert_eq!(fields(&query), usize::MAX);
    }

    #[test]
    fn a_fragment_that_spreads_itself_ends() {
        assert_eq!(fields("{ ...F } fragment F on X { a { ...F } }"), 3);
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        for (document, depth) in [
            ("{ a(b: [[1]]) { c } }", 4),
            ("{ a(b: \"[[[\\\"[[[\") }", 2),
            ("{ a(b: \"\"\" [ \" [ \\\"\"\" [ \"\"\") } # [[[[[\n{[[", 3),
            ("{ a(b: \"å\\\\\") { b { c } } }", 3),
            ("\"", 0),
            ("\"\"\"[[[", 0),
            ("]]]{{", 2),
            ("\"x\n[[[[", 4),
        ] {
            assert_eq!(bracket_depth(document), depth, "{document}");
        }
    }
}
