//! The words that cells may hold, in Swedish and English.

use vanort_model::{
    ApplicantKind, Certainty, ResourceKind, ResourceState, Theme, TwinningKind, TwinningStatus,
    fold_name,
};

/// The kinds of tie; the first word of each is the one to write.
pub(super) const KINDS: &[(&str, TwinningKind)] = &[
    ("Vänort", TwinningKind::Twinning),
    ("Annat", TwinningKind::Other),
    ("Kommunalt partnerskap", TwinningKind::MunicipalPartnership),
    ("Partnerskap", TwinningKind::MunicipalPartnership),
    ("Vänortssamarbete", TwinningKind::Twinning),
    ("Vänortsavtal", TwinningKind::Twinning),
    ("Övrigt", TwinningKind::Other),
    ("Annat samarbete", TwinningKind::Other),
    ("Twinning", TwinningKind::Twinning),
    ("Twin town", TwinningKind::Twinning),
    ("Sister city", TwinningKind::Twinning),
    ("Municipal partnership", TwinningKind::MunicipalPartnership),
    ("Other", TwinningKind::Other),
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
    ("pågående", Some(TwinningStatus::Active)),
    ("inaktiv", Some(TwinningStatus::Dormant)),
    ("inaktivt", Some(TwinningStatus::Dormant)),
    ("upphörd", Some(TwinningStatus::Ended)),
    ("upphört", Some(TwinningStatus::Ended)),
    ("uppsagd", Some(TwinningStatus::Ended)),
    ("uppsagt", Some(TwinningStatus::Ended)),
    ("active", Some(TwinningStatus::Active)),
    ("dormant", Some(TwinningStatus::Dormant)),
    ("inactive", Some(TwinningStatus::Dormant)),
    ("ended", Some(TwinningStatus::Ended)),
    ("terminated", Some(TwinningStatus::Ended)),
    ("unknown", None),
];

/// Answers to whether a tie is alive.
pub(super) const ANSWERS: &[(&str, bool)] = &[
    ("ja", true),
    ("j", true),
    ("x", true),
    ("yes", true),
    ("y", true),
    ("sant", true),
    ("true", true),
    ("1", true),
    ("nej", false),
    ("n", false),
    ("no", false),
    ("falskt", false),
    ("false", false),
    ("0", false),
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
    ("idrott", Theme::AssociationsAndSport),
    ("föreningsliv", Theme::AssociationsAndSport),
    ("utbildning", Theme::School),
    ("culture", Theme::Culture),
    ("school", Theme::School),
    ("education", Theme::School),
    ("youth", Theme::Youth),
    ("sport", Theme::AssociationsAndSport),
    ("associations and sport", Theme::AssociationsAndSport),
    ("environment", Theme::Environment),
    ("business", Theme::Business),
    ("tourism", Theme::Tourism),
    ("democracy", Theme::Democracy),
    ("social inclusion", Theme::SocialInclusion),
    ("services", Theme::Services),
    ("solidarity", Theme::Solidarity),
];

/// How certain a programme is.
pub(super) const CERTAINTIES: &[(&str, Certainty)] = &[
    ("bekräftad", Certainty::Confirmed),
    ("aviserad", Certainty::Announced),
    ("föreslagen", Certainty::Proposed),
    ("bekräftat", Certainty::Confirmed),
    ("beslutad", Certainty::Confirmed),
    ("aviserat", Certainty::Announced),
    ("föreslaget", Certainty::Proposed),
    ("förslag", Certainty::Proposed),
    ("confirmed", Certainty::Confirmed),
    ("announced", Certainty::Announced),
    ("proposed", Certainty::Proposed),
];

/// Who may apply to a programme.
pub(super) const APPLICANTS: &[(&str, ApplicantKind)] = &[
    ("kommun", ApplicantKind::Municipality),
    ("region", ApplicantKind::Region),
    ("kommunalförbund", ApplicantKind::MunicipalAssociation),
    ("annat offentligt organ", ApplicantKind::OtherPublicBody),
    ("ideell organisation", ApplicantKind::NonProfit),
    ("kommuner", ApplicantKind::Municipality),
    ("regioner", ApplicantKind::Region),
    ("andra offentliga organ", ApplicantKind::OtherPublicBody),
    ("offentligt organ", ApplicantKind::OtherPublicBody),
    ("ideella organisationer", ApplicantKind::NonProfit),
    ("ideell förening", ApplicantKind::NonProfit),
    ("municipality", ApplicantKind::Municipality),
    ("municipal association", ApplicantKind::MunicipalAssociation),
    ("other public body", ApplicantKind::OtherPublicBody),
    ("non profit", ApplicantKind::NonProfit),
];

/// What sort of help a resource is.
pub(super) const RESOURCE_KINDS: &[(&str, ResourceKind)] = &[
    ("handledning", ResourceKind::Manual),
    ("vägledning", ResourceKind::Guide),
    ("tjänst", ResourceKind::Service),
    ("manual", ResourceKind::Manual),
    ("handbok", ResourceKind::Manual),
    ("guide", ResourceKind::Guide),
    ("service", ResourceKind::Service),
];

/// Whether a resource is there.
pub(super) const RESOURCE_STATES: &[(&str, ResourceState)] = &[
    ("tillgänglig", ResourceState::Available),
    ("ej kontrollerad", ResourceState::Unverified),
    ("borttagen", ResourceState::Removed),
    ("tillgängligt", ResourceState::Available),
    ("inte kontrollerad", ResourceState::Unverified),
    ("okänd", ResourceState::Unverified),
    ("borttaget", ResourceState::Removed),
    ("available", ResourceState::Available),
    ("unverified", ResourceState::Unverified),
    ("removed", ResourceState::Removed),
];

/// The word to write for a kind of tie.
pub(crate) fn kind_word(kind: TwinningKind) -> Option<&'static str> {
    let found = KINDS.iter().find(|(_, known)| *known == kind);
    found.map(|(word, _)| *word)
}

/// The word to write for a state of a tie; none where no source tells.
pub(crate) fn status_word(status: TwinningStatus) -> Option<&'static str> {
    let found = STATUSES.iter().find(|(_, known)| *known == Some(status));
    found.map(|(word, _)| *word)
}

/// The word to write for what a tie is about.
pub(crate) fn theme_word(theme: Theme) -> Option<&'static str> {
    let found = THEMES.iter().find(|(_, known)| *known == theme);
    found.map(|(word, _)| *word)
}

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
    fn every_word_of_the_register_can_be_written() {
        fn all<T: PartialEq>(values: &[T], known: &[(&str, T)]) -> bool {
            (values.iter()).all(|value| known.iter().any(|(_, it)| it == value))
        }
        assert!(all(Certainty::ALL, CERTAINTIES));
        assert!(all(ApplicantKind::ALL, APPLICANTS));
        assert!(all(ResourceKind::ALL, RESOURCE_KINDS));
        assert!(all(ResourceState::ALL, RESOURCE_STATES));
        assert_eq!(
            meaning(APPLICANTS, "Non-profit"),
            Some(ApplicantKind::NonProfit)
        );
    }

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
