//! A key made from a name: folded words joined by hyphens.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::code::checked_text;
use crate::error::ParseError;
use crate::fold::fold_name;

checked_text! {
    /// A key made from a name: lower-case ASCII letters and digits, words joined by hyphens
    /// ("regionforbundet-ostsam").
    Slug, "a key: lower-case letters and digits joined by hyphens", |text| {
        let ok = !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        ok.then(|| text.to_owned())
    }
}

impl Slug {
    /// Makes the key of a name; `None` when nothing of the name survives folding.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let folded = fold_name(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let slug: String = words
            .join("-")
            .chars()
            .filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-')
            .collect();
        Self::parse(&slug).ok()
    }
}
