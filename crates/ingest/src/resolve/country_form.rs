//! The ways in which lists write a country beyond its recorded names.

use vanort_model::{CountryCode, fold_name};

/// The parts of the United Kingdom, folded, which lists name as if they were countries.
const PARTS_OF_BRITAIN: [&str; 6] = [
    "england",
    "skottland",
    "scotland",
    "wales",
    "nordirland",
    "northern ireland",
];

/// Countries, and the territories with codes of their own that lists enter under them. Source:
/// ISO 3166-1.
const TERRITORIES: [(&str, &[&str]); 9] = [
    ("FI", &["AX"]),
    ("DK", &["FO", "GL"]),
    ("NO", &["SJ", "BV"]),
    (
        "FR",
        &[
            "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT",
        ],
    ),
    (
        "GB",
        &[
            "AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "PN", "SH", "TC", "VG",
        ],
    ),
    ("NL", &["AW", "BQ", "CW", "SX"]),
    ("US", &["AS", "GU", "MP", "PR", "VI"]),
    ("CN", &["HK", "MO"]),
    ("AU", &["CC", "CX", "NF"]),
];

/// Words in brackets that only say that a country is meant, folded.
const KINDS: [&str; 5] = ["country", "land", "state", "stat", "nation"];

/// What a country's name may begin with beyond the name itself, folded; the longer before the
/// shorter.
const TITLES: [&str; 18] = [
    "the federal republic of",
    "federal republic of",
    "forbundsrepubliken",
    "socialist republic of",
    "peoples republic of",
    "folkrepubliken",
    "the republic of the",
    "the republic of",
    "republic of the",
    "republic of",
    "republiken",
    "the kingdom of the",
    "the kingdom of",
    "kingdom of the",
    "kingdom of",
    "konungariket",
    "kungariket",
    "the",
];

/// Whether a folded name is that of a part of the United Kingdom, alone or with the whole.
pub(super) fn is_part_of_britain(folded: &str) -> bool {
    PARTS_OF_BRITAIN.iter().any(|part| {
        folded
            .strip_prefix(part)
            .is_some_and(|rest| matches!(rest, "" | " united kingdom" | " storbritannien" | " uk"))
    })
}

/// The codes of the territories that lists enter under a country's code.
pub(super) fn territories(code: &str) -> &'static [&'static str] {
    TERRITORIES
        .iter()
        .find(|(country, _)| *country == code)
        .map_or(&[], |(_, territories)| territories)
}

/// Of a country and a territory of it the territory, of a country and itself that.
pub(crate) fn narrower(one: &CountryCode, other: &CountryCode) -> Option<CountryCode> {
    let lies_in = |inner: &CountryCode, outer: &CountryCode| {
        inner == outer || territories(outer.as_str()).contains(&inner.as_str())
    };
    if lies_in(one, other) {
        Some(one.clone())
    } else {
        lies_in(other, one).then(|| other.clone())
    }
}

/// A text that ends in brackets: what stands before them, and in them.
pub(crate) fn split_brackets(text: &str) -> Option<(&str, &str)> {
    let (before, inner) = text.strip_suffix(')')?.rsplit_once('(')?;
    let (before, inner) = (before.trim(), inner.trim());
    (!before.is_empty() && !inner.is_empty()).then_some((before, inner))
}

/// The names that a text may hold besides itself: without "(country)", without a title, and what
/// stands behind a comma moved to the front ("Korea, Republic of").
pub(super) fn plain_names(written: &str) -> Vec<String> {
    let mut names = Vec::new();
    let kind = split_brackets(written).filter(|(_, inner)| KINDS.contains(&&*fold_name(inner)));
    if let Some((before, _)) = kind {
        names.push(before.to_owned());
    }
    if let Some((name, title)) = written.rsplit_once(',') {
        names.push(format!("{} {}", title.trim(), name.trim()));
    }
    let whole = names.last().map_or(written, String::as_str);
    names.extend(without_title(&fold_name(whole)));
    names
}

fn without_title(folded: &str) -> Option<String> {
    let name = TITLES.iter().find_map(|title| {
        let name = folded.strip_prefix(title)?.strip_prefix(' ')?;
        // The Republic of China is another country than China.
        let other = title.contains("republi") && matches!(name, "china" | "kina");
        (!other || title.starts_with("people")).then_some(name)
    })?;
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_its_titles_and_brackets() {
        for (written, plain) in [
            ("Georgia (country)", "Georgia"),
            ("The Netherlands", "netherlands"),
            ("Republiken Finland", "finland"),
            ("Korea, Republic of", "Republic of Korea"),
        ] {
            assert!(
                plain_names(written).iter().any(|name| name == plain),
                "{written}"
            );
        }
        assert!(plain_names("Republic of China").is_empty());
        assert!(is_part_of_britain("scotland united kingdom"));
        assert!(!is_part_of_britain("new england"));
    }
}
