//! Members of networks: which authority or place of the register each is.

use vanort_model::{
    AuthorityKey, AuthorityKind, CountryCode, FindingCode, NetworkMember, NetworkMemberKey,
    PlaceKey, Slug, Snapshot,
};

use crate::check::{Findings, NetworkMemberRow};
use crate::plan::draft::Drafts;
use crate::plan::named::key_of;
use crate::plan::network::NetworkNames;
use crate::plan::place::Places;
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;
use crate::resolve::{
    AuthorityLookup, CountryLookup, FoundPlace, PlaceLookup, Suggestions, Way, did_you_mean, taken,
};

/// The members of networks of an import.
pub(super) type NetworkMembers<'r> = Drafts<'r, NetworkMemberKey, NetworkMember>;

/// The kinds of Swedish authority that are members of networks.
const KINDS: [AuthorityKind; 2] = [AuthorityKind::Municipality, AuthorityKind::Region];

/// What members are looked up in.
#[derive(Debug)]
pub(super) struct MemberReader<'a, 'r> {
    pub(super) authorities: &'a AuthorityLookup,
    pub(super) countries: &'a CountryLookup,
    pub(super) places: &'a Places<'r>,
    pub(super) lookup: PlaceLookup,
    pub(super) suggestions: &'a Suggestions,
}

impl MemberReader<'_, '_> {
    /// Drafts the members of the sheets Nätverksmedlemmar, and the networks that only they name.
    pub(super) fn draft<'r>(
        &self,
        rows: &[NetworkMemberRow],
        register: &'r Snapshot,
        networks: &mut NetworkNames<'_, '_>,
        findings: &mut Findings,
    ) -> NetworkMembers<'r> {
        let mut members = Drafts::over(&register.network_members);
        let mut repetition = Repetition::default();
        for row in rows {
            let Some(key) = self.key(row, networks, findings) else {
                continue;
            };
            let known = members.known(&key);
            let source = row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone());
            let member = NetworkMember {
                key: key.clone(),
                name: row.name.clone(),
                authority: self.authority(row, &key.country, findings),
                place: self.place(row, &key.country, findings),
                since: row.since.or_kept(known.and_then(|it| it.since)),
                until: row.until.or_kept(known.and_then(|it| it.until)),
                source,
            };
            if repetition.is_first(&row.at, "Medlem", &key, &member, findings) {
                networks.name(
                    &row.at,
                    &key.network,
                    &row.network,
                    &member.source,
                    findings,
                );
                members.put(key, RowRef::of(&row.at), member);
            }
        }
        members
    }

    /// The key of a row's member; `None`, with a finding, when the row cannot be taken.
    fn key(
        &self,
        row: &NetworkMemberRow,
        networks: &NetworkNames<'_, '_>,
        findings: &mut Findings,
    ) -> Option<NetworkMemberKey> {
        let network = networks.key(&row.at, &row.network, findings);
        let member: Option<Slug> = key_of((&row.at, "Medlem"), &row.name, findings);
        let cell = (&row.at, "Land");
        let country = (self.countries).resolve_one(cell, &row.country, findings, self.suggestions);
        Some(NetworkMemberKey {
            network: network?,
            country: country?,
            member: member?,
        })
    }

    /// The one municipality or region that a member in Sweden is.
    fn authority(
        &self,
        row: &NetworkMemberRow,
        country: &CountryCode,
        findings: &mut Findings,
    ) -> Option<AuthorityKey> {
        if *country != CountryCode::sweden() {
            return None;
        }
        let found = KINDS.map(|kind| self.authorities.find(kind, &row.name, None));
        // "Stockholm" is the municipality rather than Region Stockholm.
        let exact: Vec<&AuthorityKey> = (found.iter().filter(|it| it.exact))
            .flat_map(|it| &it.keys)
            .collect();
        let all: Vec<&AuthorityKey> = found.iter().flat_map(|it| &it.keys).collect();
        match (exact.as_slice(), all.as_slice()) {
            ([only], _) => Some((*only).clone()),
            ([], [only]) => {
                let name = self.authorities.name(only).unwrap_or_default();
                let code = FindingCode::OtherSpelling;
                findings.info(&row.at, "Medlem", code, taken(&row.name, name), None);
                Some((*only).clone())
            }
            ([], []) => self.near_authority(row, findings),
            _ => {
                let names: Vec<&str> = (all.iter())
                    .filter_map(|key| self.authorities.name(key))
                    .collect();
                let found = format!("\"{}\" kan vara {}", row.name, names.join(", "));
                let code = FindingCode::UnknownAuthority;
                findings.warning(&row.at, "Medlem", code, by_name_alone(&found), None);
                None
            }
        }
    }

    fn near_authority(
        &self,
        row: &NetworkMemberRow,
        findings: &mut Findings,
    ) -> Option<AuthorityKey> {
        let code = FindingCode::UnknownAuthority;
        let near = (KINDS.iter())
            .filter_map(|kind| self.authorities.near(*kind))
            .find_map(|names| self.suggestions.near(names, &row.name));
        if let Some((shown, key)) = near
            && self.suggestions.accepts(code)
        {
            let code = FindingCode::SuggestionTaken;
            findings.info(&row.at, "Medlem", code, taken(&row.name, shown), None);
            return Some(key.clone());
        }
        let found = format!("\"{}\" är ingen kommun eller region i registret", row.name);
        let suggestion = near.map(|(shown, _)| did_you_mean(shown));
        findings.warning(&row.at, "Medlem", code, by_name_alone(&found), suggestion);
        None
    }

    /// The one place that a member outside Sweden is; most are none of the register's.
    fn place(
        &self,
        row: &NetworkMemberRow,
        country: &CountryCode,
        findings: &mut Findings,
    ) -> Option<PlaceKey> {
        if *country == CountryCode::sweden() {
            return None;
        }
        let (at, name) = (&row.at, &row.name);
        match self.lookup.find(country, name) {
            FoundPlace::One(key, Way::Name) => Some(key),
            FoundPlace::One(key, Way::Former | Way::OtherSpelling) => {
                let shown = self.places.get(&key).map_or(key.as_str(), |it| &it.name);
                let code = FindingCode::OtherSpelling;
                findings.info(at, "Medlem", code, taken(name, shown), None);
                Some(key)
            }
            FoundPlace::Several(_) => {
                let country = self.countries.name(country);
                let found = format!("flera orter heter {name} i {country}");
                let code = FindingCode::AmbiguousPlace;
                findings.warning(at, "Medlem", code, by_name_alone(&found), None);
                None
            }
            FoundPlace::None => {
                let code = FindingCode::UnknownPlace;
                let near = self.lookup.near(country)?;
                let (shown, key) = self.suggestions.near(near, name)?;
                if self.suggestions.accepts(code) {
                    let code = FindingCode::SuggestionTaken;
                    findings.info(at, "Medlem", code, taken(name, shown), None);
                    return Some(key.clone());
                }
                let country = self.countries.name(country);
                let found = format!("orten \"{name}\" finns inte i {country}");
                let suggestion = Some(did_you_mean(shown));
                findings.info(at, "Medlem", code, by_name_alone(&found), suggestion);
                None
            }
        }
    }
}

fn by_name_alone(found: &str) -> String {
    format!("{found}; medlemmen togs in med bara sitt namn.")
}
