//! Networks.

use vanort_model::{Network, Slug, Snapshot};

use crate::check::{Findings, NetworkRow, Position};
use crate::plan::draft::Drafts;
use crate::plan::named::{NamedRecords, key_of, tell_added};
use crate::plan::repetition::Repetition;
use crate::plan::spelling::{LISTS, is_better};
use crate::plan::tally::RowRef;
use crate::resolve::Suggestions;

/// The networks of an import.
pub(super) type Networks<'r> = Drafts<'r, Slug, Network>;

/// What a network is called in a sentence, and how it can be described.
const TOLD: (&str, &str) = ("nätverket", "Beskriv det i bladet Nätverk.");

/// Drafts the networks of the sheets Nätverk.
pub(super) fn draft_networks<'r>(
    rows: &[NetworkRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Networks<'r> {
    let mut networks = Drafts::over(&register.networks);
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = key_of((&row.at, "Nätverk"), &row.name, findings) else {
            continue;
        };
        let known = networks.get(&key);
        let network = Network {
            key: key.clone(),
            name: row.name.clone(),
            description: row
                .description
                .or_kept(known.and_then(|it| it.description.clone())),
            website: row.website.or_kept(known.and_then(|it| it.website.clone())),
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Nätverk", &key, &network, findings) {
            networks.put(key, RowRef::of(&row.at), network);
        }
    }
    networks
}

/// The network that a row of Vänorter names; one that no sheet describes is added by name alone.
/// `None`, with a finding, when the name has no letters.
pub(super) fn network_of_row(
    at: &Position,
    name: &str,
    networks: &mut Networks<'_>,
    findings: &mut Findings,
) -> Option<Slug> {
    let key = key_of((at, "Nätverk"), name, findings)?;
    let named = |name: &str| Network {
        key: key.clone(),
        name: name.to_owned(),
        description: None,
        website: None,
        source: LISTS.to_owned(),
    };
    match networks.get(&key) {
        None => {
            tell_added((at, "Nätverk"), TOLD, name, None, findings);
            networks.put_named(key.clone(), named(name));
        }
        Some(known) if *known == named(&known.name) && is_better(name, &known.name) => {
            networks.put_named(key.clone(), named(name));
        }
        Some(_) => {}
    }
    Some(key)
}

/// The networks that rows of Nätverksmedlemmar name.
#[derive(Debug)]
pub(super) struct NetworkNames<'a, 'r> {
    networks: &'a mut Networks<'r>,
    /// Those that a sheet, a tie or the register has.
    named: NamedRecords<'a>,
}

impl<'a, 'r> NetworkNames<'a, 'r> {
    pub(super) fn of(networks: &'a mut Networks<'r>, suggestions: &'a Suggestions) -> Self {
        let names = networks.all();
        let names = names.map(|it| (&it.key, it.name.as_str(), None));
        let named = NamedRecords::of(names, suggestions);
        Self { networks, named }
    }

    /// The key of the network that a member is of, known or not. `None`, with a finding, when the
    /// name has no letters.
    pub(super) fn key(&self, at: &Position, name: &str, findings: &mut Findings) -> Option<Slug> {
        let cell = (at, "Nätverk");
        let found = self.named.find(cell, name, findings);
        found.or_else(|| key_of(cell, name, findings))
    }

    /// Adds the network of a key by name alone, unless it is known.
    pub(super) fn name(
        &mut self,
        at: &Position,
        key: &Slug,
        name: &str,
        source: &str,
        findings: &mut Findings,
    ) {
        if self.networks.get(key).is_some() {
            return;
        }
        let near = self.named.near(name).map(|(name, _)| name);
        tell_added((at, "Nätverk"), TOLD, name, near, findings);
        let network = Network {
            key: key.clone(),
            name: name.to_owned(),
            description: None,
            website: None,
            source: source.to_owned(),
        };
        self.networks.put_named(key.clone(), network);
    }
}
