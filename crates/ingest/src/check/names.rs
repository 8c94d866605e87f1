//! Lists in cells, and names with their languages.

use vanort_model::{Name, NameKind};

/// The members of a list in one cell, separated by semicolons.
pub(super) fn split_list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// The names of one cell: `fi: Turku; sv: Åbo`. The language may be left out.
pub(super) fn parse_names(cell: &str, kind: NameKind) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for item in split_list(cell) {
        let name = match split_language(item) {
            Some((language, text)) => Name::new(text, kind).in_language(language),
            None => Name::new(item, kind),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A BCP 47 tag before a colon and a space. "S:t Michel" has none.
fn split_language(item: &str) -> Option<(&str, &str)> {
    let (tag, text) = item.split_once(": ")?;
    let text = text.trim();
    let mut subtags = tag.split('-');
    let language = subtags.next()?;
    let is_tag = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && subtags.all(|subtag| {
            (2..=8).contains(&subtag.len())
                && subtag.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    (is_tag && !text.is_empty()).then_some((tag, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_their_languages() {
        let names = parse_names(
            "fi: Turku; sv: Åbo;; fa-AF: افغانستان; S:t Michel",
            NameKind::Official,
        );
        let told: Vec<_> = names
            .iter()
            .map(|name| (name.language.as_deref(), name.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Some("fi"), "Turku"),
                (Some("sv"), "Åbo"),
                (Some("fa-AF"), "افغانستان"),
                (None, "S:t Michel")
            ]
        );
    }
}
