//! `vanort export`.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};

use anyhow::{Context as _, bail};
use vanort_model::{AuthorityKey, Country, LocalAuthority, Slug};
use vanort_register::{Export, ExportCut, ExportFilter, ExportFormat, Register};

use crate::cli::{ExportOptions, StorageOptions};
use crate::command::open_existing;
use crate::exit::Exit;

/// Writes the list to its file.
pub(crate) async fn run(options: &ExportOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let format = format_of(options)?;
    if options.file.exists() && !options.force {
        bail!(
            "{} is already there: choose another name, or overwrite it with --force",
            options.file.display()
        );
    }
    let register = open_existing(storage).await?;
    let written = write(&register, options, format).await;
    register.close().await?;
    let export = written?;
    let title = ExportCut::from(options.cut).title();
    writeln!(
        io::stdout(),
        "{}: {} samarbeten, {}.",
        options.file.display(),
        export.ties,
        title.to_lowercase()
    )?;
    Ok(Exit::Done)
}

async fn write(
    register: &Register,
    options: &ExportOptions,
    format: ExportFormat,
) -> anyhow::Result<Export> {
    let filter = filter(register, options).await?;
    let export = register.export(options.cut.into(), filter, format).await?;
    save(options, &export.bytes)
        .with_context(|| format!("{} could not be written", options.file.display()))?;
    Ok(export)
}

fn format_of(options: &ExportOptions) -> anyhow::Result<ExportFormat> {
    let extension = options.file.extension().and_then(|it| it.to_str());
    match extension.map(str::to_lowercase).as_deref() {
        Some("xlsx") => Ok(ExportFormat::Workbook),
        Some("csv") => Ok(ExportFormat::Csv),
        _ => bail!(
            "{} ends in neither .xlsx nor .csv, so it is not clear what to write",
            options.file.display()
        ),
    }
}

/// The filter that the options ask for, with all of its codes known to the register.
async fn filter(register: &Register, options: &ExportOptions) -> anyhow::Result<ExportFilter> {
    let federations = options.federation.iter().map(|name| {
        let key = Slug::of(name).with_context(|| format!("\"{name}\" is no name"))?;
        Ok(AuthorityKey::RegionalFederation(key))
    });
    let federations: Vec<AuthorityKey> = federations.collect::<anyhow::Result<_>>()?;
    let municipalities = options.municipality.iter().cloned();
    let regions = options.region.iter().cloned();
    let filter = ExportFilter {
        countries: options.country.iter().cloned().collect(),
        authorities: (municipalities.map(AuthorityKey::Municipality))
            .chain(regions.map(AuthorityKey::Region))
            .chain(federations)
            .collect(),
    };
    if filter.countries.is_empty() && filter.authorities.is_empty() {
        return Ok(filter);
    }
    let view = register.view().await?;
    for code in &filter.countries {
        if view.find::<Country>(code).is_none() {
            bail!("the register has no country {code}");
        }
    }
    for key in &filter.authorities {
        if view.find::<LocalAuthority>(key).is_none() {
            bail!("the register has no {} {}", key.kind(), key.code());
        }
    }
    Ok(filter)
}

/// Writes a new file; with `--force` also over an old one.
fn save(options: &ExportOptions, bytes: &[u8]) -> io::Result<()> {
    let mut open = OpenOptions::new();
    open.write(true);
    if options.force {
        open.create(true).truncate(true);
    } else {
        open.create_new(true);
    }
    let mut file = open.open(&options.file).map_err(|error| {
        if error.kind() == ErrorKind::NotFound {
            io::Error::new(ErrorKind::NotFound, "its folder is not there")
        } else {
            error
        }
    })?;
    file.write_all(bytes)
}
