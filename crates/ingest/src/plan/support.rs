//! What supports twinning: contacts, programmes and their countries, members of networks,
//! resources.

use vanort_model::{Record, Snapshot};

use crate::check::{CheckedRows, Findings};
use crate::plan::change::Changes;
use crate::plan::contact::{ContactNames, Contacts, draft_contacts};
use crate::plan::network::{NetworkNames, Networks};
use crate::plan::network_member::{MemberReader, NetworkMembers};
use crate::plan::place::Places;
use crate::plan::programme::{Programmes, draft_programmes, link_successors, programme_names};
use crate::plan::programme_country::{ProgrammeCountries, draft_programme_countries};
use crate::plan::resource::{Resources, draft_resources};
use crate::resolve::{AuthorityLookup, CountryLookup, PlaceLookup, Suggestions};

/// What the rows of these sheets are looked up in.
#[derive(Debug)]
pub(super) struct SupportDrafting<'a, 'r> {
    pub(super) register: &'r Snapshot,
    pub(super) authorities: &'a AuthorityLookup,
    pub(super) countries: &'a CountryLookup,
    pub(super) places: &'a Places<'r>,
    pub(super) suggestions: &'a Suggestions,
}

/// The drafts of these sheets.
#[derive(Debug)]
pub(super) struct Support<'r> {
    contacts: Contacts<'r>,
    programmes: Programmes<'r>,
    programme_countries: ProgrammeCountries<'r>,
    network_members: NetworkMembers<'r>,
    resources: Resources<'r>,
}

impl<'r> SupportDrafting<'_, 'r> {
    /// Drafts what these sheets describe, and the networks that only members name.
    pub(super) fn draft(
        &self,
        rows: &CheckedRows,
        networks: &mut Networks<'r>,
        findings: &mut Findings,
    ) -> Support<'r> {
        let (register, suggestions) = (self.register, self.suggestions);
        let mut contacts = draft_contacts(&rows.contacts, register, findings);
        let mut contact_names = ContactNames::of(&mut contacts, suggestions);
        let (mut programmes, taken) =
            draft_programmes(&rows.programmes, register, &mut contact_names, findings);
        let names = programme_names(&programmes, suggestions);
        link_successors(&taken, &names, &mut programmes, findings);
        let programme_countries = draft_programme_countries(
            &rows.programme_countries,
            register,
            &names,
            (self.countries, suggestions),
            findings,
        );
        let members = MemberReader {
            authorities: self.authorities,
            countries: self.countries,
            places: self.places,
            lookup: if rows.network_members.is_empty() {
                PlaceLookup::default()
            } else {
                PlaceLookup::of(self.places.all())
            },
            suggestions,
        };
        let mut network_names = NetworkNames::of(networks, suggestions);
        let network_members = members.draft(
            &rows.network_members,
            register,
            &mut network_names,
            findings,
        );
        Support {
            contacts,
            programmes,
            programme_countries,
            network_members,
            resources: draft_resources(&rows.resources, register, findings),
        }
    }
}

impl Support<'_> {
    /// Keeps the drafts that differ from the register, each after those that it refers to.
    pub(super) fn keep(self, changes: &mut Changes) {
        changes.keep(self.contacts, Record::Contact);
        changes.keep_programmes(self.programmes);
        changes.keep(self.programme_countries, Record::ProgrammeCountry);
        changes.keep(self.network_members, Record::NetworkMember);
        changes.keep(self.resources, Record::Resource);
    }
}
