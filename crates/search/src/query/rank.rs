//! Why a document matches, and which of two comes first.

use std::cmp::Reverse;

use vanort_model::NameKind;

use crate::analysis::Spelling;
use crate::document::DocumentKind;
use crate::record::{Record, RecordName};

/// How a hit matched, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchReason {
    /// Its name is the query, letter for letter but for case and punctuation.
    Exact,
    /// Its name is the query in another spelling, such as without diacritics.
    OtherSpelling,
    /// Another of its names is the query.
    OtherName,
    /// A name that it had before is the query.
    FormerName,
    /// One of its names begins with the query, or holds the query's words.
    Prefix,
    /// One of its names is the query but for a slip of the keyboard. Not given yet.
    Typo,
    /// It is a partner town of the authority that the query names, in the country that it names.
    Related,
}

impl MatchReason {
    /// The reason as GraphQL writes it (`OTHER_SPELLING`).
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "EXACT",
            Self::OtherSpelling => "OTHER_SPELLING",
            Self::OtherName => "OTHER_NAME",
            Self::FormerName => "FORMER_NAME",
            Self::Prefix => "PREFIX",
            Self::Typo => "TYPO",
            Self::Related => "RELATED",
        }
    }
}

/// The place of a match among all matches, the smallest first. The fields decide in their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one step of the order, told by its name; false comes first"
)]
pub(crate) struct Rank<'g> {
    /// Countries that are named whole, then the reasons.
    pub(crate) tier: Tier,
    /// The whole text as a name before a name and a country before one that is still typed.
    reading: ReadingRank,
    /// Typed with its own letters first: always for a whole name, for a part only when the query
    /// has letters that not every keyboard has ("ost" may well mean Östersund).
    other_letters: bool,
    /// The primary name first.
    other_name: bool,
    /// At the beginning of the name first.
    inside: bool,
    /// Municipalities first, partner towns last.
    kind: u8,
    /// Whole words first.
    unfinished: bool,
    folded_letters: bool,
    twinnings: Reverse<u32>,
    population: Reverse<u64>,
    key: &'g str,
}

/// The first thing that a rank is decided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tier {
    /// A country of which a name that it has today was typed whole.
    Country,
    /// Everything else, by reason.
    Reason(MatchReason),
}

/// How a query was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ReadingRank {
    /// The whole text as a name.
    Name,
    /// A name and a country.
    InCountry,
    /// A name and the beginning of a country's name.
    InUnfinishedCountry,
}

/// A match: where it ranks, why, and by which name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match<'g> {
    pub(crate) rank: Rank<'g>,
    pub(crate) reason: MatchReason,
    pub(crate) kind: DocumentKind,
    pub(crate) name: &'g str,
}

impl<'g> Match<'g> {
    /// Matches what was typed with a document's names; the best of them counts.
    pub(crate) fn best(record: &'g Record, typed: &Spelling, reading: ReadingRank) -> Option<Self> {
        let names = record.names.iter();
        names
            .filter_map(|name| Self::of_name(record, name, typed, reading))
            .min_by(|a, b| a.rank.cmp(&b.rank))
    }

    /// Whether a whole name was typed.
    pub(crate) fn is_whole(&self) -> bool {
        self.reason < MatchReason::Prefix
    }

    /// A partner town of the authority that was matched.
    pub(crate) fn related(&self, authority: &'g Record, partner: &'g Record) -> Self {
        Self {
            rank: Rank {
                tier: Tier::Reason(MatchReason::Related),
                kind: kind_rank(partner.kind),
                twinnings: Reverse(partner.twinnings),
                population: Reverse(partner.population),
                key: &partner.key,
                ..self.rank.clone()
            },
            reason: MatchReason::Related,
            kind: partner.kind,
            name: authority.name(),
        }
    }

    /// The same match as one that is not sure yet, because the country is still being typed.
    pub(crate) fn while_typing(mut self) -> Self {
        self.rank.tier = Tier::Reason(MatchReason::Prefix);
        self.reason = MatchReason::Prefix;
        self
    }

    fn of_name(
        record: &'g Record,
        name: &'g RecordName,
        typed: &Spelling,
        reading: ReadingRank,
    ) -> Option<Self> {
        let fit = name.spelling.fit(typed)?;
        if name.official_form && fit.inside && !typed.folded.contains(' ') {
            return None;
        }
        let with_own_letters = name
            .spelling
            .fit_letters(typed)
            .is_some_and(|own| own <= fit);
        let reason = match name.kind {
            _ if fit.part => MatchReason::Prefix,
            None if with_own_letters => MatchReason::Exact,
            None => MatchReason::OtherSpelling,
            Some(NameKind::Former) => MatchReason::FormerName,
            Some(NameKind::Official | NameKind::Exonym | NameKind::Transliteration) => {
                MatchReason::OtherName
            }
        };
        let is_country = record.kind == DocumentKind::Country
            && reading == ReadingRank::Name
            && reason <= MatchReason::OtherName;
        Some(Self {
            rank: Rank {
                tier: if is_country {
                    Tier::Country
                } else {
                    Tier::Reason(reason)
                },
                reading,
                other_letters: !with_own_letters && (!fit.part || typed.has_own_letters()),
                other_name: name.kind.is_some(),
                inside: fit.inside,
                kind: kind_rank(record.kind),
                unfinished: fit.unfinished,
                folded_letters: !with_own_letters,
                twinnings: Reverse(record.twinnings),
                population: Reverse(record.population),
                key: &record.key,
            },
            reason,
            kind: record.kind,
            name: &name.text,
        })
    }
}

impl Tier {
    /// The whole part of the score: more for what is closer.
    pub(crate) fn score(self) -> f32 {
        match self {
            Self::Country => 8.0,
            Self::Reason(MatchReason::Exact) => 7.0,
            Self::Reason(MatchReason::OtherSpelling) => 6.0,
            Self::Reason(MatchReason::OtherName) => 5.0,
            Self::Reason(MatchReason::FormerName) => 4.0,
            Self::Reason(MatchReason::Prefix) => 3.0,
            Self::Reason(MatchReason::Typo) => 2.0,
            Self::Reason(MatchReason::Related) => 1.0,
        }
    }
}

fn kind_rank(kind: DocumentKind) -> u8 {
    match kind {
        DocumentKind::Municipality => 0,
        DocumentKind::Region => 1,
        DocumentKind::RegionalFederation => 2,
        DocumentKind::Country => 3,
        DocumentKind::PartnerTown => 4,
    }
}
