//! Why a document matches, and which of two comes first.

use std::cmp::{Ordering, Reverse};

use vanort_model::NameKind;

use crate::analysis::{Fit, Slips, Spelling};
use crate::document::DocumentKind;
use crate::query::parse::ReadAs;
use crate::record::{Record, RecordName, has_other_sounds};

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
    /// One of its names is the query but for slips of the keyboard: a letter changed, left out,
    /// added or exchanged with its neighbour. One from four letters on, two from eight.
    Typo,
    /// It belongs with what the query names: a partner town of the authority named, by its own name
    /// or in the country named; or a municipality of the county named.
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
pub(crate) struct Rank<'g> {
    /// How it matched.
    pub(crate) reason: MatchReason,
    /// How many slips of the keyboard.
    pub(crate) slips: usize,
    /// The whole text as a name first.
    pub(crate) read_as: ReadAs,
    /// Typed with its own letters first: always for a whole name, for a part only when the query
    /// has letters that not every keyboard has ("ost" may well mean Östersund).
    pub(crate) other_letters: bool,
    /// The primary name before others.
    pub(crate) other_name: bool,
    /// Whole before part, the beginning before the inside, whole words before unfinished ones.
    pub(crate) fit: Fit,
    /// The kind that was asked for first; else municipalities first, partner towns last.
    pub(crate) kind: u8,
    pub(crate) folded_letters: bool,
    /// More twinnings first.
    pub(crate) twinnings: Reverse<u32>,
    /// More people first.
    pub(crate) population: Reverse<u64>,
    key: &'g str,
}

/// A match: where it ranks, why, and by which name.
#[derive(Debug, Clone)]
pub(crate) struct Match<'g> {
    pub(crate) rank: Rank<'g>,
    pub(crate) record: &'g Record,
    /// The name that matched; of what is related the other's.
    pub(crate) name: &'g str,
}

impl PartialEq for Match<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.rank == other.rank
    }
}

impl Eq for Match<'_> {}

impl PartialOrd for Match<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Match<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank.cmp(&other.rank)
    }
}

/// What names are compared with, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Comparison<'q> {
    pub(crate) typed: &'q Spelling,
    pub(crate) read_as: ReadAs,
    /// The kind that was asked for.
    pub(crate) kind: Option<DocumentKind>,
    /// Where slips are allowed.
    pub(crate) slips: Option<Slips>,
}

impl Comparison<'_> {
    /// The best match of a document's names.
    pub(crate) fn best<'g>(&self, record: &'g Record) -> Option<Match<'g>> {
        let names = record.names.iter();
        names
            .filter_map(|name| self.with_name(record, name))
            .min_by(|a, b| a.rank.cmp(&b.rank))
    }

    fn with_name<'g>(&self, record: &'g Record, name: &'g RecordName) -> Option<Match<'g>> {
        let typed = self.typed;
        let (slips, fit) = match self.slips {
            Some(slips) => name.spelling.fit_nearly(typed, slips)?,
            None => (0, name.spelling.fit(typed)?),
        };
        if name.official_form && fit.inside && !typed.folded.contains(' ') {
            return None;
        }
        if name.only_whole && (fit.part || slips > 0) && !has_other_sounds(&typed.kept) {
            return None;
        }
        let with_own_letters =
            slips == 0 && (name.spelling.fit_letters(typed)).is_some_and(|own| own <= fit);
        let reason = match name.kind {
            _ if slips > 0 => MatchReason::Typo,
            _ if fit.part => MatchReason::Prefix,
            None if self.read_as == ReadAs::Form => MatchReason::OtherName,
            None if with_own_letters && !fit.respaced => MatchReason::Exact,
            None => MatchReason::OtherSpelling,
            Some(NameKind::Former) => MatchReason::FormerName,
            Some(NameKind::Official | NameKind::Exonym | NameKind::Transliteration) => {
                MatchReason::OtherName
            }
        };
        let kind = match self.kind {
            Some(asked) if asked == record.kind => 0,
            _ => kind_rank(record.kind),
        };
        Some(Match {
            rank: Rank {
                reason,
                slips,
                read_as: self.read_as,
                other_letters: slips == 0
                    && !with_own_letters
                    && (!fit.part || typed.has_own_letters()),
                other_name: name.kind.is_some(),
                fit,
                kind,
                folded_letters: !with_own_letters,
                twinnings: Reverse(record.twinnings),
                population: Reverse(record.population),
                key: &record.key,
            },
            record,
            name: &name.text,
        })
    }
}

impl<'g> Match<'g> {
    /// The document's key.
    pub(crate) fn key(&self) -> &'g str {
        self.rank.key
    }

    /// Whether a whole name was typed, without slips.
    pub(crate) fn is_whole(&self) -> bool {
        self.rank.reason < MatchReason::Prefix
    }

    /// Whether it belongs with something of which a whole name was typed, without slips.
    pub(crate) fn is_sure(&self) -> bool {
        self.rank.reason == MatchReason::Related && self.rank.slips == 0
    }

    /// Whether only the beginning of a name was typed, and not with the name's own spaces.
    pub(crate) fn is_respaced_beginning(&self) -> bool {
        self.rank.reason == MatchReason::Prefix && self.rank.fit.respaced
    }

    /// What belongs with a match, told by a name of that.
    pub(crate) fn related(&self, record: &'g Record, name: &'g str) -> Self {
        Self {
            rank: Rank {
                reason: MatchReason::Related,
                kind: kind_rank(record.kind),
                twinnings: Reverse(record.twinnings),
                population: Reverse(record.population),
                key: &record.key,
                ..self.rank.clone()
            },
            record,
            name,
        }
    }

    /// What belongs with a name that no document has: that of a county.
    pub(crate) fn related_to_area(record: &'g Record, name: &'g str) -> Self {
        Self {
            rank: Rank {
                reason: MatchReason::Related,
                slips: 0,
                read_as: ReadAs::Beside,
                other_letters: false,
                other_name: false,
                fit: Fit::WHOLE,
                kind: kind_rank(record.kind),
                folded_letters: false,
                twinnings: Reverse(record.twinnings),
                population: Reverse(record.population),
                key: &record.key,
            },
            record,
            name,
        }
    }

    /// The same match as one that is not sure yet, because the area is still being typed.
    pub(crate) fn while_typing(mut self) -> Self {
        self.rank.reason = self.rank.reason.max(MatchReason::Prefix);
        self
    }
}

impl MatchReason {
    /// The whole part of the score: more for what is closer.
    pub(crate) fn score(self) -> f32 {
        match self {
            Self::Exact => 7.0,
            Self::OtherSpelling => 6.0,
            Self::OtherName => 5.0,
            Self::FormerName => 4.0,
            Self::Prefix => 3.0,
            Self::Typo => 2.0,
            Self::Related => 1.0,
        }
    }
}

fn kind_rank(kind: DocumentKind) -> u8 {
    match kind {
        DocumentKind::Municipality => 1,
        DocumentKind::Region => 2,
        DocumentKind::RegionalFederation => 3,
        DocumentKind::Country => 4,
        DocumentKind::PartnerTown => 5,
    }
}
