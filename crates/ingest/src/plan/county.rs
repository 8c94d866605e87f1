//! Counties.

use vanort_model::{County, CountyCode, Snapshot};

use crate::check::{CountyRow, Findings};
use crate::plan::draft::Drafts;
use crate::plan::repetition::Repetition;
use crate::plan::tally::RowRef;

/// The counties of an import.
pub(super) type Counties<'r> = Drafts<'r, CountyCode, County>;

/// Drafts the counties of the sheets Län.
pub(super) fn draft_counties<'r>(
    rows: &[CountyRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Counties<'r> {
    let mut counties = Drafts::over(&register.counties);
    let mut repetition = Repetition::default();
    for row in rows {
        let known = counties.get(&row.code);
        let county = County {
            code: row.code.clone(),
            name: row.name.clone(),
            letter: row.letter.or_kept(known.and_then(|it| it.letter.clone())),
            seat: row.seat.or_kept(known.and_then(|it| it.seat.clone())),
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Länskod", &row.code, &county, findings) {
            counties.put(row.code.clone(), RowRef::of(&row.at), county);
        }
    }
    counties
}
