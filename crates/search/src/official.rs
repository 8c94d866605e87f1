//! Official forms: what a town is called in full ("Halmstads kommun", "City of Łódź", "gmina Łódź").

use crate::analysis::Spelling;
use crate::document::DocumentKind;

/// Words that stand behind a name, folded, with the kind of document that they ask for.
const BEHIND: &[(&str, Option<DocumentKind>)] = &[
    // Swedish, Danish, Norwegian, Icelandic.
    ("kommun", Some(DocumentKind::Municipality)),
    ("kommune", Some(DocumentKind::Municipality)),
    ("kommunen", Some(DocumentKind::Municipality)),
    ("stad", None),
    ("stads kommun", Some(DocumentKind::Municipality)),
    ("koping", None),
    ("region", Some(DocumentKind::Region)),
    ("regionen", Some(DocumentKind::Region)),
    ("landsting", Some(DocumentKind::Region)),
    ("kaupstadur", None),
    ("baer", None),
    // English.
    ("municipality", Some(DocumentKind::Municipality)),
    ("city", None),
    ("city council", None),
    ("town", None),
    ("town council", None),
    ("borough", None),
    ("borough council", None),
    ("district council", None),
    ("county council", None),
    ("parish", None),
    ("township", None),
    ("village", None),
    ("district", None),
    ("county", None),
    ("metropolitan borough", None),
    // Finnish, Estonian, Latvian, Lithuanian, Hungarian.
    ("kaupunki", None),
    ("kunta", None),
    ("vald", None),
    ("linn", None),
    ("pilseta", None),
    ("novads", None),
    ("miestas", None),
    ("savivaldybe", None),
    ("varos", None),
    ("megyei jogu varos", None),
    ("kozseg", None),
    ("nagykozseg", None),
    ("onkormanyzata", None),
    ("maakond", None),
    ("maakunta", None),
    ("rajons", None),
    ("pagasts", None),
    ("rajonas", None),
    // Turkish, Japanese, Ukrainian.
    ("belediyesi", None),
    ("belediye", None),
    ("buyuksehir belediyesi", None),
    ("ilcesi", None),
    ("miska hromada", None),
    ("hromada", None),
    ("shi", None),
    ("machi", None),
    ("cho", None),
    ("miska rada", None),
];

/// Words that stand before a name, folded, with the kind of document that they ask for.
const BEFORE: &[(&str, Option<DocumentKind>)] = &[
    // Swedish, Danish, Norwegian.
    ("kommunen", Some(DocumentKind::Municipality)),
    ("kommun", Some(DocumentKind::Municipality)),
    ("kommune", Some(DocumentKind::Municipality)),
    ("kommunen i", Some(DocumentKind::Municipality)),
    ("staden", None),
    ("stad", None),
    ("region", Some(DocumentKind::Region)),
    ("regionen", Some(DocumentKind::Region)),
    ("lanet", Some(DocumentKind::Region)),
    ("landskapet", Some(DocumentKind::Region)),
    // English.
    ("the city of", None),
    ("the town of", None),
    ("the municipality of", Some(DocumentKind::Municipality)),
    ("metropolitan borough of", None),
    ("royal borough of", None),
    ("london borough of", None),
    ("regional municipality of", None),
    ("district municipality of", None),
    ("township of", None),
    ("parish of", None),
    ("city of", None),
    ("town of", None),
    ("village of", None),
    ("borough of", None),
    ("district of", None),
    ("county of", None),
    ("municipality of", Some(DocumentKind::Municipality)),
    // German, Dutch.
    ("stadt", None),
    ("gemeinde", None),
    ("stadtgemeinde", None),
    ("marktgemeinde", None),
    ("markt", None),
    ("landeshauptstadt", None),
    ("bundesstadt", None),
    ("freie hansestadt", None),
    ("freie und hansestadt", None),
    ("kreisfreie stadt", None),
    ("grosse kreisstadt", None),
    ("samtgemeinde", None),
    ("verbandsgemeinde", None),
    ("ortsgemeinde", None),
    ("landkreis", None),
    ("flecken", None),
    ("gemeng", None),
    ("stadt gemeinde", None),
    ("hansestadt", None),
    ("kreisstadt", None),
    ("universitatsstadt", None),
    ("gemeente", None),
    // French, Italian, Spanish, Portuguese, Catalan, Romanian.
    ("ville de", None),
    ("ville d", None),
    ("ville du", None),
    ("commune de", None),
    ("commune d", None),
    ("mairie de", None),
    ("comune di", None),
    ("comune d", None),
    ("citta di", None),
    ("citta d", None),
    ("citta metropolitana di", None),
    ("provincia di", None),
    ("commune du", None),
    ("ayuntamiento de", None),
    ("ciutat de", None),
    ("concello de", None),
    ("concejo de", None),
    ("concelho de", None),
    ("municipalidad de", None),
    ("municipalidad distrital de", None),
    ("alcaldia de", None),
    ("intendencia de", None),
    ("distrito de", None),
    ("camara municipal do", None),
    ("camara municipal da", None),
    ("municipio do", None),
    ("municipio da", None),
    ("prefeitura do", None),
    ("prefeitura da", None),
    ("prefeitura municipal do", None),
    ("prefeitura municipal da", None),
    ("vila de", None),
    ("ajuntament de", None),
    ("ciudad de", None),
    ("municipio de", None),
    ("municipio di", None),
    ("villa de", None),
    ("cidade de", None),
    ("camara municipal de", None),
    ("prefeitura de", None),
    ("prefeitura municipal de", None),
    ("comuna", None),
    ("orasul", None),
    ("municipiul", None),
    // The Slavic languages, also as they are folded from Cyrillic.
    ("gmina", None),
    ("miasto", None),
    ("miasto i gmina", None),
    ("urzad miasta", None),
    ("urzad gminy", None),
    ("gorod", None),
    ("misto", None),
    ("obec", None),
    ("mesto", None),
    ("hlavni mesto", None),
    ("hlavne mesto", None),
    ("statutarni mesto", None),
    ("mestska cast", None),
    ("mestys", None),
    ("mestna obcina", None),
    ("miasto stoleczne", None),
    ("powiat", None),
    ("grad", None),
    ("opcina", None),
    ("obcina", None),
    ("opstina", None),
    ("obshtina", None),
    ("obshchina", None),
    ("obsina", None),
    // Greek, Albanian.
    ("dimos", None),
    ("bashkia", None),
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
    for &(form, kind) in BEHIND {
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
    for &(form, kind) in BEFORE {
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
        assert_eq!(bare("ville d angers"), ["angers"]);
        assert_eq!(bare("місто Калуш"), ["калуш"]);
        assert_eq!(bare("Община Варна"), ["варна"]);
        assert_eq!(bare("Region Skåne"), ["skåne"]);
        assert_eq!(bare("kommun"), Vec::<String>::new());
        assert_eq!(bare("Kristianstad"), Vec::<String>::new());
        assert_eq!(bare("s kommun"), ["s"]);
    }
}
