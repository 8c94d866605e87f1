//! `vanort search`.

use std::io::Write;

use anyhow::bail;
use serde_json::json;
use vanort_model::Revision;
use vanort_register::{Found, Hit, Register, RegisterError, SearchPage, SearchRequest};

use crate::cli::{Format, SearchOptions, StorageOptions};
use crate::command::open;
use crate::exit::Exit;
use crate::progress;

/// Searches and prints the hits, the best first.
pub(crate) async fn run(options: &SearchOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open(storage).await?;
    let page = search(&register, options).await;
    register.close().await?;
    let page = page?;
    let hits = (page.hits.iter())
        .map(|hit| Ok((hit, Found::parse(&hit.content)?)))
        .collect::<Result<Vec<_>, RegisterError>>()?;
    let mut out = std::io::stdout().lock();
    match options.format {
        Format::Text => print_text(&mut out, &page, &hits)?,
        Format::Json => print_json(&mut out, &page, &hits)?,
    }
    Ok(Exit::Done)
}

async fn search(register: &Register, options: &SearchOptions) -> anyhow::Result<SearchPage> {
    if register.index_report().await?.register_revision == Revision::default() {
        bail!("the register is empty: run `vanort serve` once, or `vanort ingest FILE...`");
    }
    register.ensure_index(progress::on_terminal()).await?;
    let mut request = SearchRequest::new(options.text.join(" "), options.first);
    request.explain = options.explain;
    Ok(register.search(request).await?)
}

fn print_text(
    out: &mut impl Write,
    page: &SearchPage,
    hits: &[(&Hit, Found)],
) -> std::io::Result<()> {
    for (hit, found) in hits {
        let place = match &found.country {
            Some(country) => format!("{}, {}", found.name(), country.name_sv),
            None => found.name().to_owned(),
        };
        let (kind, reason) = (hit.kind.as_str(), hit.match_reason.as_str());
        writeln!(out, "{place:40} {kind:20} {reason:15} {}", hit.matched_name)?;
        for ground in hit.explanation.iter().flatten() {
            writeln!(out, "    {:12} {}", ground.rule, ground.value)?;
        }
    }
    if let Some(name) = &page.did_you_mean {
        writeln!(out, "did you mean: {name}")?;
    }
    writeln!(out, "{} of {} hits", hits.len(), page.total)
}

fn print_json(
    out: &mut impl Write,
    page: &SearchPage,
    hits: &[(&Hit, Found)],
) -> anyhow::Result<()> {
    let hits = hits.iter().map(|(hit, found)| {
        let mut shown = json!({
            "key": hit.key,
            "kind": hit.kind.as_str(),
            "name": found.name(),
            "country": found.country.as_ref().map(|country| &country.name_sv),
            "matchReason": hit.match_reason.as_str(),
            "matchedName": hit.matched_name,
            "score": hit.score,
        });
        if let (Some(grounds), Some(shown)) = (&hit.explanation, shown.as_object_mut()) {
            let grounds = (grounds.iter())
                .map(|ground| json!({ "rule": ground.rule, "value": ground.value }));
            shown.insert("explanation".to_owned(), grounds.collect());
        }
        shown
    });
    let answer = json!({
        "total": page.total,
        "hits": hits.collect::<Vec<_>>(),
        "didYouMean": page.did_you_mean,
    });
    serde_json::to_writer_pretty(&mut *out, &answer)?;
    writeln!(out)?;
    Ok(())
}
