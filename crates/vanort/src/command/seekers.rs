//! `vanort seekers`.

use std::io::{self, Write};

use serde_json::{Value, json};
use vanort_model::{CountryCode, PartnerSeeker, PartnerSeekerKind, PartnerSeekerState};
use vanort_register::{PartnerSeekerFilter, PartnerSeekerList, SubmissionRequest};

use crate::cli::{Format, SeekersOptions, StorageOptions};
use crate::command::open_existing;
use crate::exit::Exit;
use crate::report::{minute, timestamp};

/// Prints the last partner seekers.
pub(crate) async fn run(
    options: &SeekersOptions,
    storage: &StorageOptions,
) -> anyhow::Result<Exit> {
    let register = open_existing(storage).await?;
    let list = PartnerSeekerList::today(PartnerSeekerFilter {
        states: options.state.map(|state| vec![state]),
        ..PartnerSeekerFilter::default()
    });
    let request = SubmissionRequest::newest(options.limit);
    let page = register.partner_seekers(&list, &request).await;
    register.close().await?;
    let seekers = page?.items;
    let mut out = io::stdout().lock();
    match options.report {
        Format::Json => {
            let seekers: Vec<Value> = seekers.iter().map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &seekers)?;
            writeln!(out)?;
        }
        Format::Text if seekers.is_empty() => writeln!(out, "Inga partnersökande.")?,
        Format::Text => {
            for (number, seeker) in seekers.iter().enumerate() {
                if number > 0 {
                    writeln!(out)?;
                }
                print(&mut out, seeker)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn print(out: &mut impl Write, seeker: &PartnerSeeker) -> io::Result<()> {
    let name = match seeker.name.as_str() {
        "" => "(raderad)",
        name => name,
    };
    writeln!(out, "{name}, {} i {}", kind(seeker.kind), place(seeker))?;
    writeln!(
        out,
        "  {}, anmäld {} (UTC), visas till och med {}",
        state(seeker.state),
        minute(seeker.created_at),
        seeker.shown_until
    )?;
    let wished = match codes(&seeker.wished_countries).join(", ") {
        countries if countries.is_empty() => "var som helst".to_owned(),
        countries => countries,
    };
    let themes: Vec<&str> = seeker.themes.iter().map(|it| it.as_str()).collect();
    let about = match themes.join(", ") {
        themes if themes.is_empty() => String::new(),
        themes => format!(" om {themes}"),
    };
    writeln!(out, "  söker partner: {wished}{about}")?;
    if let Some(contact) = &seeker.contact {
        let shown = if contact.is_shown {
            "visas"
        } else {
            "visas inte"
        };
        writeln!(
            out,
            "  kontakt: {} <{}> ({shown})",
            contact.name, contact.email
        )?;
    }
    for (label, text) in [
        ("webbplats", &seeker.website),
        ("skäl", &seeker.moderation_reason),
        ("text", &seeker.description),
    ] {
        if let Some(text) = text {
            writeln!(out, "  {label}: {}", text.replace('\n', "\n    "))?;
        }
    }
    Ok(())
}

fn place(seeker: &PartnerSeeker) -> String {
    match &seeker.municipality {
        Some(code) => format!("{} ({code})", seeker.country),
        None => seeker.country.to_string(),
    }
}

fn codes(countries: &[CountryCode]) -> Vec<&str> {
    countries.iter().map(CountryCode::as_str).collect()
}

fn kind(kind: PartnerSeekerKind) -> &'static str {
    match kind {
        PartnerSeekerKind::Municipality => "kommun",
        PartnerSeekerKind::Region => "region",
        PartnerSeekerKind::Committee => "kommitté",
        PartnerSeekerKind::NonProfit => "ideell organisation",
        PartnerSeekerKind::Other => "annan organisation",
    }
}

fn state(state: PartnerSeekerState) -> &'static str {
    match state {
        PartnerSeekerState::Pending => "väntar på beslut",
        PartnerSeekerState::Published => "publicerad",
        PartnerSeekerState::Rejected => "avslagen",
        PartnerSeekerState::Withdrawn => "återtagen",
        PartnerSeekerState::Expired => "utgången",
    }
}

fn as_json(seeker: &PartnerSeeker) -> Value {
    let themes: Vec<&str> = seeker.themes.iter().map(|it| it.as_str()).collect();
    let contact = seeker.contact.as_ref().map(|contact| {
        json!({ "name": contact.name, "email": contact.email, "is_shown": contact.is_shown })
    });
    json!({
        "id": seeker.id.to_string(),
        "created_at": timestamp(seeker.created_at),
        "updated_at": timestamp(seeker.updated_at),
        "state": seeker.state.as_str(),
        "name": seeker.name,
        "kind": seeker.kind.as_str(),
        "country": seeker.country.as_str(),
        "municipality": seeker.municipality.as_ref().map(ToString::to_string),
        "wished_countries": codes(&seeker.wished_countries),
        "themes": themes,
        "description": seeker.description,
        "website": seeker.website,
        "contact": contact,
        "shown_until": seeker.shown_until.to_string(),
        "moderation_reason": seeker.moderation_reason,
    })
}
