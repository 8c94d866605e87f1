//! The ways in which lists write a place beyond its recorded names.

use vanort_model::{PlaceKey, fold_name};

use crate::resolve::country_form::split_brackets;

/// What stands before the place that another is now part of, folded; the longer before the shorter.
const BECAME: [&str; 16] = [
    "nu en del av",
    "nu del av",
    "numera del av",
    "numera i",
    "ingar numera i",
    "ingar nu i",
    "ingar i",
    "uppgatt i",
    "now part of",
    "now in",
    "part of",
    "del av",
    "numera",
    "idag",
    "nu",
    "now",
];

/// What stands before a name that a place had, folded; the longer before the shorter.
const WAS: [&str; 8] = [
    "formerly", "tidigare", "former", "forut", "f d", "forr", "fd", "ex",
];

/// Words in brackets that say that the municipality or town of the name is meant, folded.
const SAME: [&str; 12] = [
    "kommun",
    "kommune",
    "municipality",
    "stad",
    "staden",
    "stadt",
    "city",
    "town",
    "tatort",
    "ort",
    "gemeinde",
    "by",
];

/// Words in brackets that say that something else of the name is meant, folded: a district is not
/// its chief town.
const OTHER: [&str; 22] = [
    "district",
    "distrikt",
    "kreis",
    "landkreis",
    "county",
    "lan",
    "region",
    "regionen",
    "province",
    "provins",
    "landskap",
    "department",
    "rural gmina",
    "gmina",
    "powiat",
    "oblast",
    "rajon",
    "raion",
    "parish",
    "samtgemeinde",
    "verbandsgemeinde",
    "voivodeship",
];

/// What an official form puts before the name, folded, and whether a place that nobody knows may
/// be added without it.
const BEFORE: [(&str, bool); 14] = [
    ("municipality of", true),
    ("kommunen", true),
    ("city of", true),
    ("town of", true),
    ("staden", true),
    ("stadt", false),
    ("hansestadt", false),
    ("gemeinde", false),
    ("gemeente", false),
    ("comune di", false),
    ("commune de", false),
    ("ville de", false),
    ("miasto", false),
    ("gmina", false),
];

/// What an official form puts behind the name, folded, as [`BEFORE`].
const BEHIND: [(&str, bool); 9] = [
    ("kommun", true),
    ("kommune", true),
    ("municipality", true),
    ("kaupunki", true),
    ("kunta", true),
    ("linn", false),
    ("vald", false),
    ("stads", false),
    ("stad", false),
];

/// What a list writes in brackets or behind a name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Beside<'t> {
    /// The place that the named one is now part of.
    Became(&'t str),
    /// What the named one, or a part of it, was before.
    Was(&'t str),
    /// That the municipality or town is meant.
    Same,
    /// That a district, county or the like of this name is meant.
    Other,
    /// Something else: a place, a country or a region.
    Name(&'t str),
}

/// A text that tells something beside a name: "Ribe (Esbjerg)", "Kisko (nu Salo)", "Kisko, numera
/// Salo".
pub(crate) fn split_beside(text: &str) -> Option<(&str, Beside<'_>)> {
    if let Some((name, inner)) = split_brackets(text) {
        let folded = fold_name(inner);
        let beside = match became_or_was(inner) {
            Some(beside) => beside,
            None if SAME.contains(&folded.as_str()) => Beside::Same,
            None if OTHER.contains(&folded.as_str()) => Beside::Other,
            None => Beside::Name(inner),
        };
        return Some((name, beside));
    }
    if let Some((name, rest)) = text.rsplit_once(',')
        && let Some(beside) = became_or_was(rest.trim())
    {
        return Some((name.trim(), beside));
    }
    let (name, became) = text.split_once(" numera ")?;
    Some((name.trim(), Beside::Became(became.trim())))
}

fn became_or_was(inner: &str) -> Option<Beside<'_>> {
    let became = after(inner, BECAME.into_iter());
    let became = became.map(|(_, name)| Beside::Became(name));
    became.or_else(|| after(inner, WAS.into_iter()).map(|(_, name)| Beside::Was(name)))
}

/// The name behind "f.d." or the like.
pub(crate) fn without_former(text: &str) -> Option<&str> {
    after(text, WAS.into_iter()).map(|(_, name)| name)
}

/// The first of some folded words that a text begins with, and what follows them; never nothing.
fn after<'t, 'w>(
    text: &'t str,
    mut words: impl Iterator<Item = &'w str>,
) -> Option<(&'w str, &'t str)> {
    let starts: Vec<(String, &str)> = (text.match_indices(' ').take(5))
        .filter_map(|(index, _)| text.split_at_checked(index))
        .map(|(before, rest)| (fold_name(before), rest.trim()))
        .filter(|(_, rest)| !rest.is_empty())
        .collect();
    words.find_map(|words| {
        let start = starts.iter().find(|(before, _)| before == words);
        start.map(|(_, rest)| (words, *rest))
    })
}

/// A text that ends in square brackets with what singles out one place.
pub(crate) fn split_id(text: &str) -> Option<(&str, PlaceId)> {
    let (name, id) = text.strip_suffix(']')?.rsplit_once('[')?;
    let id = match id.trim().parse() {
        Ok(id) => PlaceId::Geonames(id),
        Err(_) => PlaceId::Key(PlaceKey::parse(id).ok()?),
    };
    Some((name.trim(), id))
}

/// What singles out one place: `Newcastle [2641673]`, `Sande [NO-sande]`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum PlaceId {
    /// Its id in GeoNames.
    Geonames(u32),
    /// Its key in the register.
    Key(PlaceKey),
}

/// A text that names a town and a part of it: "Berlin – Neukölln".
pub(crate) fn split_dash(text: &str) -> Option<(&str, &str)> {
    (text.split_once(" – ").or_else(|| text.split_once(" - ")))
        .map(|(town, part)| (town.trim(), part.trim()))
}

/// A name without its official form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Bare {
    /// What the name may be, the likelier first: "Gentoftes" may be "Gentofte" in the genitive.
    pub(crate) names: Vec<String>,
    /// Whether the form says so clearly that a municipality or town is meant that a place nobody
    /// knows may be added without it.
    pub(crate) clear: bool,
}

/// The name inside an official form: "Gentofte kommun", "City of Łódź", "Stadt Halle".
pub(crate) fn without_form(text: &str) -> Option<Bare> {
    if let Some((form, name)) = after(text, BEFORE.iter().map(|(form, _)| *form)) {
        let clear = BEFORE.contains(&(form, true));
        let names = vec![name.to_owned()];
        return Some(Bare { names, clear });
    }
    let (name, last) = text.rsplit_once(' ')?;
    let last = fold_name(last);
    let (_, clear) = BEHIND.into_iter().find(|(form, _)| *form == last)?;
    let name = name.trim();
    let mut names = vec![name.to_owned()];
    names.extend(name.strip_suffix('s').map(str::to_owned));
    Some(Bare { names, clear })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_name_is_told_apart() {
        for (text, name, beside) in [
            ("Ribe (Esbjerg)", "Ribe", Beside::Name("Esbjerg")),
            ("Kisko (nu Salo)", "Kisko", Beside::Became("Salo")),
            ("X (now in Y)", "X", Beside::Became("Y")),
            ("X, numera Y", "X", Beside::Became("Y")),
            ("X numera Y", "X", Beside::Became("Y")),
            ("Y (f.d. X)", "Y", Beside::Was("X")),
            ("Y (tidigare X)", "Y", Beside::Was("X")),
            ("Hällefors (kommun)", "Hällefors", Beside::Same),
            ("Rastatt (district)", "Rastatt", Beside::Other),
            ("Nuuk (Godthåb)", "Nuuk", Beside::Name("Godthåb")),
        ] {
            assert_eq!(split_beside(text), Some((name, beside)), "{text}");
        }
        assert_eq!(split_beside("Stord, Norge"), None);
        assert_eq!(split_beside("(Salo)"), None);
        assert_eq!(without_former("f.d. Askim"), Some("Askim"));
        assert_eq!(without_former("Exeter"), None);
    }

    #[test]
    fn an_official_form_is_taken_off() {
        let bare = |text| without_form(text).map(|bare| (bare.names.join("|"), bare.clear));
        let told = |names: &str, clear| Some((names.to_owned(), clear));
        assert_eq!(bare("Gentofte kommun"), told("Gentofte", true));
        assert_eq!(bare("Stords kommune"), told("Stords|Stord", true));
        assert_eq!(bare("City of Łódź"), told("Łódź", true));
        assert_eq!(bare("Stadt Halle"), told("Halle", false));
        assert_eq!(bare("Kansas City"), None);
        assert_eq!(bare("Karlstad"), None);
    }

    #[test]
    fn an_id_stands_in_square_brackets() {
        assert_eq!(
            split_id("Newcastle [2641673]"),
            Some(("Newcastle", PlaceId::Geonames(2_641_673)))
        );
        let key = PlaceKey::parse("NO-sande").unwrap();
        assert_eq!(
            split_id("Sande [NO-sande]"),
            Some(("Sande", PlaceId::Key(key)))
        );
        assert_eq!(split_id("Sande [?]"), None);
    }
}
