//! The Swedish words that cells may hold.

use vanort_model::{Theme, TwinningKind, TwinningStatus, fold_name};

/// The kinds of tie; the first word of each is the one to write.
pub(super) const KINDS: &[(&str, TwinningKind)] = &[
    ("Vänort", TwinningKind::Twinning),
    ("Annat", TwinningKind::Other),
    ("Kommunalt partnerskap", TwinningKind::MunicipalPartnership),
    ("Partnerskap", TwinningKind::MunicipalPartnership),
    ("Vänortssamarbete", TwinningKind::Twinning),
    ("Övrigt", TwinningKind::Other),
];

/// The states of a tie. "Okänd" says no more than an empty cell.
pub(super) const STATUSES: &[(&str, Option<TwinningStatus>)] = &[
    ("aktiv", Some(TwinningStatus::Active)),
    ("aktivt", Some(TwinningStatus::Active)),
    ("vilande", Some(TwinningStatus::Dormant)),
    ("avslutad", Some(TwinningStatus::Ended)),
    ("avslutat", Some(TwinningStatus::Ended)),
    ("okänd", None),
    ("okänt", None),
];

/// What a tie is about.
pub(super) const THEMES: &[(&str, Theme)] = &[
    ("kultur", Theme::Culture),
    ("skola", Theme::School),
    ("ungdom", Theme::Youth),
    ("föreningsliv och idrott", Theme::AssociationsAndSport),
    ("miljö", Theme::Environment),
    ("näringsliv", Theme::Business),
    ("turism", Theme::Tourism),
    ("demokrati", Theme::Democracy),
    ("social inkludering", Theme::SocialInclusion),
    ("service", Theme::Services),
    ("solidaritet", Theme::Solidarity),
];

/// The meaning of a word, in any case and with or without its dots.
pub(super) fn meaning<T: Copy>(words: &[(&str, T)], written: &str) -> Option<T> {
    let folded = fold_name(written);
    words
        .iter()
        .find(|(word, _)| fold_name(word) == folded)
        .map(|(_, meaning)| *meaning)
}

/// The words themselves.
pub(super) fn words<T>(words: &'static [(&'static str, T)]) -> impl Iterator<Item = &'static str> {
    words.iter().map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_has_its_word() {
        assert!(
            Theme::ALL
                .iter()
                .all(|theme| THEMES.iter().any(|(_, known)| known == theme))
        );
        assert_eq!(
            meaning(STATUSES, "AKTIV"),
            Some(Some(TwinningStatus::Active))
        );
        assert_eq!(meaning(KINDS, "vanort"), Some(TwinningKind::Twinning));
    }
}
