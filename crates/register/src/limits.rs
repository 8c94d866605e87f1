//! How much people may send in, how much is kept and for how long. The counts of what people send in
//! hold over all servers, as the database counts them.

use time::Duration;
use vanort_store::PartnerSeekerLimits;

/// How many partner seekers may come: so many that administrators can look at them, and so few at
/// once that a flood is over before it has filled the list.
pub(crate) const PARTNER_SEEKERS: PartnerSeekerLimits = PartnerSeekerLimits {
    pending: 500,
    in_window: 5,
    window: Duration::minutes(1),
};

/// How much feedback may come, and in which stretches of time it is counted: a flood is over before it
/// has used up a day's.
pub(crate) const FEEDBACK: [(u64, Duration); 2] =
    [(30, Duration::minutes(1)), (2_000, Duration::days(1))];

/// Letters of an organisation's, a person's or a file's name.
pub const MAX_NAME: usize = 200;

/// Letters of a partner seeker's description, and of feedback.
pub(crate) const MAX_TEXT: usize = 2_000;

/// Letters of an administrator's reason.
pub(crate) const MAX_REASON: usize = 500;

/// Letters of an address on the web, and of what feedback is about.
pub(crate) const MAX_ADDRESS: usize = 500;

/// Letters of an e-mail address. Source: RFC 5321, 4.5.3.1.3, without the brackets.
pub(crate) const MAX_EMAIL: usize = 254;

/// Countries that a partner seeker may wish for; who wishes for more names none.
pub(crate) const MAX_WISHED_COUNTRIES: usize = 50;

/// How long a partner seeker is shown when nothing is said: half a year.
pub(crate) const SHOWN: Duration = Duration::days(183);

/// How long a partner seeker may be shown: a year.
pub(crate) const LONGEST_SHOWN: Duration = Duration::days(366);

/// How often a server looks for what is to be erased.
pub(crate) const SWEEP_INTERVAL: std::time::Duration = std::time::Duration::from_hours(1);

/// The most checked workbooks that wait at one time: the oldest make room.
pub(crate) const MAX_WAITING_WORKBOOKS: u64 = 20;

/// How long a checked workbook waits.
pub(crate) const WAITING_TIME: Duration = Duration::days(7);

/// How many jobs a process remembers, those under way among them.
pub(crate) const MOST_JOBS: usize = 100;

/// How long a probe of the database may take.
pub(crate) const PROBE_TIMEOUT: std::time::Duration = std::time::Duration::from_millis(500);
