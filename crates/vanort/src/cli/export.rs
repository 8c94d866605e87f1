//! The options of `vanort export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use vanort_model::{CountryCode, CountyCode, MunicipalityCode};
use vanort_register::ExportCut;

pub(super) const EXAMPLES: &str = "\
Examples:
  vanort export vanorter.xlsx                          all ties, by country
  vanort export --cut municipality kommuner.xlsx       the municipalities' ties
  vanort export --country FI --country NO norden.csv   those with Finland and Norway
  vanort export --municipality 1380 halmstad.xlsx      Halmstad's

Exit codes: 0 written, 2 nothing written.";

#[derive(Args)]
pub(crate) struct ExportOptions {
    /// The file to write: an Excel workbook (.xlsx) or text with semicolons (.csv).
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// What the list is cut by.
    #[arg(long, env = "VANORT_EXPORT_CUT", value_enum, default_value_t = Cut::Country)]
    pub(crate) cut: Cut,

    /// Only ties with these countries: ISO 3166-1 alpha-2 codes.
    #[arg(long, env = "VANORT_EXPORT_COUNTRY", value_name = "CODE", value_delimiter = ',', value_parser = country)]
    pub(crate) country: Vec<CountryCode>,

    /// Only ties of these municipalities: four-digit codes.
    #[arg(long, env = "VANORT_EXPORT_MUNICIPALITY", value_name = "CODE", value_delimiter = ',', value_parser = municipality)]
    pub(crate) municipality: Vec<MunicipalityCode>,

    /// Only ties of these regions: two-digit codes.
    #[arg(long, env = "VANORT_EXPORT_REGION", value_name = "CODE", value_delimiter = ',', value_parser = region)]
    pub(crate) region: Vec<CountyCode>,

    /// Only ties of these regional federations, by name.
    #[arg(long, env = "VANORT_EXPORT_FEDERATION", value_name = "NAME")]
    pub(crate) federation: Vec<String>,

    /// Overwrite the file if it is there.
    #[arg(long, env = "VANORT_EXPORT_FORCE")]
    pub(crate) force: bool,
}

/// What a list is cut by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Cut {
    /// The municipalities' ties.
    Municipality,
    /// All ties, by the partner's country.
    Country,
    /// The regions' ties.
    Region,
    /// The regional federations' ties.
    Federation,
}

impl From<Cut> for ExportCut {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Municipality => Self::Municipality,
            Cut::Country => Self::Country,
            Cut::Region => Self::Region,
            Cut::Federation => Self::Federation,
        }
    }
}

fn country(text: &str) -> Result<CountryCode, String> {
    CountryCode::parse(&text.to_uppercase())
        .map_err(|_| "give a country's code of two letters, such as FI".to_owned())
}

fn municipality(text: &str) -> Result<MunicipalityCode, String> {
    MunicipalityCode::parse(text)
        .map_err(|_| "give a municipality's code of four digits, such as 0114".to_owned())
}

fn region(text: &str) -> Result<CountyCode, String> {
    CountyCode::parse(text).map_err(|_| "give a region's code of two digits, such as 03".to_owned())
}
