//! What an import changes, the old value beside the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use serde_json::Value;
use vanort_model::{ChangeKind, Difference, FieldDifference};

/// Differences of one sort that are printed one by one; JSON has them all.
const MOST_ALIKE: usize = 25;

/// Prints the differences. An observation whose tie is told anyway is left out, and one that has
/// only moved to another row too; `created` says whether new records are told one by one.
pub(crate) fn print_differences(
    out: &mut impl Write,
    differences: &[Difference],
    created: bool,
) -> io::Result<()> {
    let told_ties: BTreeSet<&str> = differences
        .iter()
        .filter(|it| it.record == "twinning")
        .map(|it| it.label.as_str())
        .collect();
    let mut printed: BTreeMap<(&str, ChangeKind), usize> = BTreeMap::new();
    for difference in differences {
        let new = difference.change == ChangeKind::Created;
        if difference.record == "observation" {
            let tie = difference.label.split(": ").next().unwrap_or_default();
            let moved = difference.fields.iter().all(|it| it.field == "row");
            if new || moved || told_ties.contains(tie) {
                continue;
            }
        }
        if new && !created {
            continue;
        }
        let alike = printed
            .entry((difference.record.as_str(), difference.change))
            .or_insert(0_usize);
        *alike += 1;
        if *alike > MOST_ALIKE {
            continue;
        }
        let sign = match difference.change {
            ChangeKind::Created => '+',
            ChangeKind::Updated => '~',
            ChangeKind::Removed => '-',
        };
        let record = record_label(&difference.record);
        writeln!(out, "  {sign} {record} {}", difference.label)?;
        if difference.change == ChangeKind::Updated {
            for field in &difference.fields {
                print_field(out, &difference.record, field)?;
            }
        }
    }
    for ((record, change), count) in printed {
        if count > MOST_ALIKE {
            let change = match change {
                ChangeKind::Created => "nya",
                ChangeKind::Updated => "ändrade",
                ChangeKind::Removed => "borttagna",
            };
            let left_out = count - MOST_ALIKE;
            writeln!(
                out,
                "  ... och {left_out} {change} till: {}",
                record_label(record)
            )?;
        }
    }
    Ok(())
}

fn print_field(out: &mut impl Write, record: &str, field: &FieldDifference) -> io::Result<()> {
    let label = field_label(record, &field.field);
    if let (Value::Array(before), Value::Array(after)) = (&field.before, &field.after) {
        let gone = before.iter().filter(|it| !after.contains(it));
        let new = after.iter().filter(|it| !before.contains(it));
        let told: Vec<String> = gone
            .map(|it| format!("-{}", written(it)))
            .chain(new.map(|it| format!("+{}", written(it))))
            .collect();
        let told = if told.is_empty() {
            "annan ordning".to_owned()
        } else {
            told.join(", ")
        };
        return writeln!(out, "      {label}: {told}");
    }
    writeln!(
        out,
        "      {label}: {} → {}",
        written(&field.before),
        written(&field.after)
    )
}

/// A value as people write it.
fn written(value: &Value) -> String {
    match value {
        Value::Null => "(tomt)".to_owned(),
        Value::String(text) => word(text).to_owned(),
        Value::Array(items) => items.iter().map(written).collect::<Vec<_>>().join(", "),
        // A name with its language and kind.
        Value::Object(fields) => match (fields.get("text"), fields.get("latitude")) {
            (Some(Value::String(text)), _) => text.clone(),
            (_, Some(latitude)) => {
                let longitude = fields.get("longitude").map(written).unwrap_or_default();
                format!("{latitude}, {longitude}")
            }
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// What sort of record it is, in Swedish.
fn record_label(record: &str) -> &str {
    match record {
        "county" => "län",
        "country" => "land",
        "place" => "ort",
        "authority" => "kommun eller region",
        "network" => "nätverk",
        "survey" => "kartläggning",
        "twinning" => "samarbete",
        "observation" => "iakttagelse",
        "contact" => "kontakt",
        "programme" => "program",
        "programme_country" => "land i program",
        "network_member" => "nätverksmedlem",
        "resource" => "handledning",
        other => other,
    }
}

/// A field by the heading that its column has in the register's workbooks.
fn field_label<'f>(record: &str, field: &'f str) -> &'f str {
    match field {
        "successor" if record == "programme" => "ersätts av",
        "valid_from" if record != "authority" => "gäller från",
        "valid_until" if record != "authority" => "gäller till",
        "since" if record == "network_member" => "från år",
        "until" if record == "network_member" => "till år",
        "name" | "name_sv" => "namn",
        "name_en" => "engelskt namn",
        "official_name" => "officiellt namn",
        "other_names" | "names" => "andra namn",
        "letter" => "länsbokstav",
        "seat" => "centralort",
        "seat_place" => "centralortens plats",
        "county" => "län",
        "country" => "land",
        "location" => "läge",
        "population" => "invånare",
        "geonames_id" => "GeoNames-id",
        "merged_into" | "successor" => "uppgått i",
        "merged_year" => "uppgått år",
        "valid_from" => "från år",
        "valid_until" => "till år",
        "website" => "webbplats",
        "description" => "beskrivning",
        "year" => "år",
        "publisher" => "utgivare",
        "status" | "state" => "status",
        "since" => "startår",
        "until" => "slutår",
        "themes" => "område",
        "network" => "nätverk",
        "note" => "anmärkning",
        "source" => "källa",
        "survey" => "kartläggning",
        "workbook" => "fil",
        "sheet" => "blad",
        "row" => "rad",
        "text" => "text",
        "funder" => "finansiär",
        "administrator" => "förvaltare",
        "national_contact" => "nationell kontakt",
        "applicants" => "vem får söka",
        "grant" => "bidrag",
        "certainty" => "säkerhet",
        "checked_on" | "last_checked" => "kontrollerad",
        "authority" => "kommun eller region",
        "place" => "ort",
        "title" => "titel",
        "kind" => "typ",
        "format" => "format",
        "languages" => "språk",
        "link" => "länk",
        "role" => "roll",
        "email" => "e-post",
        other => other,
    }
}

/// The words of the register in Swedish; other texts are themselves.
fn word(text: &str) -> &str {
    match text {
        "active" => "aktiv",
        "dormant" => "vilande",
        "ended" => "avslutad",
        "unknown" => "okänd",
        "culture" => "kultur",
        "school" => "skola",
        "youth" => "ungdom",
        "associations-and-sport" => "föreningsliv och idrott",
        "environment" => "miljö",
        "business" => "näringsliv",
        "tourism" => "turism",
        "democracy" => "demokrati",
        "social-inclusion" => "social inkludering",
        "services" => "service",
        "solidarity" => "solidaritet",
        "confirmed" => "bekräftad",
        "announced" => "aviserad",
        "proposed" => "föreslagen",
        "municipality" => "kommun",
        "region" => "region",
        "municipal-association" => "kommunalförbund",
        "other-public-body" => "annat offentligt organ",
        "non-profit" => "ideell organisation",
        "manual" => "handledning",
        "guide" => "vägledning",
        "service" => "tjänst",
        "available" => "tillgänglig",
        "unverified" => "ej kontrollerad",
        "removed" => "borttagen",
        other => other,
    }
}
