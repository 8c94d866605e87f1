//! What the index stores of a document: all that ranking needs, analysed once.

use serde::{Deserialize, Serialize};
use vanort_model::{CountryCode, CountyCode, NameKind};

use crate::analysis::Spelling;
use crate::document::{Document, DocumentKind, DocumentTie};

/// A document as the index stores it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) key: String,
    pub(crate) kind: DocumentKind,
    pub(crate) country: CountryCode,
    pub(crate) county: Option<CountyCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) county_name: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tied_as: Vec<String>,
    pub(crate) twinnings: u32,
    pub(crate) population: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ties: Vec<DocumentTie>,
    /// The primary name first.
    pub(crate) names: Vec<RecordName>,
}

/// A name as the index stores it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RecordName {
    /// The name as the register writes it.
    #[serde(rename = "t")]
    pub(crate) text: String,
    /// How it belongs to the document; `None` is the primary name.
    #[serde(rename = "n", default, skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<NameKind>,
    /// Whether it is a municipality's name with "kommun" or "stad": that word alone finds nothing.
    #[serde(rename = "o", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) official_form: bool,
    /// Whether a part of it means nothing to who types Latin letters: it has no vowel, as a
    /// transliteration that only wrote the consonants, or is of a script that sounds otherwise.
    #[serde(rename = "w", default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) only_whole: bool,
    /// The forms in which it is found.
    #[serde(flatten)]
    pub(crate) spelling: Spelling,
}

impl Record {
    /// Analyses a document.
    pub(crate) fn of(document: &Document) -> Self {
        let is_municipality = document.kind == DocumentKind::Municipality;
        let mut names = vec![RecordName::new(&document.name, None)];
        for other in &document.names {
            let mut name = RecordName::new(&other.text, Some(other.kind));
            name.official_form = is_municipality && ends_in_form(&name.spelling.folded);
            names.push(name);
        }
        if is_municipality {
            add_official_forms(&document.name, &mut names);
        }
        if document.kind == DocumentKind::Country {
            // Who types "dk" means the country: whole, as a code is no beginning of a name.
            let mut code = RecordName::new(document.country.as_str(), Some(NameKind::Exonym));
            code.only_whole = true;
            names.push(code);
        }
        let split: Vec<RecordName> = names.iter().filter_map(RecordName::split).collect();
        names.extend(split);
        names.retain(|name| !name.spelling.is_empty());
        Self {
            key: document.key.clone(),
            kind: document.kind,
            country: document.country.clone(),
            county: document.county.clone(),
            county_name: document.county_name.clone(),
            tied_as: document.tied_as.clone(),
            twinnings: document.twinnings,
            population: document.population,
            ties: document.ties.clone(),
            names,
        }
    }

    /// The name that the document goes by: the primary one, if it can be found at all.
    pub(crate) fn name(&self) -> &str {
        self.names.first().map_or("", |name| &name.text)
    }
}

impl RecordName {
    fn new(text: &str, kind: Option<NameKind>) -> Self {
        let spelling = Spelling::of(text);
        Self {
            text: text.to_owned(),
            kind,
            official_form: false,
            only_whole: has_other_sounds(text)
                || (kind.is_some() && has_no_vowel(&spelling.folded)),
            spelling,
        }
    }

    /// The name with what an apostrophe ties to its front as a word of its own, if it has such:
    /// who leaves words out types "Ozzano Emilia" for "Ozzano dell'Emilia".
    fn split(&self) -> Option<Self> {
        let split = split_at_apostrophes(&self.text)?;
        Some(Self {
            spelling: Spelling::of(&split),
            ..self.clone()
        })
    }
}

/// The text with a space behind every apostrophe that a capital follows; `None` without one.
fn split_at_apostrophes(text: &str) -> Option<String> {
    let mut split = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        split.push(letter);
        let is_apostrophe = matches!(letter, '\'' | '’');
        if is_apostrophe && letters.peek().is_some_and(|next| next.is_uppercase()) {
            split.push(' ');
        }
    }
    (split.len() > text.len()).then_some(split)
}

/// Whether a text has letters of which a transcription, letter by letter, is not what people who
/// write in Latin letters type: vowels left out (Hebrew, Arabic), written in another order than
/// spoken (Thai, Lao, Burmese, Khmer), or signs for words and syllables (Chinese, Japanese, Korean).
pub(crate) fn has_other_sounds(text: &str) -> bool {
    text.chars().any(|letter| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}')
    })
}

fn has_no_vowel(folded: &str) -> bool {
    let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    folded.len() > 3 && !folded.contains(is_vowel)
}

/// The words that a Swedish municipality's official name ends in.
const FORMS: [&str; 2] = ["kommun", "stad"];

fn ends_in_form(folded: &str) -> bool {
    let last = folded.rsplit_once(' ').map(|(_, last)| last);
    last.is_some_and(|last| FORMS.contains(&last))
}

/// Adds the forms that a municipality's official name is written in ("Halmstads kommun", "Halmstad
/// kommun", "Halmstads stad"), where they are not there, as spellings of the one that it has.
fn add_official_forms(name: &str, names: &mut Vec<RecordName>) {
    let official = names.iter().find(|name| name.official_form);
    let official = official.map_or_else(|| name.to_owned(), |official| official.text.clone());
    for form in FORMS {
        for genitive in ["s", ""] {
            let spelling = Spelling::of(&format!("{name}{genitive} {form}"));
            if names.iter().all(|known| known.spelling != spelling) {
                names.push(RecordName {
                    text: official.clone(),
                    kind: Some(NameKind::Official),
                    official_form: true,
                    only_whole: false,
                    spelling,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vanort_model::Name;

    fn forms(kind: DocumentKind, name: &str, official: &[&str]) -> Vec<(String, String)> {
        let official = official.iter();
        let record = Record::of(&Document {
            key: name.to_owned(),
            kind,
            name: name.to_owned(),
            names: official
                .map(|name| Name::new(*name, NameKind::Official))
                .collect(),
            country: CountryCode::sweden(),
            county: None,
            county_name: None,
            twinnings: 0,
            ties: Vec::new(),
            population: 0,
            partner_of: Vec::new(),
            tied_as: Vec::new(),
        });
        let names = record.names.into_iter();
        names
            .map(|name| (name.text, name.spelling.folded))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let pairs = pairs.iter();
        pairs
            .map(|(text, form)| ((*text).to_owned(), (*form).to_owned()))
            .collect()
    }

    #[test]
    fn a_municipality_answers_to_every_official_form() {
        assert_eq!(
            forms(
                DocumentKind::Municipality,
                "Halmstad",
                &["Halmstads kommun"]
            ),
            pairs(&[
                ("Halmstad", "halmstad"),
                ("Halmstads kommun", "halmstads kommun"),
                ("Halmstads kommun", "halmstad kommun"),
                ("Halmstads kommun", "halmstads stad"),
                ("Halmstads kommun", "halmstad stad"),
            ])
        );
        let without_official = forms(DocumentKind::Municipality, "Mora", &[]);
        assert!(without_official.iter().all(|(text, _)| text == "Mora"));
    }

    #[test]
    fn what_is_no_municipality_has_no_official_form() {
        assert_eq!(
            forms(DocumentKind::PartnerTown, "Vasa", &["Vasa stad"]),
            pairs(&[("Vasa", "vasa"), ("Vasa stad", "vasa stad")])
        );
    }
}
