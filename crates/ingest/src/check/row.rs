//! Rows of which every cell has the form that its column needs.

use vanort_model::{
    CountryCode, CountyCode, MunicipalityCode, Name, Theme, TwinningKey, TwinningKind,
    TwinningStatus,
};

use crate::check::contact::ContactRow;
use crate::check::network::{NetworkMemberRow, NetworkRow};
use crate::check::position::Position;
use crate::check::programme::{ProgrammeCountryRow, ProgrammeRow};
use crate::check::resource::ResourceRow;

/// What a sheet says of one field of a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<T> {
    /// The sheet has no such column: what the register knows is kept.
    Absent,
    /// The cell is empty: not known.
    Empty,
    /// The cell holds this.
    Filled(T),
}

impl<T> Cell<T> {
    /// What the cell holds, if anything.
    pub(crate) fn filled(&self) -> Option<&T> {
        match self {
            Self::Filled(value) => Some(value),
            Self::Absent | Self::Empty => None,
        }
    }

    /// What the field becomes: the cell's value, or what was known when the sheet does not tell.
    pub(crate) fn or_kept(&self, kept: Option<T>) -> Option<T>
    where
        T: Clone,
    {
        match self {
            Self::Absent => kept,
            Self::Empty => None,
            Self::Filled(value) => Some(value.clone()),
        }
    }

    /// What a field that cannot be empty becomes.
    pub(crate) fn or_known(&self, known: Option<&T>, fallback: impl FnOnce() -> T) -> T
    where
        T: Clone,
    {
        (self.filled().or(known).cloned()).unwrap_or_else(fallback)
    }

    /// The same of a cell that holds nothing.
    pub(crate) fn map_empty<U>(&self) -> Cell<U> {
        match self {
            Self::Absent => Cell::Absent,
            Self::Empty | Self::Filled(_) => Cell::Empty,
        }
    }

    /// The cell with another value in it.
    pub(crate) fn map<U>(self, convert: impl FnOnce(T) -> U) -> Cell<U> {
        match self {
            Self::Absent => Cell::Absent,
            Self::Empty => Cell::Empty,
            Self::Filled(value) => Cell::Filled(convert(value)),
        }
    }
}

/// A row of a known sheet.
#[derive(Debug)]
pub(crate) enum CheckedRow {
    Municipality(MunicipalityRow),
    Region(RegionRow),
    Federation(FederationRow),
    County(CountyRow),
    Country(CountryRow),
    Twinning(Box<TwinningRow>),
    Place(Box<PlaceRow>),
    Survey(SurveyRow),
    Network(NetworkRow),
    Programme(Box<ProgrammeRow>),
    ProgrammeCountry(ProgrammeCountryRow),
    NetworkMember(NetworkMemberRow),
    Resource(Box<ResourceRow>),
    Contact(ContactRow),
}

/// The rows of all sources, by kind.
#[derive(Debug, Default)]
pub(crate) struct CheckedRows {
    pub(crate) municipalities: Vec<MunicipalityRow>,
    pub(crate) regions: Vec<RegionRow>,
    pub(crate) federations: Vec<FederationRow>,
    pub(crate) counties: Vec<CountyRow>,
    pub(crate) countries: Vec<CountryRow>,
    pub(crate) twinnings: Vec<TwinningRow>,
    pub(crate) places: Vec<PlaceRow>,
    pub(crate) surveys: Vec<SurveyRow>,
    pub(crate) networks: Vec<NetworkRow>,
    pub(crate) programmes: Vec<ProgrammeRow>,
    pub(crate) programme_countries: Vec<ProgrammeCountryRow>,
    pub(crate) network_members: Vec<NetworkMemberRow>,
    pub(crate) resources: Vec<ResourceRow>,
    pub(crate) contacts: Vec<ContactRow>,
}

impl CheckedRows {
    /// Adds a row to those of its kind.
    pub(crate) fn push(&mut self, row: CheckedRow) {
        match row {
            CheckedRow::Municipality(row) => self.municipalities.push(row),
            CheckedRow::Region(row) => self.regions.push(row),
            CheckedRow::Federation(row) => self.federations.push(row),
            CheckedRow::County(row) => self.counties.push(row),
            CheckedRow::Country(row) => self.countries.push(row),
            CheckedRow::Twinning(row) => self.twinnings.push(*row),
            CheckedRow::Place(row) => self.places.push(*row),
            CheckedRow::Survey(row) => self.surveys.push(row),
            CheckedRow::Network(row) => self.networks.push(row),
            CheckedRow::Programme(row) => self.programmes.push(*row),
            CheckedRow::ProgrammeCountry(row) => self.programme_countries.push(row),
            CheckedRow::NetworkMember(row) => self.network_members.push(row),
            CheckedRow::Resource(row) => self.resources.push(*row),
            CheckedRow::Contact(row) => self.contacts.push(row),
        }
    }
}

/// What the sheets of all three kinds of authority have in common.
#[derive(Debug)]
pub(crate) struct AuthorityCells {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) official_name: Cell<String>,
    pub(crate) other_names: Cell<Vec<Name>>,
    pub(crate) county: Cell<CountyCode>,
    pub(crate) seat: Cell<String>,
    pub(crate) note: Cell<String>,
    pub(crate) source: Cell<String>,
}

/// A row of Kommuner.
#[derive(Debug)]
pub(crate) struct MunicipalityRow {
    pub(crate) code: MunicipalityCode,
    pub(crate) geonames_id: Cell<u32>,
    pub(crate) cells: AuthorityCells,
}

/// A row of Regioner.
#[derive(Debug)]
pub(crate) struct RegionRow {
    pub(crate) code: CountyCode,
    pub(crate) cells: AuthorityCells,
}

/// A row of Regionförbund.
#[derive(Debug)]
pub(crate) struct FederationRow {
    pub(crate) valid_from: Cell<i32>,
    pub(crate) valid_until: Cell<i32>,
    pub(crate) successor: Cell<CountyCode>,
    pub(crate) cells: AuthorityCells,
}

/// A row of Län.
#[derive(Debug)]
pub(crate) struct CountyRow {
    pub(crate) at: Position,
    pub(crate) code: CountyCode,
    pub(crate) name: String,
    pub(crate) letter: Cell<String>,
    pub(crate) seat: Cell<String>,
    pub(crate) source: Cell<String>,
}

/// A row of Länder.
#[derive(Debug)]
pub(crate) struct CountryRow {
    pub(crate) at: Position,
    pub(crate) code: CountryCode,
    pub(crate) name_sv: String,
    pub(crate) name_en: Cell<String>,
    pub(crate) own_names: Cell<Vec<Name>>,
    pub(crate) exonyms: Cell<Vec<Name>>,
    pub(crate) former_names: Cell<Vec<Name>>,
    pub(crate) source: Cell<String>,
}

/// A row of Vänorter.
#[derive(Debug)]
pub(crate) struct TwinningRow {
    pub(crate) at: Position,
    /// `None` when the sheet has no column for it: then the sheet's name may tell.
    pub(crate) authority: Option<AuthorityWords>,
    /// One item of the cell, which lists by line breaks and semicolons. It may still list by
    /// commas, and tell a country after a comma or in brackets: that takes knowing the names.
    pub(crate) place: String,
    /// `None` when the sheet has no column for it: then the sheet's name or the item may tell.
    pub(crate) country: Option<String>,
    /// The county of a municipality, where the row tells.
    pub(crate) county: Option<String>,
    /// The tie that a row of an exported list is about.
    pub(crate) tie: Option<TwinningKey>,
    pub(crate) kind: TwinningKind,
    pub(crate) status: Option<TwinningStatus>,
    pub(crate) since: Option<i32>,
    pub(crate) until: Option<i32>,
    pub(crate) themes: Vec<Theme>,
    pub(crate) network: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) survey: Option<String>,
    /// The cells that name the tie, as written.
    pub(crate) text: String,
    /// Whether a cell has refused the row already: it is not taken, but what its other cells name
    /// is looked up, so that all of its mistakes are told at once.
    pub(crate) refused: bool,
}

/// How a row names its authority.
#[derive(Debug, Clone)]
pub(crate) enum AuthorityWords {
    Municipality {
        code: Option<MunicipalityCode>,
        name: Option<String>,
    },
    Region(String),
    Federation(String),
    /// An authority outside Sweden, where a list names the country of its home authorities.
    Foreign {
        name: String,
        country: String,
    },
}

impl AuthorityWords {
    /// The name of an authority outside Sweden.
    pub(crate) fn foreign_name(&self) -> Option<&str> {
        match self {
            Self::Foreign { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// A row of Orter.
#[derive(Debug)]
pub(crate) struct PlaceRow {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) cells: PlaceCells,
    pub(crate) merged_into: Cell<String>,
    pub(crate) merged_year: Cell<i32>,
}

/// What a sheet may tell of a place.
#[derive(Debug)]
pub(crate) struct PlaceCells {
    pub(crate) local_names: Cell<Vec<Name>>,
    pub(crate) exonyms: Cell<Vec<Name>>,
    pub(crate) former_names: Cell<Vec<Name>>,
    pub(crate) geonames_id: Cell<u32>,
    pub(crate) note: Cell<String>,
    pub(crate) source: Cell<String>,
}

/// A row of Kartläggningar.
#[derive(Debug)]
pub(crate) struct SurveyRow {
    pub(crate) at: Position,
    pub(crate) name: String,
    pub(crate) year: Cell<i32>,
    pub(crate) publisher: Cell<String>,
    pub(crate) description: Cell<String>,
    pub(crate) source: Cell<String>,
}
