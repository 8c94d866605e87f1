//! Names of places, countries and authorities.

use serde::{Deserialize, Serialize};

use crate::error::ParseError;
use crate::word::word_enum;

word_enum! {
    /// How a name belongs to what it names.
    NameKind, "a kind of name" {
        /// What the place calls itself, in one of its own languages.
        Official = "official",
        /// What others call it, in another language or spelling.
        Exonym = "exonym",
        /// What it was called before.
        Former = "former",
        /// The sound of a name in another alphabet, or an abbreviation: searched, not shown.
        Transliteration = "transliteration",
    }
}

/// One name: its text, its language where known, and how it belongs to what it names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The name as it is written.
    pub text: String,
    /// A BCP 47 language tag ("fi"); `None` when the source does not tell.
    pub language: Option<String>,
    /// How the name belongs to what it names.
    pub kind: NameKind,
}

impl Name {
    /// A name of which the language is not known.
    pub fn new(text: impl Into<String>, kind: NameKind) -> Self {
        Self {
            text: text.into(),
            language: None,
            kind,
        }
    }

    /// Tells the name's language, a BCP 47 tag.
    #[must_use]
    pub fn in_language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }
}
