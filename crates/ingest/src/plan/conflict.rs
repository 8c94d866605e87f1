//! Lists that say different things of one tie.

use vanort_model::{Observation, TwinningStatus};

/// What a list says otherwise than the one that counts.
#[derive(Debug)]
pub(super) struct Disagreement<'o> {
    /// The observation that counts.
    pub(super) counts: &'o Observation,
    /// Both, in Swedish, one sentence.
    pub(super) message: String,
}

/// What an observation, by its number among those of the same year, says otherwise than the first
/// of another list that speaks of the same; `None` when it agrees. The first counts.
pub(super) fn disagreement<'o>(
    same_year: &[&'o Observation],
    index: usize,
) -> Option<Disagreement<'o>> {
    let observation = same_year.get(index)?;
    let earlier = || same_year.iter().take(index);
    let mut differing = Vec::new();
    let mut counts = None;
    let mut compare = |noun: &str, field: &dyn Fn(&Observation) -> Option<String>| {
        let own = field(observation)?;
        let first = earlier().find(|it| field(it).is_some())?;
        let other = field(first)?;
        let same_list = first.workbook == observation.workbook && first.sheet == observation.sheet;
        if own != other && !same_list {
            differing.push(format!("{noun} {own} mot {other}"));
            counts.get_or_insert(*first);
        }
        Some(())
    };
    compare("status", &|it| it.status.map(status_word));
    compare("startår", &|it| it.since.map(|year| year.to_string()));
    compare("slutår", &|it| it.until.map(|year| year.to_string()));
    let counts: &Observation = counts?;
    let message = format!(
        "{} säger annat om samarbetet än {}: {}; det senare gäller.",
        place_of(observation),
        place_of(counts),
        differing.join(", ")
    );
    Some(Disagreement { counts, message })
}

fn place_of(observation: &Observation) -> String {
    format!(
        "rad {} i bladet {} ({})",
        observation.row, observation.sheet, observation.workbook
    )
}

fn status_word(status: TwinningStatus) -> String {
    let word = match status {
        TwinningStatus::Active => "aktiv",
        TwinningStatus::Dormant => "vilande",
        TwinningStatus::Ended => "avslutad",
        TwinningStatus::Unknown => "okänd",
    };
    word.to_owned()
}
