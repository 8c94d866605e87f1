//! `vanort feedback`.

use std::io::{self, Write};

use serde_json::{Value, json};
use vanort_model::Feedback;
use vanort_register::SubmissionRequest;

use crate::cli::{FeedbackOptions, Format, StorageOptions};
use crate::command::open_existing;
use crate::exit::Exit;
use crate::report::{minute, timestamp};

/// Prints the last feedback.
pub(crate) async fn run(
    options: &FeedbackOptions,
    storage: &StorageOptions,
) -> anyhow::Result<Exit> {
    let register = open_existing(storage).await?;
    let request = SubmissionRequest::newest(options.limit);
    let page = register.feedback(&request).await;
    register.close().await?;
    let feedback = page?.items;
    let mut out = io::stdout().lock();
    match options.report {
        Format::Json => {
            let feedback: Vec<Value> = feedback.iter().map(as_json).collect();
            serde_json::to_writer_pretty(&mut out, &feedback)?;
            writeln!(out)?;
        }
        Format::Text if feedback.is_empty() => writeln!(out, "Inga synpunkter.")?,
        Format::Text => {
            for one in &feedback {
                print(&mut out, one)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn print(out: &mut impl Write, feedback: &Feedback) -> io::Result<()> {
    writeln!(
        out,
        "{} (UTC)  {:<10}  revision {}  {}",
        minute(feedback.created_at),
        if feedback.is_helpful {
            "hjälpte"
        } else {
            "hjälpte ej"
        },
        feedback.revision,
        feedback.about.as_deref().unwrap_or("-")
    )?;
    if let Some(text) = &feedback.text {
        writeln!(out, "    {}", text.replace('\n', "\n    "))?;
    }
    Ok(())
}

fn as_json(feedback: &Feedback) -> Value {
    json!({
        "id": feedback.id.to_string(),
        "created_at": timestamp(feedback.created_at),
        "is_helpful": feedback.is_helpful,
        "text": feedback.text,
        "about": feedback.about,
        "revision": feedback.revision.0,
    })
}
