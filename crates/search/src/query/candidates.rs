//! Which documents may match: look-ups in the dictionary of terms, without any cap.

use std::cell::Cell;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, TERMINATED, TantivyError, Term};

use crate::analysis::{Slips, Spelling, joined};
use crate::error::SearchError;
use crate::neighbours::{Near, Neighbours};
use crate::part::Part;
use crate::parts::Parts;
use crate::slip::{allowed_at_beginning, allowed_at_most};

/// A text of so many letters may be several words without their spaces.
const JOINED_LETTERS: usize = 9;

/// A shorter word tells too little to look it up where a longer one stands beside it.
const DECIDING_LETTERS: usize = 3;

/// What a search did, counted: the same on every machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Terms of the index that the query was expanded to or compared with.
    pub terms: u64,
    /// Documents whose names were compared with the query.
    pub documents: u64,
}

/// Look-ups in all parts of an index, counted.
pub(crate) struct Candidates<'i> {
    parts: &'i Parts,
    terms: Cell<u64>,
}

impl<'i> Candidates<'i> {
    pub(crate) fn in_parts(parts: &'i Parts) -> Self {
        Self {
            parts,
            terms: Cell::new(0),
        }
    }

    /// How many terms were looked at so far.
    pub(crate) fn terms(&self) -> u64 {
        self.terms.get()
    }

    /// The documents with a name that begins with the text, whatever its spaces, and those with all
    /// its words among those of their names, the last as a beginning.
    pub(crate) fn fitting(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.fitting(typed))
    }

    /// The documents of which a whole name was typed, whatever its spaces.
    pub(crate) fn with_name(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.with_name(typed))
    }

    /// The documents with a name that is a fuzzy match of the text; or, where edits may be in a
    /// part, the beginning of a name or some of its words.
    pub(crate) fn nearly(
        &self,
        typed: &Spelling,
        allowance: Slips,
    ) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.nearly(typed, allowance))
    }

    /// The documents with a name within an edit distance of the text.
    pub(crate) fn within(&self, typed: &Spelling, most: usize) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.within(typed, most))
    }

    /// The documents with a term in a field that is not analysed.
    pub(crate) fn with_term(&self, field: Field, term: &str) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.with_term(field, term))
    }

    /// The documents with any term in a field.
    pub(crate) fn with_any(&self, field: Field) -> Result<Vec<DocId>, SearchError> {
        self.in_each(|part| part.with_any(field))
    }

    /// The terms of a field that is not analysed, of documents that show.
    pub(crate) fn terms_of(&self, field: Field) -> Result<BTreeSet<String>, SearchError> {
        let mut terms = BTreeSet::new();
        for part in self.parts.each() {
            if let Some(inverted) = part.inverted(field)? {
                let mut stream = inverted.terms().stream().map_err(TantivyError::from)?;
                while stream.advance() {
                    terms.extend(std::str::from_utf8(stream.key()).map(str::to_owned));
                }
            }
        }
        let mut shown = BTreeSet::new();
        for term in terms {
            if !self.with_term(field, &term)?.is_empty() {
                shown.insert(term);
            }
        }
        Ok(shown)
    }

    fn in_each(
        &self,
        find: impl Fn(&InPart<'_>) -> Result<Vec<DocId>, SearchError>,
    ) -> Result<Vec<DocId>, SearchError> {
        self.parts.find_in_each(|part| {
            find(&InPart {
                part,
                terms: &self.terms,
            })
        })
    }
}

/// Look-ups in one part of an index.
struct InPart<'p> {
    part: &'p Part,
    terms: &'p Cell<u64>,
}

impl InPart<'_> {
    /// The documents with a name that begins with the text, whatever its spaces, and those with all
    /// its words among those of their names, the last as a beginning.
    fn fitting(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        let fields = &self.part.fields;
        let mut found = Vec::new();
        for form in typed.typed_forms() {
            self.beginning(fields.name, &joined(form), &mut found)?;
            found.extend(with_words(
                form,
                |last, words| self.beginning(fields.word, last, words),
                |word, words| self.term(fields.word, word, words),
            )?);
        }
        Ok(sorted(found))
    }

    /// The documents of which a whole name was typed, whatever its spaces.
    fn with_name(&self, typed: &Spelling) -> Result<Vec<DocId>, SearchError> {
        let mut found = Vec::new();
        for form in typed.typed_forms() {
            self.term(self.part.fields.name, &joined(form), &mut found)?;
        }
        Ok(sorted(found))
    }

    /// The documents of which a whole name may have been typed with slips; or, where they may be in
    /// a part, the beginning of a name or some of its words.
    fn nearly(&self, typed: &Spelling, allowance: Slips) -> Result<Vec<DocId>, SearchError> {
        let fields = &self.part.fields;
        let mut found = Vec::new();
        for form in typed.loose_forms() {
            let whole = joined(form);
            if allowance.in_part {
                // What is shorter is found by its words, unless it is several without their spaces.
                if whole.len() >= JOINED_LETTERS {
                    let terms = &self.part.near_names;
                    self.near_beginning(fields.name, terms, &whole, allowance.most, &mut found)?;
                }
                let near = |word: &str, words: &mut Vec<DocId>| {
                    self.near_word(word, allowance.most, words)
                };
                found.extend(with_words(form, near, near)?);
            } else {
                let most = allowed_at_most(whole.len()).min(allowance.most);
                self.near_whole(&whole, most, &mut found)?;
            }
        }
        Ok(sorted(found))
    }

    /// The documents with a name within so many slips of the text.
    fn within(&self, typed: &Spelling, most: usize) -> Result<Vec<DocId>, SearchError> {
        let mut found = Vec::new();
        self.near_whole(&joined(&typed.folded), most, &mut found)?;
        Ok(sorted(found))
    }

    /// The documents with a term in a field that is not analysed.
    fn with_term(&self, field: Field, term: &str) -> Result<Vec<DocId>, SearchError> {
        let mut found = Vec::new();
        self.term(field, term, &mut found)?;
        Ok(sorted(found))
    }

    /// The documents with any term in a field.
    fn with_any(&self, field: Field) -> Result<Vec<DocId>, SearchError> {
        let mut found = Vec::new();
        self.beginning(field, "", &mut found)?;
        Ok(sorted(found))
    }

    /// The documents with a term that begins with the text.
    fn beginning(
        &self,
        field: Field,
        begins: &str,
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        let Some(inverted) = self.inverted(field)? else {
            return Ok(());
        };
        // Folded words are ASCII: nothing that begins with one lies behind the next character.
        let end = format!("{begins}\u{7f}");
        let range = inverted.terms().range().ge(begins).lt(end);
        let mut stream = range.into_stream().map_err(TantivyError::from)?;
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.value().clone());
        }
        self.gather(&inverted, &terms, found)
    }

    /// The documents with a name within so many slips of the text.
    fn near_whole(
        &self,
        text: &str,
        most: usize,
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        if most == 0 {
            return Ok(());
        }
        let near = self.part.near_names.within(text, most);
        self.neighbours(self.part.fields.name, near, found)
    }

    /// The documents with a term that begins with the text but for so many slips.
    fn near_beginning(
        &self,
        field: Field,
        terms: &Neighbours,
        text: &str,
        most: usize,
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        match allowed_at_beginning(text.len()).min(most) {
            0 => Ok(()),
            most => self.neighbours(field, terms.begun_within(text, most), found),
        }
    }

    /// The documents with a word that is, or begins with, what was typed but for so many slips.
    fn near_word(
        &self,
        word: &str,
        most: usize,
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        let field = self.part.fields.word;
        let terms = &self.part.near_words;
        let at_beginning = allowed_at_beginning(word.len()).min(most);
        if at_beginning == 0 {
            self.beginning(field, word, found)?;
        } else {
            self.near_beginning(field, terms, word, most, found)?;
        }
        match allowed_at_most(word.len()).min(most) {
            most if most > at_beginning => self.neighbours(field, terms.within(word, most), found),
            _ => Ok(()),
        }
    }

    /// The documents of the terms near a text in a field.
    fn neighbours(
        &self,
        field: Field,
        Near { terms, compared }: Near<'_>,
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        self.terms.set(self.terms.get() + compared);
        let Some(inverted) = self.inverted(field)?.filter(|_| !terms.is_empty()) else {
            return Ok(());
        };
        let mut near = Vec::with_capacity(terms.len());
        for term in terms {
            near.extend(inverted.terms().get(term).map_err(TantivyError::from)?);
        }
        self.gather(&inverted, &near, found)
    }

    fn term(&self, field: Field, text: &str, found: &mut Vec<DocId>) -> Result<(), SearchError> {
        let Some(inverted) = self.inverted(field)? else {
            return Ok(());
        };
        self.terms.set(self.terms.get() + 1);
        let term = Term::from_field_text(field, text);
        let postings = inverted
            .read_postings(&term, IndexRecordOption::Basic)
            .map_err(TantivyError::from)?;
        if let Some(mut postings) = postings {
            extend(found, &mut postings);
        }
        Ok(())
    }

    /// The documents of terms.
    fn gather(
        &self,
        inverted: &InvertedIndexReader,
        terms: &[TermInfo],
        found: &mut Vec<DocId>,
    ) -> Result<(), SearchError> {
        self.terms.set(self.terms.get() + terms.len() as u64);
        for term in terms {
            let mut postings = inverted
                .read_postings_from_terminfo(term, IndexRecordOption::Basic)
                .map_err(TantivyError::from)?;
            extend(found, &mut postings);
        }
        Ok(())
    }

    /// The terms of a field; `None` in a part without documents.
    fn inverted(&self, field: Field) -> Result<Option<Arc<InvertedIndexReader>>, SearchError> {
        Ok(self.part.inverted(field)?)
    }
}

/// The documents with the words of a form: the last as `find` finds it, those before it as
/// `find_front` does. The longest words decide; short ones begin or are so many others that
/// comparing the names is quicker, where a longer word stands beside them.
fn with_words(
    form: &str,
    find: impl Fn(&str, &mut Vec<DocId>) -> Result<(), SearchError>,
    find_front: impl Fn(&str, &mut Vec<DocId>) -> Result<(), SearchError>,
) -> Result<Vec<DocId>, SearchError> {
    let count = form.split(' ').count();
    let mut words: Vec<(bool, &str)> = (1..)
        .zip(form.split(' '))
        .map(|(number, word)| (number == count, word))
        .collect();
    // Of equals the front words first: they are whole.
    words.sort_by_key(|(is_last, word)| (Reverse(word.len()), *word, *is_last));
    words.dedup_by_key(|(_, word)| *word);
    let mut common: Option<Vec<DocId>> = None;
    for (is_last, word) in words {
        if word.len() < DECIDING_LETTERS && common.is_some() {
            break;
        }
        let mut with_word = Vec::new();
        if is_last {
            find(word, &mut with_word)?;
        } else {
            find_front(word, &mut with_word)?;
        }
        let with_word = sorted(with_word);
        match &mut common {
            Some(common) => common.retain(|it| with_word.binary_search(it).is_ok()),
            None => common = Some(with_word),
        }
        if common.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
    }
    Ok(common.unwrap_or_default())
}

fn extend(found: &mut Vec<DocId>, postings: &mut impl Postings) {
    let mut document = postings.doc();
    while document != TERMINATED {
        found.push(document);
        document = postings.advance();
    }
}

fn sorted(mut documents: Vec<DocId>) -> Vec<DocId> {
    documents.sort_unstable();
    documents.dedup();
    documents
}
