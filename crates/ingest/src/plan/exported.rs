//! Rows of exported lists: what they say of a tie that the register has.

use vanort_model::{
    AuthorityKey, FindingCode, Observation, Slug, Snapshot, Survey, Twinning, TwinningKey,
    TwinningStatus, fold_name,
};

use crate::check::{AuthorityWords, Findings, TwinningRow, status_word, theme_word};
use crate::options::ImportOptions;
use crate::plan::survey::Surveys;
use crate::resolve::CountryLookup;

/// What the survey of mended rows is called, before its year.
const CORRECTIONS: &str = "Rättelser";

/// What a row of an exported list comes to.
#[derive(Debug)]
pub(super) enum Exported {
    /// Nothing new.
    Same,
    /// Something was mended.
    Mended(Box<Observation>),
}

/// The tie that an exported row is about, when the register has it. A row of another register's
/// list is like any other.
pub(super) fn exported_tie<'r>(row: &TwinningRow, register: &'r Snapshot) -> Option<&'r Twinning> {
    register.twinnings.get(row.tie.as_ref()?)
}

/// Reads rows of exported lists.
#[derive(Debug)]
pub(super) struct ExportedReader<'a, 'r> {
    pub(super) register: &'r Snapshot,
    pub(super) countries: &'a CountryLookup,
    pub(super) options: &'a ImportOptions,
}

impl ExportedReader<'_, '_> {
    /// What a row about a known tie comes to; `None`, with a finding, when its cells name another.
    pub(super) fn read(
        &self,
        row: &TwinningRow,
        tie: &Twinning,
        surveys: &mut Surveys<'_>,
        findings: &mut Findings,
    ) -> Option<Exported> {
        if let Some((column, written)) = self.other_name(row, &tie.key) {
            let message = format!("samarbets-id hör till ett annat samarbete än \"{written}\".");
            let suggestion = Some("Töm Samarbets-id om raden är ett nytt samarbete.".to_owned());
            let code = FindingCode::CodeNameMismatch;
            findings.error(&row.at, column, code, message, suggestion);
            return None;
        }
        let network = row.network.as_deref().and_then(Slug::of);
        let differs = Mended {
            status: changed(row.status, told(tie.status).as_ref()),
            since: changed(row.since, tie.since.as_ref()),
            until: changed(row.until, tie.until.as_ref()),
            themes: (!row.themes.is_empty() && row.themes != tie.themes)
                .then(|| row.themes.clone()),
            network: changed(network, tie.network.as_ref()).filter(|key| self.has_network(key)),
            note: changed(row.note.clone(), tie.note.as_ref()),
        };
        if let (Some(since), Some(until)) = (row.since, row.until)
            && until < since
            && (differs.since.is_some() || differs.until.is_some())
        {
            let message = format!("slutet {until} ligger före början {since}.");
            let code = FindingCode::InvalidValue;
            findings.error(&row.at, "Slutår", code, message, None);
            return None;
        }
        self.tell_kept(row, tie, findings);
        if differs.is_empty() {
            return Some(Exported::Same);
        }
        let observation = self.observation(row, tie, differs, surveys);
        Some(Exported::Mended(Box::new(observation)))
    }

    /// The first cell that names something else than the tie, and what stands there.
    fn other_name(&self, row: &TwinningRow, tie: &TwinningKey) -> Option<(&'static str, String)> {
        let authority = self.register.authorities.get(&tie.authority)?;
        let is_authority = |name: &str| {
            let other = authority.other_names.iter().map(|it| it.text.as_str());
            let mut names = [authority.name.as_str(), authority.official_name.as_str()]
                .into_iter()
                .chain(other);
            names.any(|it| fold_name(it) == fold_name(name)) || tie.authority.code() == name
        };
        let mismatch = match (&row.authority, &tie.authority) {
            (None, _) => None,
            (
                Some(AuthorityWords::Municipality { code, name }),
                AuthorityKey::Municipality(known),
            ) => (code.as_ref().filter(|code| *code != known))
                .map(|code| ("Kommunkod", code.to_string()))
                .or_else(|| {
                    let other = name.as_ref().filter(|name| !is_authority(name));
                    other.map(|name| ("Kommun", name.clone()))
                }),
            (Some(AuthorityWords::Region(name)), AuthorityKey::Region(_)) => {
                (!is_authority(name)).then(|| ("Region", name.clone()))
            }
            (Some(AuthorityWords::Federation(name)), AuthorityKey::RegionalFederation(_)) => {
                (!is_authority(name)).then(|| ("Regionförbund", name.clone()))
            }
            (
                Some(AuthorityWords::Foreign { name, country }),
                AuthorityKey::ForeignAuthority(place),
            ) => {
                let same_country = self.countries.find_name(country) == Some(place.country());
                (!is_authority(name) || !same_country).then(|| ("Kommun", name.clone()))
            }
            (Some(words), _) => Some(words_of(words)),
        };
        mismatch.or_else(|| self.other_partner(row, tie))
    }

    fn other_partner(
        &self,
        row: &TwinningRow,
        tie: &TwinningKey,
    ) -> Option<(&'static str, String)> {
        let place = self.register.places.get(&tie.partner)?;
        let written = fold_name(&row.place);
        let mut names = std::iter::once(&place.name).chain(place.names.iter().map(|it| &it.text));
        if !names.any(|name| fold_name(name) == written) {
            return Some(("Vänort", row.place.clone()));
        }
        let country = row.country.as_ref();
        let other =
            country.filter(|it| self.countries.find_name(it).as_ref() != Some(&place.country));
        if let Some(country) = other {
            return Some(("Land", country.clone()));
        }
        (row.kind != tie.kind).then(|| ("Typ", row.kind.to_string()))
    }

    fn has_network(&self, key: &Slug) -> bool {
        self.register.networks.contains_key(key)
    }

    /// Tells of cells that were emptied: observations only add.
    fn tell_kept(&self, row: &TwinningRow, tie: &Twinning, findings: &mut Findings) {
        let network = (tie.network.as_ref()).and_then(|key| self.register.networks.get(key));
        let themes: Vec<&str> = (tie.themes.iter().copied())
            .filter_map(theme_word)
            .collect();
        let themes = (!themes.is_empty()).then(|| themes.join("; "));
        let kept = [
            (
                "Status",
                row.status.is_none(),
                status_word(tie.status).map(str::to_owned),
            ),
            (
                "Startår",
                row.since.is_none(),
                tie.since.map(|year| year.to_string()),
            ),
            (
                "Slutår",
                row.until.is_none(),
                tie.until.map(|year| year.to_string()),
            ),
            ("Område", row.themes.is_empty(), themes),
            (
                "Nätverk",
                row.network.is_none(),
                network.map(|it| it.name.clone()),
            ),
            ("Anmärkning", row.note.is_none(), tie.note.clone()),
        ];
        for (column, is_empty, value) in kept {
            // A list without the column says nothing, and a tie that lives again has no last year.
            let revived =
                column == "Slutår" && row.status.is_some_and(|it| it != TwinningStatus::Ended);
            if let Some(value) = value.filter(|_| is_empty && row.at.has(column) && !revived) {
                let message = format!("{column} är tom, men registret behåller \"{value}\".");
                let suggestion =
                    Some("Skriv det som gäller; en tom cell tar inte bort något.".to_owned());
                let code = FindingCode::ValueKept;
                findings.warning(&row.at, column, code, message, suggestion);
            }
        }
    }

    /// The one observation of the year's corrections of a tie, which takes up earlier ones.
    fn observation(
        &self,
        row: &TwinningRow,
        tie: &Twinning,
        mended: Mended,
        surveys: &mut Surveys<'_>,
    ) -> Observation {
        let survey = self.corrections(surveys);
        let key = format!("{survey}/-/-/{}/1", tie.key);
        let earlier = self.register.observations.get(&key);
        Observation {
            twinning: tie.key.clone(),
            survey,
            workbook: row.at.head.file.clone(),
            sheet: row.at.head.sheet.clone(),
            row: row.at.row,
            text: row.text.clone(),
            status: mended.status.or(earlier.and_then(|it| it.status)),
            since: mended.since.or(earlier.and_then(|it| it.since)),
            until: mended.until.or(earlier.and_then(|it| it.until)),
            themes: (mended.themes)
                .or_else(|| earlier.map(|it| it.themes.clone()))
                .unwrap_or_default(),
            network: mended.network.or_else(|| earlier?.network.clone()),
            note: mended.note.or_else(|| earlier?.note.clone()),
            source: row.source.clone(),
            key,
        }
    }

    /// The survey of the year's corrections, added where it is new.
    fn corrections(&self, surveys: &mut Surveys<'_>) -> Slug {
        let name = match self.options.year {
            Some(year) => format!("{CORRECTIONS} {year}"),
            None => CORRECTIONS.to_owned(),
        };
        let key = Slug::of(&name).expect("the name has letters");
        if surveys.get(&key).is_none() {
            let survey = Survey {
                key: key.clone(),
                source: name.clone(),
                name,
                year: self.options.year,
                publisher: None,
                description: Some("Rättelser i utskrivna listor.".to_owned()),
            };
            surveys.put_named(key.clone(), survey);
        }
        key
    }
}

/// What a row says that the register does not.
struct Mended {
    status: Option<TwinningStatus>,
    since: Option<i32>,
    until: Option<i32>,
    themes: Option<Vec<vanort_model::Theme>>,
    network: Option<Slug>,
    note: Option<String>,
}

impl Mended {
    fn is_empty(&self) -> bool {
        self.status.is_none()
            && self.since.is_none()
            && self.until.is_none()
            && self.themes.is_none()
            && self.network.is_none()
            && self.note.is_none()
    }
}

/// What the row says, where that is something and something else.
fn changed<T: PartialEq>(written: Option<T>, known: Option<&T>) -> Option<T> {
    written.filter(|written| known != Some(written))
}

/// A state that somebody told; an unknown one is written as an empty cell.
fn told(status: TwinningStatus) -> Option<TwinningStatus> {
    Some(status).filter(|status| *status != TwinningStatus::Unknown)
}

/// The column of a row's authority, and what stands there.
fn words_of(words: &AuthorityWords) -> (&'static str, String) {
    match words {
        AuthorityWords::Municipality { code, name } => match (name, code) {
            (Some(name), _) => ("Kommun", name.clone()),
            (None, Some(code)) => ("Kommunkod", code.to_string()),
            (None, None) => ("Kommun", String::new()),
        },
        AuthorityWords::Region(name) => ("Region", name.clone()),
        AuthorityWords::Federation(name) => ("Regionförbund", name.clone()),
        AuthorityWords::Foreign { name, .. } => ("Kommun", name.clone()),
    }
}
