//! Reads documents, once each.

use std::sync::Arc;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::parser::{Error as SyntaxError, parse_query};
use async_graphql::{Request, ServerError};

use crate::bounded_store::BoundedStore;
use crate::document::arguments::argument_mistakes;
use crate::document::escape::read_escapes;
use crate::document::operation::{Document, PreparedOperation};
use crate::document::refusal::Refusal;
use crate::document::size::DocumentSize;
use crate::document::text::{TextSize, repeated_fields};
use crate::document::type_table::TypeTable;
use crate::error::ErrorCode;
use crate::limits::{DOCUMENT_CACHE_BYTES, Limits, MAX_BRACKET_DEPTH, MAX_WORD_BYTES};
use crate::schema::{Schema, schema_sdl};

/// Reads documents and keeps those that may be executed.
pub(crate) struct DocumentReader {
    table: TypeTable,
    /// A schema that validates and executes nothing.
    validator: Schema,
    limits: Limits,
    introspection: bool,
    known: BoundedStore<Arc<Document>>,
}

impl DocumentReader {
    /// A reader that has read nothing yet.
    pub(crate) fn new(validator: Schema, limits: Limits, introspection: bool) -> Self {
        Self {
            table: TypeTable::read(schema_sdl()),
            validator,
            limits,
            introspection,
            known: BoundedStore::new(DOCUMENT_CACHE_BYTES),
        }
    }

    /// Reads a document, chooses its operation and joins it with the variables' JSON text.
    ///
    /// # Errors
    /// When any of the three does not fit the schema or each other, or asks for too much.
    pub(crate) async fn prepare(
        &self,
        text: &str,
        operation: Option<&str>,
        variables: &str,
    ) -> Result<PreparedOperation, Refusal> {
        let document = match self.known.get(text.as_bytes()) {
            Some(document) => document,
            None => self.read(text).await?,
        };
        document
            .operation(operation)?
            .prepare(&self.table, variables, self.limits.max_cost)
    }

    async fn read(&self, text: &str) -> Result<Arc<Document>, Refusal> {
        let size = TextSize::of(text);
        for (what, found, limit) in [
            ("brackets", size.brackets, MAX_BRACKET_DEPTH),
            ("tokens", size.tokens, self.limits.max_tokens),
            ("bytes of a name", size.word, MAX_WORD_BYTES),
        ] {
            if found > limit {
                return Err(Refusal::too_large(what, found, limit));
            }
        }
        let readable = read_escapes(text)?;
        let document = parse_query(readable).map_err(|error| syntax_mistake(&error))?;
        DocumentSize::check(&document, &self.limits)?;
        if !self.introspection && looks_at_schema(&document) {
            let message = "introspection is switched off on this server";
            return Err(Refusal::new(ErrorCode::Forbidden, message));
        }
        let mistakes = self.mistakes(text, &document).await;
        if !mistakes.is_empty() {
            return Err(Refusal::mistakes(mistakes));
        }
        let document = Document::new(&self.table, document).map_err(Refusal::mistakes)?;
        let document = Arc::new(document);
        // A parsed document takes some hundred bytes for each token of its text.
        let bytes = text.len() + size.tokens * 200;
        self.known.put(text.as_bytes(), document.clone(), bytes);
        Ok(document)
    }

    /// The error with what to do, where a field was asked of what may be of several types.
    fn with_hint(&self, mut error: ServerError) -> ServerError {
        let of = error.message.strip_prefix("Unknown field ");
        let of = of.and_then(|rest| rest.split_once("on type \"")?.1.split('"').next());
        let kinds = of.map_or_else(Vec::new, |of| self.table.kinds(of));
        if let [first, _, ..] = kinds.as_slice() {
            error.message = format!(
                "{} It may be of {} types: ask each for its fields, as in \"... on {first} {{ id }}\".",
                error.message,
                kinds.len()
            );
        }
        error
    }

    /// Everything that the schema finds wrong with a document, in the document's order.
    async fn mistakes(&self, text: &str, document: &ExecutableDocument) -> Vec<ServerError> {
        let mut mistakes = argument_mistakes(&self.table, document);
        mistakes.extend(repeated_fields(text));
        // The executor's own validation cannot be asked about types that are not there.
        if !mistakes
            .iter()
            .any(|mistake| mistake.message.contains("no input type"))
        {
            let mut request = Request::new(String::new());
            let first = document.operations.iter().next();
            request.operation_name = first.and_then(|(name, _)| name.map(ToString::to_string));
            request.set_parsed_query(document.clone());
            let found = self.validator.execute(request).await.errors.into_iter();
            // What it says of values is said better already.
            let known = !mistakes.is_empty();
            let told = found.filter(|error| {
                let of_value = error.message.starts_with("Invalid value for argument")
                    || error.message.starts_with("Invalid default value");
                !(known && of_value)
            });
            mistakes.extend(told.map(|error| self.with_hint(error)));
        }
        mistakes.sort_by_key(|mistake| {
            let first = mistake.locations.first();
            first.map(|position| (position.line, position.column))
        });
        // It goes through a document twice.
        mistakes.dedup();
        mistakes
    }
}

/// The parser draws the line and points at it: as long as the line is. The last line says it all.
fn syntax_mistake(error: &SyntaxError) -> Refusal {
    let text = error.to_string();
    let message = match (error, text.rsplit_once("= ")) {
        (SyntaxError::Syntax { .. }, Some((_, expected))) => {
            let expected = expected.trim_end().replace("EOI", "the end");
            let expected = expected.replace('_', " ");
            format!("the query cannot be parsed: {expected}")
        }
        _ => format!("the query cannot be parsed: {text}"),
    };
    Refusal::mistake(message, error.positions().next())
}

fn looks_at_schema(document: &ExecutableDocument) -> bool {
    fn looks(selection: &SelectionSet) -> bool {
        selection.items.iter().any(|item| match &item.node {
            Selection::Field(field) => {
                matches!(field.node.name.node.as_str(), "__schema" | "__type")
                    || looks(&field.node.selection_set.node)
            }
            Selection::InlineFragment(fragment) => looks(&fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => false,
        })
    }
    let operations = document.operations.iter();
    let mut operations = operations.map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values();
    let mut fragments = fragments.map(|fragment| &fragment.node.selection_set.node);
    operations.any(looks) || fragments.any(looks)
}
