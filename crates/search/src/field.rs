//! The fields of the index. All terms are folded beforehand and indexed as they are.

use tantivy::TantivyDocument;
use tantivy::schema::{Field, STORED, STRING, Schema};

use crate::analysis::joined;
use crate::document::Document;
use crate::record::Record;

/// Raised with every change of the fields or of what is stored in them.
pub(crate) const SCHEMA_VERSION: u32 = 6;

/// The fields of the index.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// Every name, whole, in every form, without its spaces.
    pub(crate) name: Field,
    /// Every word of every name, in every form.
    pub(crate) word: Field,
    /// What kind of thing it is.
    pub(crate) kind: Field,
    /// The code of its county.
    pub(crate) county: Field,
    /// The code of its country.
    pub(crate) country: Field,
    /// The keys of the authorities that it is a partner town of.
    pub(crate) partner_of: Field,
    /// The [`Record`] as JSON.
    pub(crate) record: Field,
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        Self {
            name: schema.add_text_field("name", STRING),
            word: schema.add_text_field("word", STRING),
            kind: schema.add_text_field("kind", STRING),
            county: schema.add_text_field("county", STRING),
            country: schema.add_text_field("country", STRING),
            partner_of: schema.add_text_field("partner_of", STRING),
            record: schema.add_bytes_field("record", STORED),
            schema: schema.build(),
        }
    }

    /// The document as Tantivy takes it.
    pub(crate) fn document(
        &self,
        document: &Document,
    ) -> Result<TantivyDocument, serde_json::Error> {
        let record = Record::of(document);
        let mut fields = TantivyDocument::new();
        for form in record.names.iter().flat_map(|name| name.spelling.forms()) {
            fields.add_text(self.name, joined(form));
            for word in form.split(' ') {
                fields.add_text(self.word, word);
            }
        }
        fields.add_text(self.kind, document.kind.as_str());
        fields.add_text(self.country, document.country.as_str());
        if let Some(county) = &document.county {
            fields.add_text(self.county, county.as_str());
        }
        for authority in &document.partner_of {
            fields.add_text(self.partner_of, authority);
        }
        fields.add_bytes(self.record, &serde_json::to_vec(&record)?);
        Ok(fields)
    }
}
