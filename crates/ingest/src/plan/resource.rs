//! Resources.

use vanort_model::{Resource, ResourceState, Slug, Snapshot};

use crate::check::{Cell, Findings, ResourceRow};
use crate::plan::draft::Drafts;
use crate::plan::named::key_of;
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;

/// The resources of an import.
pub(super) type Resources<'r> = Drafts<'r, Slug, Resource>;

/// Drafts the resources of the sheets Handledningar.
pub(super) fn draft_resources<'r>(
    rows: &[ResourceRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Resources<'r> {
    let mut resources = Drafts::over(&register.resources);
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = key_of((&row.at, "Titel"), &row.title, findings) else {
            continue;
        };
        let resource = resource(row, key.clone(), resources.known(&key));
        if repetition.is_first(&row.at, "Titel", &key, &resource, findings) {
            resources.put(key, RowRef::of(&row.at), resource);
        }
    }
    resources
}

fn resource(row: &ResourceRow, key: Slug, known: Option<&Resource>) -> Resource {
    let text = |cell: &Cell<String>, kept: fn(&Resource) -> &Option<String>| {
        cell.or_kept(known.and_then(|it| kept(it).clone()))
    };
    Resource {
        key,
        title: row.title.clone(),
        kind: row.kind.or_kept(known.and_then(|it| it.kind)),
        publisher: text(&row.publisher, |it| &it.publisher),
        format: text(&row.format, |it| &it.format),
        languages: (row.languages)
            .or_kept(known.map(|it| it.languages.clone()))
            .unwrap_or_default(),
        link: text(&row.link, |it| &it.link),
        // An empty cell says that nobody has looked.
        state: (row.state)
            .or_kept(known.map(|it| it.state))
            .unwrap_or(ResourceState::Unverified),
        last_checked: row
            .last_checked
            .or_kept(known.and_then(|it| it.last_checked)),
        description: text(&row.description, |it| &it.description),
        source: row
            .source
            .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
    }
}
