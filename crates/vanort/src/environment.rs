//! The environment variables of the program, checked for names that nobody reads.

use clap::CommandFactory as _;
use tracing::warn;

use crate::cli::Cli;

/// Warns of every `VANORT_*` variable that no option reads: a misspelt one would otherwise be
/// ignored without a word.
pub(crate) fn warn_of_unknown_names() {
    let names = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    for name in unknown_names(names) {
        warn!(variable = name, "no option reads this environment variable");
    }
}

fn unknown_names(names: impl Iterator<Item = String>) -> Vec<String> {
    let command = Cli::command();
    let known: Vec<String> = std::iter::once(&command)
        .chain(command.get_subcommands())
        .flat_map(clap::Command::get_arguments)
        .filter_map(|argument| argument.get_env())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names
        .filter(|name| name.starts_with("VANORT_") && !name.starts_with("VANORT_TEST_"))
        .filter(|name| !known.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_no_option_reads_are_unknown() {
        let names = [
            "VANORT_LISTEN",
            "VANORT_LISTN",
            "PATH",
            "VANORT_REPORT",
            "VANORT_TEST_POSTGRES_URL",
        ];
        let unknown = unknown_names(names.into_iter().map(str::to_owned));
        assert_eq!(unknown, ["VANORT_LISTN"]);
    }

    #[test]
    fn every_option_of_serve_stands_in_the_readme_with_its_variable_and_default() {
        let readme = include_str!("../../../README.md");
        let command = Cli::command();
        let serve = command.find_subcommand("serve").unwrap();
        for argument in serve.get_arguments().filter(|it| it.get_env().is_some()) {
            let option = argument.get_long().unwrap();
            let variable = argument.get_env().unwrap().to_string_lossy();
            let default = match argument.get_default_values() {
                [] => "none".to_owned(),
                values => format!("`{}`", values[0].to_string_lossy()),
            };
            let row = format!("| `--{option}` | `{variable}` | {default} |");
            assert!(readme.contains(&row), "{row} is not in the README");
        }
    }
}
