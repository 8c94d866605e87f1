//! Why something that was sent in is not taken.

use std::fmt;

use time::OffsetDateTime;
use time::macros::format_description;
use vanort_model::PartnerSeekerState;

/// What is wrong with a field of what was sent in. The sentence begins with the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputMistake {
    /// The field, in words with underscores: `contact_email`.
    pub field: &'static str,
    /// What is wrong and what would be right, to stand behind the field.
    pub problem: String,
}

impl fmt::Display for InputMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.field, self.problem)
    }
}

/// Why something that was sent in is not taken. Nothing was changed. No sentence repeats what
/// tells of a person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubmissionError {
    /// Fields are not what they should be: all that are wrong.
    #[error("{}", sentences(.0))]
    Mistakes(Vec<InputMistake>),
    /// There is no such partner seeker.
    #[error("there is no partner seeker with this id")]
    NoSuchPartnerSeeker,
    /// There is no such partner seeker, or the token is not its own: which of them is not told.
    #[error("there is no partner seeker with this id and withdrawal token")]
    NotItsToken,
    /// The same registration waits already.
    #[error(
        "the same organisation with the same e-mail address waits to be published already; withdraw it first, or wait"
    )]
    SaidAlready,
    /// What was written in the partner seeker is erased.
    #[error("the partner seeker is {0} and erased: it cannot be decided on any more")]
    Over(PartnerSeekerState),
    /// As many partner seekers wait for a decision as may.
    #[error(
        "{most} partner seekers wait to be looked at, which is the most; try again tomorrow, when some of them will have been"
    )]
    TooManyPending {
        /// How many may.
        most: u64,
    },
    /// As much came as may in a stretch of time.
    #[error("too much has come at once; try again after {}", moment(*.next))]
    TooManyAtOnce {
        /// When the next may come.
        next: OffsetDateTime,
    },
    /// The system has no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

fn sentences(mistakes: &[InputMistake]) -> String {
    let sentences: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    sentences.join("; ")
}

/// A moment for people and programs: in UTC, rounded up to a whole second.
fn moment(moment: OffsetDateTime) -> String {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    let whole = moment + time::Duration::nanoseconds(999_999_999);
    // The format asks for nothing that a time lacks.
    whole.format(format).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn it_is_told_when_to_try_again_and_not_too_early() {
        let next = datetime!(2026-11-27 10:00:40.25 UTC);
        let told = SubmissionError::TooManyAtOnce { next }.to_string();
        assert!(told.ends_with("after 2026-11-27T10:00:41Z"), "{told}");
    }

    #[test]
    fn every_mistake_is_told() {
        let mistake = |field, problem: &str| InputMistake {
            field,
            problem: problem.to_owned(),
        };
        let error = SubmissionError::Mistakes(vec![
            mistake("name", "is empty"),
            mistake("website", "ends"),
        ]);
        assert_eq!(error.to_string(), "`name` is empty; `website` ends");
    }
}
