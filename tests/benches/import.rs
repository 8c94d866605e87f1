//! How long an import takes, beside merely reading the same workbook.
//!
//! Four ways with one list of ties of the whole world, each in a process of its own, in turns:
//! reading its workbook with calamine; reading it and inserting its plain rows into an empty
//! `SQLite` table in one transaction; inserting, with nothing read and nothing thought, all the
//! rows that the import leaves into its tables, indexed and linked as they are; and importing the
//! list whole into an empty register, with places, observations, report and change log. Printed
//! are the medians, the ratio of the import to each of the others, and each way's greatest memory.
//!
//!     cargo bench -p vanort-tests --bench import [-- TURNS]
//!
//! The list is `../shared/reference/twinnings-world.csv`, and without it the bench says so and
//! makes up a list of the same size.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use calamine::Reader as _;
use rust_xlsxwriter::Workbook;
use vanort_register::{ImportRequest, Register, Silent};
use vanort_tests::repository_root;

/// The headings of the list: the home country is a column.
const HEADINGS: [&str; 4] = ["Kommun", "Hemland", "Vänort", "Land"];

/// The ways, by the argument that a child process gets.
const WAYS: [&str; 4] = ["read", "insert", "tables", "import"];

/// Ties in the made-up list: as many as in the real one.
const MADE_UP: usize = 25_917;

/// What one child measured.
#[derive(Debug, Clone, Copy)]
struct Measured {
    duration_ms: f64,
    peak_kib: u64,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [way, workbook] = arguments.as_slice()
        && WAYS.contains(&way.as_str())
    {
        return run_child(way, Path::new(workbook));
    }
    let turns = arguments.iter().find_map(|it| it.parse().ok()).unwrap_or(5);
    let rows = world_rows()?;
    let folder = tempfile::tempdir()?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} ties, {turns} turns, medians", rows.len())?;
    // Memory is to grow with the rows, so a part of the list is measured too.
    for part in [4, 2, 1] {
        let rows = rows.get(..rows.len() / part).unwrap_or_default();
        let workbook = folder.path().join(format!("varlden-{part}.xlsx"));
        write_workbook(rows, &workbook)?;
        let medians = measure(&workbook, turns)?;
        let [read, insert, tables, import] = medians;
        writeln!(out, "\n{} rows", rows.len())?;
        for (way, measured) in WAYS.iter().zip(medians) {
            writeln!(
                out,
                "  {way:<8} {:>8.0} ms  {:>6.1} MiB at most",
                measured.duration_ms,
                mebibytes(measured.peak_kib)
            )?;
        }
        writeln!(
            out,
            "  import is {:.2} times reading, {:.2} times reading and inserting, {:.2} times \
             filling the tables",
            import.duration_ms / read.duration_ms,
            import.duration_ms / insert.duration_ms,
            import.duration_ms / tables.duration_ms
        )?;
    }
    Ok(())
}

/// The medians of each way's turns, in the order of [`WAYS`].
fn measure(workbook: &Path, turns: usize) -> Result<[Measured; 4]> {
    let mut measured: [Vec<Measured>; 4] = Default::default();
    for _ in 0..turns {
        // In turns, so that what else the machine does meets all of them.
        for (way, results) in WAYS.iter().zip(&mut measured) {
            results.push(spawn_child(way, workbook)?);
        }
    }
    Ok(measured.map(|results| Measured {
        duration_ms: median(results.iter().map(|it| it.duration_ms).collect()),
        peak_kib: results
            .iter()
            .map(|it| it.peak_kib)
            .max()
            .unwrap_or_default(),
    }))
}

fn spawn_child(way: &str, workbook: &Path) -> Result<Measured> {
    let output = Command::new(std::env::current_exe()?)
        .arg(way)
        .arg(workbook)
        .output()?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = printed.split_whitespace();
    let mut next = || {
        numbers.next().with_context(|| {
            let told = String::from_utf8_lossy(&output.stderr);
            format!("`{way}` measured nothing: {told}")
        })
    };
    Ok(Measured {
        duration_ms: next()?.parse()?,
        peak_kib: next()?.parse()?,
    })
}

fn run_child(way: &str, workbook: &Path) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let begin = Instant::now();
    match way {
        "read" => drop(read(workbook)?),
        "insert" => insert(&read(workbook)?, &folder.path().join("plain.db"))?,
        "import" => import(workbook, folder.path())?,
        // The rows must be there before the clock begins.
        _ => return report(fill_tables(workbook, folder.path())?),
    }
    report(begin.elapsed())
}

fn report(duration: Duration) -> Result<()> {
    let duration_ms = duration.as_secs_f64() * 1_000.0;
    writeln!(std::io::stdout(), "{duration_ms} {}", peak_kib()?)?;
    Ok(())
}

/// All cells of the workbook as texts.
fn read(workbook: &Path) -> Result<Vec<Vec<String>>> {
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(workbook)?;
    let range = workbook.worksheet_range_at(0).context("a sheet")??;
    Ok(range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect())
}

/// The quickest plain way: one prepared statement, one transaction, no index.
fn insert(rows: &[Vec<String>], database: &Path) -> Result<()> {
    let mut connection = rusqlite::Connection::open(database)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.execute_batch("CREATE TABLE tie (place, country, partner, partner_country)")?;
    let transaction = connection.transaction()?;
    {
        let mut statement = transaction.prepare("INSERT INTO tie VALUES (?, ?, ?, ?)")?;
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row))?;
        }
    }
    transaction.commit()?;
    Ok(())
}

fn import(workbook: &Path, folder: &Path) -> Result<()> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let url = format!("sqlite://{}", folder.join("vanort.db").display());
        let register = Register::open(&url, &folder.join("index")).await?;
        let data = repository_root().join("data/register.xlsx");
        let request = ImportRequest::new(vec![data, workbook.to_owned()], "bench");
        let summary = register.import_files(request, Arc::new(Silent)).await?;
        anyhow::ensure!(summary.changed, "the list was to be imported");
        register.close().await?;
        Ok(())
    })
}

/// Inserts what the import of the workbook leaves into empty tables of the same make, table by
/// table, each with one prepared statement, and says how long that alone took.
fn fill_tables(workbook: &Path, folder: &Path) -> Result<Duration> {
    import(workbook, folder)?;
    let imported = rusqlite::Connection::open(folder.join("vanort.db"))?;
    let mut statement = imported.prepare(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )?;
    let made = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let made: Vec<(String, String, String)> = made.collect::<Result<_, _>>()?;
    let mut filled = rusqlite::Connection::open(folder.join("filled.db"))?;
    filled.pragma_update(None, "journal_mode", "WAL")?;
    filled.pragma_update(None, "synchronous", "NORMAL")?;
    let mut tables = Vec::new();
    for (kind, name, sql) in &made {
        filled.execute_batch(sql)?;
        if kind == "table" {
            let mut statement = imported.prepare(&format!("SELECT * FROM \"{name}\""))?;
            let width = statement.column_count();
            let rows = statement
                .query_map([], |row| (0..width).map(|column| row.get(column)).collect())?;
            let rows: Vec<Vec<rusqlite::types::Value>> = rows.collect::<Result<_, _>>()?;
            tables.push((name, width, rows));
        }
    }
    let begin = Instant::now();
    let transaction = filled.transaction()?;
    // Which table is filled before which does not matter here.
    transaction.pragma_update(None, "defer_foreign_keys", true)?;
    for (name, width, rows) in &tables {
        let places = vec!["?"; *width].join(", ");
        let insert = format!("INSERT INTO \"{name}\" VALUES ({places})");
        let mut statement = transaction.prepare(&insert)?;
        for row in rows {
            statement.execute(rusqlite::params_from_iter(row))?;
        }
    }
    transaction.commit()?;
    Ok(begin.elapsed())
}

/// The process's greatest memory so far, as the kernel counts it.
fn peak_kib() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .context("the kernel tells a process's greatest memory")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

fn write_workbook(rows: &[[String; 4]], path: &PathBuf) -> Result<()> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Vänorter")?;
    sheet.write_row(0, 0, HEADINGS)?;
    for (row, cells) in (1_u32..).zip(rows) {
        sheet.write_row(row, 0, cells)?;
    }
    Ok(workbook.save(path)?)
}

/// Home, its country, partner, its country.
fn world_rows() -> Result<Vec<[String; 4]>> {
    let path = repository_root().join("../shared/reference/twinnings-world.csv");
    if !path.is_file() {
        writeln!(
            std::io::stdout(),
            "{} is not there: a made-up list of the same size stands for it",
            path.display()
        )?;
        return Ok(made_up_rows());
    }
    let mut reader = csv::Reader::from_path(path)?;
    let headings = reader.headers()?.clone();
    let columns = [
        "place",
        "country_as_written",
        "partner_place",
        "partner_country_as_written",
    ]
    .map(|name| headings.iter().position(|heading| heading == name));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| record.get(column));
            cell.unwrap_or_default().to_owned()
        };
        rows.push(columns.map(cell));
    }
    Ok(rows)
}

fn made_up_rows() -> Vec<[String; 4]> {
    const COUNTRIES: [&str; 5] = ["Norge", "Danmark", "Finland", "Estland", "Polen"];
    let country = |number: usize| {
        let found = COUNTRIES.get(number % COUNTRIES.len());
        found.copied().unwrap_or_default().to_owned()
    };
    (0..MADE_UP)
        .map(|number| {
            let (home, partner) = (number / 3, number / 2 + 7);
            [
                format!("Hemort {home}"),
                country(home),
                format!("Vänstad {partner}"),
                country(partner + 1),
            ]
        })
        .collect()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a process has less memory than that"
)]
fn mebibytes(kib: u64) -> f64 {
    kib as f64 / 1_024.0
}
