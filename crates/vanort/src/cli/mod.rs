//! The command line: what can be asked for, and the words that teach it.

mod export;
mod history;
mod ingest;
mod schema;
mod serve;
mod submission;

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{
    ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum,
};

pub(crate) use export::ExportOptions;
pub(crate) use history::{RevertOptions, RunsOptions};
pub(crate) use ingest::IngestOptions;
pub(crate) use schema::SchemaOptions;
pub(crate) use serve::{Seed, ServeOptions};
pub(crate) use submission::{FeedbackOptions, SeekersOptions};

/// The backend of a twin-town register: workbooks in, a GraphQL answer out.
///
/// Without a command it serves: on an empty database it first imports the workbooks of the data
/// folder and builds the search index, then answers on the address that it prints.
#[derive(Parser)]
#[command(name = "vanort", version, after_long_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,

    #[command(flatten)]
    pub(crate) serve: ServeOptions,

    #[command(flatten)]
    pub(crate) storage: StorageOptions,

    #[command(flatten)]
    pub(crate) logging: LoggingOptions,
}

impl Cli {
    /// Reads the process's arguments and variables; ends the process with a sentence when they
    /// cannot be understood.
    pub(crate) fn read() -> Self {
        let matches = Self::command().get_matches();
        Self::from_arg_matches(&matches)
            .and_then(|cli| cli.checked(&matches))
            .unwrap_or_else(|error| error.exit())
    }

    /// Refuses options of `serve` that stand before another command, where nobody would read them.
    fn checked(self, matches: &ArgMatches) -> Result<Self, clap::Error> {
        let serving = ServeOptions::augment_args(clap::Command::new("serve"));
        let misplaced = serving.get_arguments().find(|argument| {
            matches.value_source(argument.get_id().as_str()) == Some(ValueSource::CommandLine)
        });
        match (&self.command, misplaced.and_then(clap::Arg::get_long)) {
            (Some(_), Some(option)) => Err(Self::command().error(
                ErrorKind::ArgumentConflict,
                format!("--{option} belongs to `serve`: write it after the command"),
            )),
            _ => Ok(self),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  vanort                                   serve, importing the shipped data the first time
  vanort ingest data/vanorter.xlsx         import a list; the report names every doubtful cell
  vanort search goteborg norge             Göteborg's partner towns in Norway
  vanort schema > schema.graphql           the schema, for code generators

Every option also reads an environment variable, shown beside it; the option wins.
Exit codes: 0 done, 1 imported but for some rows (`schema --since`: it breaks), 2 nothing done.";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Serve GraphQL; sets up an empty database first. The same as no command.
    Serve(ServeOptions),
    /// Import lists, other workbooks and gazetteers into the register.
    ///
    /// All files are read first and imported together, in one step: either all good rows of all
    /// files are in, or nothing has changed. A row that cannot be taken is named by sheet, row
    /// and column, and what was decided for you is told. Importing the same files again changes
    /// nothing, and every import can be undone with `vanort revert`. The search index follows.
    #[command(after_long_help = ingest::EXAMPLES)]
    Ingest(IngestOptions),
    /// List what was imported, by whom, and what came of it.
    #[command(after_long_help = history::RUNS_EXAMPLES)]
    Runs(RunsOptions),
    /// Undo an import: the register is as it was before.
    ///
    /// All files that were imported together are undone together. Later imports that build on them
    /// stand in the way and are named. Undoing is remembered like an import, and can be undone.
    #[command(after_long_help = history::REVERT_EXAMPLES)]
    Revert(RevertOptions),
    /// Write the register as a list in one of the association's four cuts.
    ///
    /// The file can be mended and imported again: only what was changed in it changes the register.
    #[command(after_long_help = export::EXAMPLES)]
    Export(ExportOptions),
    /// Rebuild the search index from the register.
    Reindex,
    /// Search the register for a name, in any spelling.
    Search(SearchOptions),
    /// List who registered as looking for a partner, with their contacts.
    #[command(after_long_help = submission::SEEKERS_EXAMPLES)]
    Seekers(SeekersOptions),
    /// List what readers say of pages.
    Feedback(FeedbackOptions),
    /// Print the GraphQL schema, or what has changed in it since an older one.
    Schema(SchemaOptions),
}

#[derive(Args)]
pub(crate) struct StorageOptions {
    /// The database's URL.
    #[arg(
        help = "The database: sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME",
        long,
        global = true,
        env = "VANORT_DATABASE_URL",
        hide_env_values = true,
        default_value = "sqlite://var/vanort.db"
    )]
    pub(crate) database_url: String,

    /// The folder of the search index; where it is missing it is rebuilt at the next start.
    #[arg(
        long,
        global = true,
        env = "VANORT_INDEX_DIR",
        default_value = "var/index"
    )]
    pub(crate) index_dir: PathBuf,
}

/// What is logged unless asked otherwise: the register tells of its migrations itself, and
/// what PostgreSQL remarks on the way is of no use.
const DEFAULT_LOG: &str = "info,sea_orm_migration=warn,sqlx=warn";

#[derive(Args)]
pub(crate) struct LoggingOptions {
    /// What to log to stderr: a level (error, warn, info, debug, trace), or directives that name
    /// crates, as the default does.
    #[arg(long, global = true, env = "VANORT_LOG", default_value = DEFAULT_LOG)]
    pub(crate) log: String,

    /// A file with what to log, instead of --log; `serve` reads it again at SIGHUP.
    #[arg(
        long,
        global = true,
        env = "VANORT_LOG_DIRECTIVES_FILE",
        value_name = "FILE",
        conflicts_with = "log"
    )]
    pub(crate) log_directives_file: Option<PathBuf>,
}

#[derive(Args)]
pub(crate) struct SearchOptions {
    /// What to search for; several words need no quotes.
    #[arg(required = true, value_name = "TEXT")]
    pub(crate) text: Vec<String>,

    /// The most hits to print.
    #[arg(long, env = "VANORT_SEARCH_FIRST", default_value_t = 10)]
    pub(crate) first: usize,

    /// Tell for each hit what decided its place.
    #[arg(long, env = "VANORT_SEARCH_EXPLAIN")]
    pub(crate) explain: bool,

    /// How to print the hits on stdout.
    #[arg(long, env = "VANORT_SEARCH_FORMAT", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// How something is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Cli, clap::Error> {
        let matches = Cli::command().try_get_matches_from(line.split(' '))?;
        Cli::from_arg_matches(&matches)?.checked(&matches)
    }

    #[test]
    fn common_options_may_stand_before_and_after_a_command() {
        for line in ["vanort --log debug reindex", "vanort reindex --log debug"] {
            assert_eq!(parse(line).ok().unwrap().logging.log, "debug");
        }
    }

    #[test]
    fn options_of_serve_stand_alone_or_after_it_but_not_before_another_command() {
        assert!(parse("vanort --listen 127.0.0.1:1").is_ok());
        assert!(parse("vanort serve --listen 127.0.0.1:1").is_ok());
        let error = parse("vanort --listen 127.0.0.1:1 reindex").err().unwrap();
        assert!(
            error.to_string().contains("--listen belongs to `serve`"),
            "{error}"
        );
    }

    #[test]
    fn what_could_be_given_twice_is_given_once() {
        for (both, other) in [
            (
                "vanort --log debug --log-directives-file f reindex",
                "--log <LOG>",
            ),
            (
                "vanort serve --admin-token t --admin-token-file f",
                "--admin-token <ADMIN_TOKEN>",
            ),
        ] {
            let error = parse(both).err().unwrap().to_string();
            assert!(error.contains(other), "{error}");
        }
        for one in [
            "vanort reindex --log-directives-file f",
            "vanort serve --admin-token-file f",
            "vanort --admin-token-file f",
        ] {
            assert!(parse(one).is_ok(), "{one}");
        }
    }

    #[test]
    fn the_command_line_is_well_formed_and_every_option_has_a_variable() {
        let command = Cli::command();
        command.clone().debug_assert();
        let all = std::iter::once(&command).chain(command.get_subcommands());
        for argument in all.flat_map(clap::Command::get_arguments) {
            let named = argument
                .get_long()
                .is_some_and(|name| !["help", "version"].contains(&name));
            assert!(
                !named || argument.get_env().is_some(),
                "{} has no variable",
                argument.get_id()
            );
        }
    }
}
