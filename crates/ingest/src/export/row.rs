//! Ties as rows of a list.

use std::collections::BTreeMap;

use vanort_model::{
    AuthorityKey, Observation, Snapshot, Twinning, TwinningKey, TwinningKind, TwinningStatus,
    swedish_sort_key,
};

use crate::check::{kind_word, status_word, theme_word};
use crate::export::ExportRequest;
use crate::export::cut::ExportCut;

/// The columns that every cut has after those that name the tie.
const DESCRIBING: [&str; 10] = [
    "Typ",
    "Status",
    "Startår",
    "Slutår",
    "Område",
    "Nätverk",
    "Anmärkning",
    "Källa",
    "Kartläggning",
    "Samarbets-id",
];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExportCell {
    Empty,
    Text(String),
    Year(i32),
}

impl ExportCell {
    fn text(text: Option<&str>) -> Self {
        match text {
            Some(text) if !text.is_empty() => Self::Text(text.to_owned()),
            _ => Self::Empty,
        }
    }

    /// The cell as it is read on a sheet.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Year(year) => year.to_string(),
        }
    }
}

/// One tie with its cells.
#[derive(Debug)]
pub(super) struct ExportRow {
    pub(super) cells: Vec<ExportCell>,
}

/// The headings of a cut's list.
pub(super) fn headings(cut: ExportCut) -> Vec<&'static str> {
    let naming = cut.naming_columns().iter();
    naming.chain(&DESCRIBING).copied().collect()
}

impl ExportRow {
    /// The rows of a list, sorted as its cut and Swedish have it.
    pub(super) fn all(register: &Snapshot, request: &ExportRequest) -> Vec<Self> {
        let newest = newest_observations(register);
        let mut sort_keys = SortKeys::default();
        let mut ties: Vec<_> = (register.twinnings.values())
            .filter(|tie| request.cut.holds(&tie.key) && request.filter.holds(&tie.key))
            .map(|tie| (sort_keys.of(register, request.cut, &tie.key), tie))
            .collect();
        ties.sort_by(|(one, a), (another, b)| one.cmp(another).then_with(|| a.key.cmp(&b.key)));
        (ties.into_iter())
            .map(|(_, tie)| Self::of(register, request.cut, tie, newest.get(&tie.key).copied()))
            .collect()
    }

    fn of(
        register: &Snapshot,
        cut: ExportCut,
        tie: &Twinning,
        newest: Option<&Observation>,
    ) -> Self {
        let cell = |column: &str| match column {
            "Kommunkod" => ExportCell::text(match &tie.key.authority {
                AuthorityKey::Municipality(code) => Some(code.as_str()),
                _ => None,
            }),
            "Kommun" => ExportCell::text(match &tie.key.authority {
                AuthorityKey::Municipality(_) | AuthorityKey::ForeignAuthority(_) => {
                    authority_name(register, &tie.key)
                }
                _ => None,
            }),
            "Region" => ExportCell::text(match &tie.key.authority {
                AuthorityKey::Region(_) => authority_name(register, &tie.key),
                _ => None,
            }),
            "Regionförbund" => ExportCell::text(match &tie.key.authority {
                AuthorityKey::RegionalFederation(_) => authority_name(register, &tie.key),
                _ => None,
            }),
            "Hemland" => match &tie.key.authority {
                AuthorityKey::ForeignAuthority(place) => {
                    ExportCell::text(Some(&country_name(register, &place.country())))
                }
                _ => ExportCell::Empty,
            },
            "Vänort" => {
                let place = register.places.get(&tie.key.partner);
                ExportCell::text(place.map(|place| place.name.as_str()))
            }
            "Land" => ExportCell::text(Some(&country_name(register, &tie.key.partner.country()))),
            "Typ" => ExportCell::text(Some(kind_of(tie.key.kind))),
            "Status" => ExportCell::text(status_of(tie.status)),
            "Startår" => tie.since.map_or(ExportCell::Empty, ExportCell::Year),
            "Slutår" => tie.until.map_or(ExportCell::Empty, ExportCell::Year),
            "Område" => {
                let words: Vec<&str> = (tie.themes.iter())
                    .filter_map(|theme| theme_word(*theme))
                    .collect();
                ExportCell::text(Some(&words.join("; ")))
            }
            "Nätverk" => ExportCell::text(
                (tie.network.as_ref())
                    .and_then(|key| register.networks.get(key))
                    .map(|network| network.name.as_str()),
            ),
            "Anmärkning" => ExportCell::text(tie.note.as_deref()),
            "Källa" => ExportCell::text(newest.and_then(|it| it.source.as_deref())),
            "Kartläggning" => ExportCell::text(
                newest
                    .and_then(|it| register.surveys.get(&it.survey))
                    .map(|survey| survey.name.as_str()),
            ),
            _ => ExportCell::Text(tie.key.to_string()),
        };
        Self {
            cells: headings(cut).into_iter().map(cell).collect(),
        }
    }
}

fn kind_of(kind: TwinningKind) -> &'static str {
    kind_word(kind).unwrap_or_default()
}

fn status_of(status: TwinningStatus) -> Option<&'static str> {
    status_word(status)
}

fn authority_name<'r>(register: &'r Snapshot, tie: &TwinningKey) -> Option<&'r str> {
    let authority = register.authorities.get(&tie.authority)?;
    Some(authority.name.as_str())
}

fn country_name(register: &Snapshot, code: &vanort_model::CountryCode) -> String {
    let country = register.countries.get(code);
    country.map_or_else(|| code.to_string(), |country| country.name_sv.clone())
}

/// The newest observation of every tie: that of the newest survey, by key among equals.
fn newest_observations(register: &Snapshot) -> BTreeMap<&TwinningKey, &Observation> {
    let year = |seen: &Observation| register.surveys.get(&seen.survey).and_then(|it| it.year);
    let mut newest: BTreeMap<&TwinningKey, &Observation> = BTreeMap::new();
    for seen in register.observations.values() {
        let known = newest.entry(&seen.twinning).or_insert(seen);
        if year(seen) > year(known) {
            *known = seen;
        }
    }
    newest
}

/// Sort keys of names, made once a name.
#[derive(Default)]
struct SortKeys {
    made: BTreeMap<String, String>,
}

impl SortKeys {
    fn of(&mut self, register: &Snapshot, cut: ExportCut, tie: &TwinningKey) -> [String; 3] {
        let authority = authority_name(register, tie).unwrap_or_default();
        let country = country_name(register, &tie.partner.country());
        let place = register.places.get(&tie.partner);
        let place = place.map_or("", |place| place.name.as_str());
        let mut key = |name: &str| {
            let made = self.made.entry(name.to_owned());
            made.or_insert_with(|| swedish_sort_key(name)).clone()
        };
        match cut {
            ExportCut::Country => [key(&country), key(place), key(authority)],
            _ => [key(authority), key(&country), key(place)],
        }
    }
}
