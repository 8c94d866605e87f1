//! `vanort search`.

use std::io::Write;

use anyhow::bail;
use serde_json::json;
use vanort_model::{Country, Revision};
use vanort_register::{DocumentKind, Hit, SearchPage, SearchRequest, View};

use crate::cli::{Format, SearchOptions, StorageOptions};
use crate::command::open_existing;
use crate::exit::Exit;
use crate::progress;

/// Searches and prints the hits, the best first.
pub(crate) async fn run(options: &SearchOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open_existing(storage).await?;
    let model = register.refresh(progress::on_terminal()).await;
    register.close().await?;
    let model = model?;
    if model.version().revision == Revision::default() {
        bail!("the register is empty: run `vanort serve` once, or `vanort ingest FILE...`");
    }
    let mut request = SearchRequest::new(options.text.join(" "), options.first);
    request.explain = options.explain;
    let page = model.search(request).await?;
    let mut out = std::io::stdout().lock();
    match options.format {
        Format::Text => print_text(&mut out, &page, model.view())?,
        Format::Json => print_json(&mut out, &page, model.view())?,
    }
    Ok(Exit::Done)
}

/// What a hit's country is called; a country lies in none.
fn country_of<'v>(hit: &Hit, view: &'v View) -> Option<&'v str> {
    let is_country = hit.kind == DocumentKind::Country;
    let country = view.find::<Country>(&hit.country).filter(|_| !is_country);
    country.map(|it| it.name_sv.as_str())
}

fn print_text(out: &mut impl Write, page: &SearchPage, view: &View) -> std::io::Result<()> {
    for hit in &page.hits {
        let place = match country_of(hit, view) {
            Some(country) => format!("{}, {country}", hit.name),
            None => hit.name.clone(),
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
    writeln!(out, "{} of {} hits", page.hits.len(), page.total)
}

fn print_json(out: &mut impl Write, page: &SearchPage, view: &View) -> anyhow::Result<()> {
    let hits = page.hits.iter().map(|hit| {
        let mut shown = json!({
            "key": hit.key,
            "kind": hit.kind.as_str(),
            "name": hit.name,
            "country": country_of(hit, view),
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
