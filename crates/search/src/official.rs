//! Official forms: what a town is called in full ("Halmstads kommun", "City of Łódź", "gmina Łódź").

use crate::analysis::Spelling;
use crate::document::DocumentKind;

/// Words that stand behind a name, folded, with the kind of document that they ask for.
const BEHIND: [(&str, Option<DocumentKind>); 16] = [
    ("kommun", Some(DocumentKind::Municipality)),
    ("kommune", Some(DocumentKind::Municipality)),
    ("kommunen", Some(DocumentKind::Municipality)),
    ("municipality", Some(DocumentKind::Municipality)),
    ("stad", None),
    ("stads kommun", Some(DocumentKind::Municipality)),
    ("city", None),
    ("town", None),
    ("kaupunki", None),
    ("kunta", None),
    ("vald", None),
    ("linn", None),
    ("region", Some(DocumentKind::Region)),
    ("regionen", Some(DocumentKind::Region)),
    ("landsting", Some(DocumentKind::Region)),
    ("city council", None),
];

/// Words that stand before a name, folded, with the kind of document that they ask for.
const BEFORE: [(&str, Option<DocumentKind>); 26] = [
    ("city of", None),
    ("town of", None),
    ("municipality of", Some(DocumentKind::Municipality)),
    ("kommunen", Some(DocumentKind::Municipality)),
    ("kommun", Some(DocumentKind::Municipality)),
    ("staden", None),
    ("region", Some(DocumentKind::Region)),
    ("regionen", Some(DocumentKind::Region)),
    ("stadt", None),
    ("gemeinde", None),
    ("landeshauptstadt", None),
    ("hansestadt", None),
    ("kreisstadt", None),
    ("ville de", None),
    ("commune de", None),
    ("comune di", None),
    ("citta di", None),
    ("ayuntamiento de", None),
    ("ciudad de", None),
    ("municipio de", None),
    ("cidade de", None),
    ("gmina", None),
    ("miasto", None),
    ("gorod", None),
    ("obec", None),
    ("mesto", None),
];

/// A name without its official form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bare {
    pub(crate) name: Spelling,
    /// What kind of thing the form asks for.
    pub(crate) kind: Option<DocumentKind>,
}

/// What is left of a text without the form before or behind it, with and without the genitive's s;
/// empty when it has none.
pub(crate) fn without_form(text: &Spelling) -> Vec<Bare> {
    let mut bare = Vec::new();
    for (form, kind) in BEHIND {
        let rest = text.folded.strip_suffix(form);
        let Some(rest) = rest.and_then(|rest| rest.strip_suffix(' ')) else {
            continue;
        };
        let words = rest.split(' ').count();
        let kept: Vec<&str> = text.kept.split(' ').take(words).collect();
        let kept = kept.join(" ");
        if let Some(stem) = kept.strip_suffix('s').filter(|stem| !stem.is_empty()) {
            let name = Spelling::of(stem);
            bare.push(Bare { name, kind });
        }
        let name = Spelling::of(&kept);
        bare.push(Bare { name, kind });
    }
    for (form, kind) in BEFORE {
        let rest = text.folded.strip_prefix(form);
        let Some(rest) = rest.and_then(|rest| rest.strip_prefix(' ')) else {
            continue;
        };
        let words = text.kept.split(' ').count();
        let skipped = words.saturating_sub(rest.split(' ').count());
        let kept: Vec<&str> = text.kept.split(' ').skip(skipped).collect();
        let name = Spelling::of(&kept.join(" "));
        bare.push(Bare { name, kind });
    }
    bare.retain(|it| !it.name.is_empty());
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Vec<String> {
        let found = without_form(&Spelling::of(text)).into_iter();
        found.map(|it| it.name.kept).collect()
    }

    #[test]
    fn a_form_stands_before_or_behind_a_name() {
        assert_eq!(bare("Halmstads kommun"), ["halmstad", "halmstads"]);
        assert_eq!(bare("Göteborgs stad"), ["göteborg", "göteborgs"]);
        assert_eq!(bare("City of Łódź"), ["łódź"]);
        assert_eq!(bare("Region Skåne"), ["skåne"]);
        assert_eq!(bare("kommun"), Vec::<String>::new());
        assert_eq!(bare("Kristianstad"), Vec::<String>::new());
        assert_eq!(bare("s kommun"), ["s"]);
    }
}
