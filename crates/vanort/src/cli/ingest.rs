//! The options of `vanort ingest`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use vanort_model::FindingCode;
use vanort_register::{ImportOptions, ListScope};

use crate::cli::Format;

pub(super) const EXAMPLES: &str = "\
Examples:
  vanort ingest data/register.xlsx data/ortnamn.tsv data/vanorter.xlsx data/stod.xlsx
  vanort ingest --dry-run min-lista.xls          what would change, old value beside new
  vanort ingest --accept-suggestions UNKNOWN_COUNTRY,UNKNOWN_HEADING min-lista.csv
  vanort ingest --survey \"Kartläggning 2027\" --complete kommuner.xlsx
  vanort ingest --rejected att-laga.xlsx min-lista.ods
  vanort ingest --report json min-lista.xlsx > report.json

Exit codes: 0 all rows are in, 1 some rows were not taken, 2 nothing was imported.";

#[derive(Args)]
pub(crate) struct IngestOptions {
    /// Lists and other workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv) and gazetteers (.tsv in
    /// GeoNames' dump format).
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Do everything but the commit, and show what would change field by field.
    #[arg(long, env = "VANORT_DRY_RUN")]
    pub(crate) dry_run: bool,

    /// How to print the report on stdout.
    #[arg(long, env = "VANORT_REPORT", value_enum, default_value_t = Format::Text)]
    pub(crate) report: Format,

    /// Write the rows that were not taken, with their reasons, to this workbook: mend it and
    /// import it.
    #[arg(long, env = "VANORT_REJECTED", value_name = "FILE.xlsx")]
    pub(crate) rejected: Option<PathBuf>,

    /// The codes of findings whose suggestions are taken instead of rejecting the row.
    #[arg(
        long,
        env = "VANORT_ACCEPT_SUGGESTIONS",
        value_name = "CODE",
        value_delimiter = ',',
        value_parser = acceptable
    )]
    pub(crate) accept_suggestions: Vec<FindingCode>,

    /// The survey that rows without one belong to; else it is named after the file.
    #[arg(long, env = "VANORT_SURVEY", value_name = "NAME")]
    pub(crate) survey: Option<String>,

    /// A mapping file (TOML) that names the sheets and columns of an odd list.
    #[arg(long, env = "VANORT_MAPPING", value_name = "FILE.toml")]
    pub(crate) mapping: Option<PathBuf>,

    /// The lists are complete: ties within their scope that they do not name have ended.
    #[arg(long, env = "VANORT_COMPLETE")]
    pub(crate) complete: bool,

    /// Which ties of the register the lists should name; else each list tells by what it names.
    #[arg(long, env = "VANORT_SCOPE", value_enum)]
    pub(crate) scope: Option<Scope>,

    /// Who imports, for the history.
    #[arg(
        long,
        env = "VANORT_ACTOR",
        value_name = "NAME",
        default_value = "command line"
    )]
    pub(crate) actor: String,
}

/// Which ties a list should name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scope {
    /// All ties of the authorities that it names.
    Authorities,
    /// All ties with the countries that it names.
    Countries,
    /// All ties of the register.
    Everything,
}

impl From<Scope> for ListScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Authorities => Self::Authorities,
            Scope::Countries => Self::Countries,
            Scope::Everything => Self::Everything,
        }
    }
}

/// A finding's code whose suggestions a program can take.
fn acceptable(text: &str) -> Result<FindingCode, String> {
    let code = text.trim().to_uppercase().parse::<FindingCode>();
    let known = ImportOptions::ACCEPTABLE
        .map(FindingCode::as_str)
        .join(", ");
    match code {
        Ok(code) if ImportOptions::ACCEPTABLE.contains(&code) => Ok(code),
        Ok(code) => Err(format!(
            "{code} has no suggestions to take; those that have are {known}"
        )),
        Err(_) => Err(format!(
            "no finding has this code; those with suggestions are {known}"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_codes_with_suggestions_can_be_accepted() {
        assert_eq!(
            acceptable("unknown_country"),
            Ok(FindingCode::UnknownCountry)
        );
        assert!(
            acceptable("DUPLICATE_ROW")
                .unwrap_err()
                .contains("UNKNOWN_COUNTRY")
        );
        assert!(acceptable("SLARV").unwrap_err().contains("no finding"));
    }
}
