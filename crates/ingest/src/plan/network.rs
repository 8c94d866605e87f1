//! Networks.

use vanort_model::{FindingCode, Network, Slug, Snapshot};

use crate::check::{Findings, NetworkRow, Position};
use crate::plan::draft::Drafts;
use crate::plan::repetition::Repetition;
use crate::plan::spelling::{LISTS, is_better};
use crate::plan::tally::RowRef;

/// The networks of an import.
pub(super) type Networks<'r> = Drafts<'r, Slug, Network>;

/// Drafts the networks of the sheets Nätverk.
pub(super) fn draft_networks<'r>(
    rows: &[NetworkRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Networks<'r> {
    let mut networks = Drafts::over(&register.networks);
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = key_of(&row.at, &row.name, findings) else {
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
    let key = key_of(at, name, findings)?;
    let named = |name: &str| Network {
        key: key.clone(),
        name: name.to_owned(),
        description: None,
        website: None,
        source: LISTS.to_owned(),
    };
    match networks.get(&key) {
        None => {
            let message = format!(
                "nätverket \"{name}\" beskrivs inte i något blad och lades till med bara sitt namn."
            );
            let suggestion = Some("Beskriv det i bladet Nätverk.".to_owned());
            findings.info(at, "Nätverk", FindingCode::NameAdded, message, suggestion);
            networks.put_named(key.clone(), named(name));
        }
        Some(known) if *known == named(&known.name) && is_better(name, &known.name) => {
            networks.put_named(key.clone(), named(name));
        }
        Some(_) => {}
    }
    Some(key)
}

fn key_of(at: &Position, name: &str, findings: &mut Findings) -> Option<Slug> {
    let key = Slug::of(name);
    if key.is_none() {
        let message = format!("\"{name}\" har varken bokstäver eller siffror.");
        findings.error(at, "Nätverk", FindingCode::InvalidValue, message, None);
    }
    key
}
