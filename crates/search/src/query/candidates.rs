//! Which documents may match: exact lookups in the term dictionary, without any cap.

use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, EmptyQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Term};

use crate::analysis::Spelling;
use crate::error::SearchError;
use crate::generation::Generation;

impl Generation {
    /// The documents with all words among those of their names, the last as a beginning.
    pub(crate) fn with_words(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        let mut forms: Vec<Box<dyn Query>> = Vec::new();
        for form in typed.forms() {
            forms.push(self.words_query(form)?);
        }
        self.collect(&BooleanQuery::union(forms))
    }

    /// The documents of which a whole name was typed.
    pub(crate) fn with_name(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        let forms = typed.forms().map(|form| term_query(self.fields.name, form));
        self.collect(&BooleanQuery::union(forms.collect()))
    }

    /// The documents with a term in a field that is not analysed.
    pub(crate) fn with_term(&self, field: Field, term: &str) -> Result<Vec<DocId>, SearchError> {
        self.collect(&*term_query(field, term))
    }

    fn words_query(&self, form: &str) -> Result<Box<dyn Query>, SearchError> {
        let Some(last) = form.rsplit(' ').next().filter(|last| !last.is_empty()) else {
            return Ok(Box::new(EmptyQuery));
        };
        // A folded word is ASCII letters and digits, so nothing in it is a pattern.
        let begins = RegexQuery::from_pattern(&format!("{last}.*"), self.fields.word)?;
        let mut words: Vec<Box<dyn Query>> = vec![Box::new(begins)];
        if let Some((front, _)) = form.rsplit_once(' ') {
            words.extend(
                front
                    .split(' ')
                    .map(|word| term_query(self.fields.word, word)),
            );
        }
        Ok(Box::new(BooleanQuery::intersection(words)))
    }

    /// The numbers of the documents that a query finds, in rising order.
    fn collect(&self, query: &dyn Query) -> Result<Vec<DocId>, SearchError> {
        if self.status.documents == 0 {
            // A pattern asked of a segment without documents makes Tantivy 0.27 panic.
            return Ok(Vec::new());
        }
        let found = self.searcher.search(query, &DocSetCollector)?;
        let mut found: Vec<DocId> = found.into_iter().map(|address| address.doc_id).collect();
        found.sort_unstable();
        Ok(found)
    }
}

fn term_query(field: Field, text: &str) -> Box<dyn Query> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}
