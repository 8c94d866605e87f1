//! The association's four lists: cuts of one set of ties.

use vanort_model::{AuthorityKind, TwinningKey};

/// What a list is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExportCut {
    /// The ties of municipalities, and of home authorities outside Sweden, by authority.
    Municipality,
    /// All ties, by the partner's country.
    Country,
    /// The ties of regions, by region.
    Region,
    /// The ties of regional federations, by federation.
    Federation,
}

impl ExportCut {
    /// The four cuts.
    pub const ALL: [Self; 4] = [
        Self::Municipality,
        Self::Country,
        Self::Region,
        Self::Federation,
    ];

    /// Whether the cut holds the tie.
    #[must_use]
    pub fn holds(self, tie: &TwinningKey) -> bool {
        let kind = tie.authority.kind();
        match self {
            Self::Country => true,
            Self::Municipality => matches!(
                kind,
                AuthorityKind::Municipality | AuthorityKind::ForeignAuthority
            ),
            Self::Region => kind == AuthorityKind::Region,
            Self::Federation => kind == AuthorityKind::RegionalFederation,
        }
    }

    /// What the list is called, in Swedish.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Municipality => "Vänorter per kommun",
            Self::Country => "Vänorter per land",
            Self::Region => "Vänorter per region",
            Self::Federation => "Vänorter per regionförbund",
        }
    }

    /// The columns that name a tie, the one that the list is cut by first.
    pub(super) fn naming_columns(self) -> &'static [&'static str] {
        match self {
            Self::Municipality => &["Kommunkod", "Kommun", "Hemland", "Vänort", "Land"],
            Self::Country => &[
                "Land",
                "Vänort",
                "Kommunkod",
                "Kommun",
                "Region",
                "Regionförbund",
                "Hemland",
            ],
            Self::Region => &["Region", "Vänort", "Land"],
            Self::Federation => &["Regionförbund", "Vänort", "Land"],
        }
    }
}
