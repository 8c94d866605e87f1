//! Counties by name, letter or code.

use std::collections::HashMap;

use vanort_model::{County, CountyCode, fold_name};

/// The counties by the names that lists give them, folded: "Hallands län", "Halland", "N", "13".
#[derive(Debug)]
pub(crate) struct CountyLookup {
    by_name: HashMap<String, CountyCode>,
    names: HashMap<CountyCode, String>,
}

impl CountyLookup {
    pub(crate) fn of<'c>(counties: impl Iterator<Item = &'c County>) -> Self {
        let mut lookup = Self {
            by_name: HashMap::new(),
            names: HashMap::new(),
        };
        for county in counties {
            let folded = fold_name(&county.name);
            let short = folded.strip_suffix(" lan").unwrap_or(&folded).to_owned();
            let plain = short.strip_suffix('s').unwrap_or(&short).to_owned();
            let letter = county.letter.as_deref().map(fold_name);
            let names = [Some(folded), Some(short), Some(plain), letter];
            for name in names.into_iter().flatten() {
                lookup.by_name.insert(name, county.code.clone());
            }
            let code = county.code.as_str().to_owned();
            lookup.by_name.insert(code, county.code.clone());
            lookup
                .names
                .insert(county.code.clone(), county.name.clone());
        }
        lookup
    }

    /// The county that a cell names.
    pub(crate) fn find(&self, written: &str) -> Option<&CountyCode> {
        self.by_name.get(&fold_name(written))
    }

    /// The county that a sheet is named after; a single letter or a number is no county there.
    pub(crate) fn of_sheet(&self, sheet: &str) -> Option<&CountyCode> {
        self.find(sheet).filter(|_| fold_name(sheet).len() > 2)
    }

    /// Whether there is nothing to look in.
    pub(crate) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The county's name, or its code.
    pub(crate) fn name<'c>(&'c self, code: &'c CountyCode) -> &'c str {
        self.names.get(code).map_or(code.as_str(), String::as_str)
    }
}
