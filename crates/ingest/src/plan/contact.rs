//! Contacts.

use vanort_model::{Contact, Slug, Snapshot};

use crate::check::{ContactRow, Findings, Position};
use crate::plan::draft::Drafts;
use crate::plan::named::{NamedRecords, key_of, tell_added};
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;
use crate::resolve::Suggestions;

/// The contacts of an import.
pub(super) type Contacts<'r> = Drafts<'r, Slug, Contact>;

/// Drafts the contacts of the sheets Kontakter.
pub(super) fn draft_contacts<'r>(
    rows: &[ContactRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Contacts<'r> {
    let mut contacts = Drafts::over(&register.contacts);
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = key_of((&row.at, "Organisation"), &row.name, findings) else {
            continue;
        };
        let known = contacts.get(&key);
        let contact = Contact {
            key: key.clone(),
            name: row.name.clone(),
            name_en: row.name_en.or_kept(known.and_then(|it| it.name_en.clone())),
            role: row.role.or_kept(known.and_then(|it| it.role.clone())),
            website: row.website.or_kept(known.and_then(|it| it.website.clone())),
            email: row.email.or_kept(known.and_then(|it| it.email.clone())),
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Organisation", &key, &contact, findings) {
            contacts.put(key, RowRef::of(&row.at), contact);
        }
    }
    contacts
}

/// The contacts that rows of Program name.
#[derive(Debug)]
pub(super) struct ContactNames<'a, 'r> {
    contacts: &'a mut Contacts<'r>,
    /// Those that a sheet or the register describes.
    named: NamedRecords<'a>,
}

impl<'a, 'r> ContactNames<'a, 'r> {
    pub(super) fn of(contacts: &'a mut Contacts<'r>, suggestions: &'a Suggestions) -> Self {
        let names = contacts.all();
        let names = names.map(|it| (&it.key, it.name.as_str(), it.name_en.as_deref()));
        let named = NamedRecords::of(names, suggestions);
        Self { contacts, named }
    }

    /// The key of the contact of a name, known or not. `None`, with a finding, when the name has no
    /// letters.
    pub(super) fn key(&self, at: &Position, name: &str, findings: &mut Findings) -> Option<Slug> {
        let cell = (at, "Nationell kontakt");
        let found = self.named.find(cell, name, findings);
        found.or_else(|| key_of(cell, name, findings))
    }

    /// Adds the contact of a key by name alone, unless it is known.
    pub(super) fn name(
        &mut self,
        at: &Position,
        key: &Slug,
        name: &str,
        source: &str,
        findings: &mut Findings,
    ) {
        if self.contacts.get(key).is_some() {
            return;
        }
        let near = self.named.near(name).map(|(name, _)| name);
        let told = ("kontakten", "Beskriv den i bladet Kontakter.");
        tell_added((at, "Nationell kontakt"), told, name, near, findings);
        let contact = Contact {
            key: key.clone(),
            name: name.to_owned(),
            name_en: None,
            role: None,
            website: None,
            email: None,
            source: source.to_owned(),
        };
        self.contacts.put_named(key.clone(), contact);
    }
}
