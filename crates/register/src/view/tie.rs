//! Twinnings as filters and orders look at them.

use vanort_model::{Theme, Twinning, TwinningKind, TwinningStatus};

use super::record::Viewed;

/// No record's number.
pub(super) const NOBODY: u32 = u32::MAX;

/// What filters and orders look at of a twinning. All ties stand side by side in memory: looking
/// through a register's 25,000 takes a few tenths of a millisecond.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tie {
    pub(super) authority: u32,
    /// The authority's county; [`NOBODY`] where it has none.
    pub(super) county: u32,
    pub(super) partner: u32,
    /// The partner's country.
    pub(super) country: u32,
    /// [`NOBODY`] where it comes from none.
    pub(super) network: u32,
    pub(super) kind: TwinningKind,
    pub(super) status: TwinningStatus,
    pub(super) themes: Themes,
    pub(super) since: Option<i32>,
    pub(super) until: Option<i32>,
}

impl Tie {
    pub(super) fn of(twinning: &Viewed<Twinning>) -> Self {
        let authority = twinning.authority();
        let network = twinning.viewed_network();
        Self {
            authority: authority.id(),
            county: authority.county().map_or(NOBODY, |it| it.id()),
            partner: twinning.partner().id(),
            country: twinning.partner().country().id(),
            network: network.map_or(NOBODY, |it| it.id()),
            kind: twinning.key.kind,
            status: twinning.status,
            themes: Themes::of(&twinning.themes),
            since: twinning.since,
            until: twinning.until,
        }
    }
}

/// A set of themes: a bit for each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Themes(u32);

impl Themes {
    pub(super) fn of(themes: &[Theme]) -> Self {
        Self(
            themes
                .iter()
                .fold(0, |bits, theme| bits | 1 << *theme as u32),
        )
    }

    pub(super) fn has(self, theme: Theme) -> bool {
        self.0 >> theme as u32 & 1 == 1
    }
}
