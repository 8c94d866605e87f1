//! Surveys.

use vanort_model::{FindingCode, Severity, Slug, Snapshot, Survey};

use crate::check::{Findings, Position, SurveyRow};
use crate::plan::draft::Drafts;
use crate::plan::repetition::Repetition;

/// The surveys of an import.
pub(super) type Surveys<'r> = Drafts<'r, Slug, Survey>;

/// Drafts the surveys of the sheets Kartläggningar.
pub(super) fn draft_surveys<'r>(
    rows: &[SurveyRow],
    register: &'r Snapshot,
    findings: &mut Findings,
) -> Surveys<'r> {
    let mut surveys = Drafts::over(&register.surveys);
    let mut repetition = Repetition::default();
    for row in rows {
        let Some(key) = Slug::of(&row.name) else {
            let message = format!("\"{}\" har varken bokstäver eller siffror.", row.name);
            findings.error(
                &row.at,
                "Kartläggning",
                FindingCode::InvalidValue,
                message,
                None,
            );
            continue;
        };
        let known = surveys.get(&key);
        let survey = Survey {
            key: key.clone(),
            name: row.name.clone(),
            year: row.year.or_kept(known.and_then(|it| it.year)),
            publisher: row
                .publisher
                .or_kept(known.and_then(|it| it.publisher.clone())),
            description: row
                .description
                .or_kept(known.and_then(|it| it.description.clone())),
            source: row
                .source
                .or_known(known.map(|it| &it.source), || row.at.head.file.clone()),
        };
        if repetition.is_first(&row.at, "Kartläggning", &key, &survey, findings) {
            surveys.put(key, row.at.head.source, survey);
        }
    }
    surveys
}

/// The survey that a row of Vänorter belongs to: the one its cell names, else one named after the
/// file. One that no sheet describes is added by name alone. `None`, with a finding, when the
/// name has no letters.
pub(super) fn survey_of_row(
    at: &Position,
    written: Option<&str>,
    surveys: &mut Surveys<'_>,
    findings: &mut Findings,
) -> Option<Slug> {
    let name = written.unwrap_or(&at.head.stem);
    let key = match (Slug::of(name), written) {
        (Some(key), _) => key,
        (None, None) => Slug::of(&at.head.sheet).or_else(|| Slug::of("lista"))?,
        (None, Some(_)) => {
            let message = format!("\"{name}\" har varken bokstäver eller siffror.");
            findings.error(at, "Kartläggning", FindingCode::InvalidValue, message, None);
            return None;
        }
    };
    if surveys.get(&key).is_none() {
        let code = FindingCode::NameAdded;
        if written.is_some() {
            let message = format!(
                "kartläggningen \"{name}\" beskrivs inte i något blad och lades till med bara sitt namn."
            );
            let suggestion = "Beskriv den i bladet Kartläggningar.".to_owned();
            findings.info(at, "Kartläggning", code, message, Some(suggestion));
        } else {
            let message = format!(
                "rader utan kartläggning hänförs till en som fick filens namn, \"{name}\"."
            );
            let suggestion = "Ange den i kolumnen Kartläggning.".to_owned();
            let nowhere = (None, None);
            findings.of_sheet(
                Severity::Info,
                &at.head,
                nowhere,
                code,
                message,
                Some(suggestion),
            );
        }
        let survey = Survey {
            key: key.clone(),
            name: name.to_owned(),
            year: None,
            publisher: None,
            description: None,
            source: at.head.file.clone(),
        };
        surveys.put(key.clone(), at.head.source, survey);
    }
    Some(key)
}
