//! The countries as words of a query: `vejle danmark`, `vejle dk`.

use std::collections::{BTreeMap, BTreeSet};

use vanort_model::CountryCode;

use crate::analysis::Spelling;
use crate::record::Record;

/// Which countries a text names.
#[derive(Debug, Default)]
pub(crate) struct Countries {
    by_name: BTreeMap<String, BTreeSet<CountryCode>>,
    by_code: BTreeMap<String, CountryCode>,
}

impl Countries {
    /// Adds a country with all its names.
    pub(crate) fn add(&mut self, country: &Record) {
        for form in country.names.iter().flat_map(|name| name.spelling.forms()) {
            self.by_name
                .entry(form.to_owned())
                .or_default()
                .insert(country.country.clone());
        }
    }

    /// Adds a country that something in the index lies in.
    pub(crate) fn add_code(&mut self, code: CountryCode) {
        self.by_code
            .insert(code.as_str().to_ascii_lowercase(), code);
    }

    /// The countries of which the text is a whole name or the two-letter code; may be empty.
    pub(crate) fn named(&self, text: &Spelling) -> BTreeSet<CountryCode> {
        let by_name = text.forms().filter_map(|form| self.by_name.get(form));
        let by_code = self.by_code.get(&text.kept);
        by_name.flatten().chain(by_code).cloned().collect()
    }

    /// The countries with a name that begins with the text; may be empty.
    pub(crate) fn begun(&self, text: &Spelling) -> BTreeSet<CountryCode> {
        text.forms()
            .flat_map(|form| {
                self.by_name
                    .range(form.to_owned()..)
                    .take_while(move |(name, _)| name.starts_with(form))
            })
            .flat_map(|(_, codes)| codes)
            .cloned()
            .collect()
    }
}
