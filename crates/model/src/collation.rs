//! Swedish alphabetical order as a text that any database sorts byte by byte.

use std::fmt::Write as _;
use std::sync::OnceLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// The key that sorts a name as a Swedish reader expects: å, ä, ö come last, ø stands with ö.
/// Two keys compare byte by byte as their names do by the Unicode collation rules for Swedish.
///
/// The shape is lower-case hexadecimal, so that a database needs no collation of its own.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "neither expectation can fail")]
pub fn swedish_sort_key(name: &str) -> String {
    static COLLATOR: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    let collator = COLLATOR.get_or_init(|| {
        Collator::try_new(locale!("sv").into(), CollatorOptions::default())
            .expect("the Swedish rules are compiled into the collator's own data")
    });
    let mut bytes = Vec::with_capacity(name.len() * 2);
    let Ok(()) = collator.write_sort_key_to(name, &mut bytes);
    let mut key = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        write!(key, "{byte:02x}").expect("writing to a string cannot fail");
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_a_swedish_reader_expects() {
        let mut names = [
            "Öckerö",
            "Åmål",
            "Älmhult",
            "Zürich",
            "alingsås",
            "Ale",
            "Øygarden",
            "Vara",
            "Wien",
        ];
        names.sort_by_key(|name| swedish_sort_key(name));
        assert_eq!(
            names,
            [
                "Ale",
                "alingsås",
                "Vara",
                "Wien",
                "Zürich",
                "Åmål",
                "Älmhult",
                "Öckerö",
                "Øygarden"
            ]
        );
    }
}
