//! Surveys.

use vanort_model::{FindingCode, Severity, Slug, Snapshot, Survey};

use crate::check::{Findings, Position, SurveyRow};
use crate::options::ImportOptions;
use crate::plan::draft::Drafts;
use crate::plan::repetition::Repetition;
use crate::plan::spelling::is_better;
use crate::plan::tally::RowRef;

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
            surveys.put(key, RowRef::of(&row.at), survey);
        }
    }
    surveys
}

/// The survey that a row of Vänorter belongs to: the one its cell names, else the one of the
/// import, else one named after the file. One that no sheet describes is added by name alone, with
/// the year that its name tells, else that of the import. `None`, with a finding, when the name
/// has no letters.
pub(super) fn survey_of_row(
    at: &Position,
    written: Option<&str>,
    options: &ImportOptions,
    surveys: &mut Surveys<'_>,
    findings: &mut Findings,
) -> Option<Slug> {
    let told = written.or(options.survey.as_deref());
    let name = told.unwrap_or(&at.head.stem);
    let key = match (Slug::of(name), told) {
        (Some(key), _) => key,
        (None, None) => Slug::of(&at.head.sheet).or_else(|| Slug::of("lista"))?,
        (None, Some(_)) => {
            let message = format!("\"{name}\" har varken bokstäver eller siffror.");
            findings.error(at, "Kartläggning", FindingCode::InvalidValue, message, None);
            return None;
        }
    };
    match surveys.get(&key) {
        None => {
            let survey = named(&key, name, year_in(name).or(options.year));
            tell_added(at, written, &survey, options, findings);
            surveys.put_named(key.clone(), survey);
        }
        Some(known)
            if *known == named(&key, &known.name, known.year) && is_better(name, &known.name) =>
        {
            let survey = named(&key, name, known.year);
            surveys.put_named(key.clone(), survey);
        }
        Some(_) => {}
    }
    Some(key)
}

/// A survey that only its name tells.
fn named(key: &Slug, name: &str, year: Option<i32>) -> Survey {
    Survey {
        key: key.clone(),
        name: name.to_owned(),
        year,
        publisher: None,
        description: None,
        source: name.to_owned(),
    }
}

fn tell_added(
    at: &Position,
    written: Option<&str>,
    survey: &Survey,
    options: &ImportOptions,
    findings: &mut Findings,
) {
    let name = &survey.name;
    let year = match survey.year {
        None => String::new(),
        Some(year) if year_in(name).is_some() => format!(" Året {year} lästes ur namnet."),
        Some(year) => format!(" Den fick importens år, {year}."),
    };
    let code = FindingCode::NameAdded;
    if written.is_some() {
        let message = format!(
            "kartläggningen \"{name}\" beskrivs inte i något blad och lades till med bara sitt namn.{year}"
        );
        let suggestion = "Beskriv den i bladet Kartläggningar.".to_owned();
        findings.info(at, "Kartläggning", code, message, Some(suggestion));
        return;
    }
    let message = if options.survey.is_some() {
        format!(
            "rader utan kartläggning hänförs till den angivna, \"{name}\", som lades till.{year}"
        )
    } else {
        format!("rader utan kartläggning hänförs till en som fick filens namn, \"{name}\".{year}")
    };
    let suggestion = Some("Ange den i kolumnen Kartläggning.".to_owned());
    let nowhere = (None, None);
    findings.of_sheet(Severity::Info, &at.head, nowhere, code, message, suggestion);
}

/// The one year of the twentieth or twenty-first century that a name tells ("SKL 2011").
fn year_in(name: &str) -> Option<i32> {
    let mut years: Vec<i32> = name
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1900..2100).contains(year))
        .collect();
    years.dedup();
    match years.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn a_name_with_one_year_dates_its_survey() {
        assert_eq!(year_in("SKL 2011"), Some(2011));
        assert_eq!(year_in("vanorter-2018-2018"), Some(2018));
        assert_eq!(year_in("Vänorter 2011–2018"), None);
        assert_eq!(year_in("lista 20110504"), None);
        assert_eq!(year_in("nr 1066"), None);
    }
}
