//! Requests under change: servers of the real binary are asked all the time while workbooks are
//! imported, and every answer is checked to be of one version.
//!
//! Each import adds one tie with a town of a name that nothing else has. An answer with the
//! revision, the number of ties and a search for that name is of one version only if all three
//! fit. Printed are requests, failures, answers that mix versions or go back to an older one,
//! latencies within and outside of changes, how long an import takes until every server's search
//! finds it, and the servers' memory.
//!
//!     cargo bench -p vanort --bench change [-- IMPORTS [DATA_FOLDER] [POSTGRES_URL]]
//!
//! One server on `SQLite`; and three on PostgreSQL, where an argument is the URL of an empty
//! database. Without a data folder the shipped data is served.

mod asker;
mod import;
#[path = "../http/server.rs"]
#[expect(dead_code, reason = "the load bench asks more of it")]
mod server;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ScopedJoinHandle;
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::asker::{Asked, Base, ask_until};
use crate::import::{Change, import};
use crate::server::Server;

/// Connections that ask at the same time.
const ASKERS: usize = 8;
/// Servers on PostgreSQL.
const SERVERS: usize = 3;
/// How long nothing changes between two imports.
const PAUSE: Duration = Duration::from_millis(500);
/// The token of the administrator who imports.
pub const TOKEN: &str = "bench";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let database = arguments.iter().find(|it| it.starts_with("postgres"));
    let mut arguments =
        (arguments.iter()).filter(|it| !it.starts_with("--") && !it.starts_with("postgres"));
    let imports = arguments.next().map_or(Ok(10), |it| it.parse())?;
    let data = arguments.next().map(PathBuf::from);
    run("one server on SQLite", imports, data.as_deref(), 1, None)?;
    match database {
        Some(url) => run(
            "three servers on PostgreSQL",
            imports,
            data.as_deref(),
            SERVERS,
            Some(url),
        ),
        None => say("PostgreSQL skipped: no argument is the URL of a database"),
    }
}

fn run(
    name: &str,
    imports: usize,
    data: Option<&Path>,
    count: usize,
    database: Option<&str>,
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let data = data.map(|it| it.to_string_lossy().into_owned());
    let mut variables = vec![
        ("VANORT_ADMIN_TOKEN", TOKEN),
        // Askers share one address.
        ("VANORT_CLIENT_RATE", "0"),
    ];
    variables.extend(database.map(|url| ("VANORT_DATABASE_URL", url)));
    variables.extend(data.as_deref().map(|data| ("VANORT_DATA_DIR", data)));
    let servers = (0..count).map(|number| {
        let folder = folder.path().join(number.to_string());
        std::fs::create_dir(&folder)?;
        Server::start(&folder, &variables)
    });
    let servers = servers.collect::<Result<Vec<_>>>()?;
    let first = servers.first().context("a server")?;
    let base = Base::of(first)?;
    let done = AtomicBool::new(false);
    let (asked, changes) = std::thread::scope(|scope| {
        let askers: Vec<_> = (0..ASKERS)
            .zip(servers.iter().cycle())
            .map(|(_, server)| scope.spawn(|| ask_until(&done, server, &base)))
            .collect();
        let changes = (1..=imports).map(|number| {
            std::thread::sleep(PAUSE);
            import(&servers, number)
        });
        let changes = changes.collect::<Result<Vec<Change>>>();
        std::thread::sleep(PAUSE);
        done.store(true, Ordering::Relaxed);
        let asked = askers.into_iter().map(ScopedJoinHandle::join);
        let asked: Vec<Asked> = asked.flatten().flatten().collect();
        (asked, changes)
    });
    report(name, &asked, &changes?, &servers)
}

fn report(name: &str, asked: &[Asked], changes: &[Change], servers: &[Server]) -> Result<()> {
    let count = |is: fn(&Asked) -> bool| asked.iter().filter(|it| is(it)).count();
    say(&format!(
        "{name}: {} requests, {} failed, {} mixed, {} went back; {} imports",
        asked.len(),
        count(|it| it.failed),
        count(|it| it.mixed),
        count(|it| it.went_back),
        changes.len()
    ))?;
    let within = |it: &&Asked| {
        let end = it.begun + it.took;
        (changes.iter()).any(|change| it.begun < change.found && change.begun < end)
    };
    let (inside, outside): (Vec<&Asked>, Vec<&Asked>) = asked.iter().partition(within);
    for (name, asked) in [("within changes", inside), ("outside", outside)] {
        let mut times: Vec<Duration> = asked.iter().map(|it| it.took).collect();
        times.sort_unstable();
        let at = |percent: usize| {
            let place = (times.len() * percent / 100).min(times.len().saturating_sub(1));
            times.get(place).copied().unwrap_or_default()
        };
        say(&format!(
            "  {name:<15} {:>7} requests, median {:.2?}, p99 {:.2?}, longest {:.2?}",
            times.len(),
            at(50),
            at(99),
            at(100)
        ))?;
    }
    let times = |of: fn(&Change) -> Duration| {
        let mut times: Vec<Duration> = changes.iter().map(of).collect();
        times.sort_unstable();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        (median, times.last().copied().unwrap_or_default())
    };
    let applied = times(|it| it.applied - it.begun);
    let found = times(|it| it.found - it.begun);
    say(&format!(
        "  applied in {:.0?} (at most {:.0?}), found on every server after {:.0?} (at most {:.0?})",
        applied.0, applied.1, found.0, found.1
    ))?;
    for server in servers {
        if let Some((now, peak)) = server.memory_mib() {
            say(&format!("  memory {now} MiB, at most {peak} MiB"))?;
        }
    }
    Ok(())
}

fn say(line: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}
