//! `vanort search`.

use std::collections::HashMap;
use std::io::Write;

use anyhow::bail;
use serde_json::json;
use vanort_model::Revision;
use vanort_register::{DocumentKey, Register, SearchPage, SearchRequest};

use crate::cli::{Format, SearchOptions, StorageOptions};
use crate::command::open;
use crate::exit::Exit;
use crate::progress;

/// Searches and prints the hits, the best first.
pub(crate) async fn run(options: &SearchOptions, storage: &StorageOptions) -> anyhow::Result<Exit> {
    let register = open(storage).await?;
    if register.index_report().await?.register_revision == Revision::default() {
        bail!("the register is empty: run `vanort serve` once, or `vanort ingest FILE...`");
    }
    register.ensure_index(progress::on_terminal()).await?;
    let request = SearchRequest::new(options.text.join(" "), options.first);
    let page = register.search(request).await?;
    let found = Found::look_up(&register, &page).await?;
    register.close().await?;
    let mut out = std::io::stdout().lock();
    match options.format {
        Format::Text => found.print_text(&mut out, &page)?,
        Format::Json => found.print_json(&mut out, &page)?,
    }
    Ok(Exit::Done)
}

/// The names of what was found, by document key: its own and its country's.
struct Found(HashMap<String, (String, String)>);

impl Found {
    async fn look_up(register: &Register, page: &SearchPage) -> anyhow::Result<Self> {
        let (mut authorities, mut places, mut countries) = (vec![], vec![], vec![]);
        for hit in &page.hits {
            match DocumentKey::parse(&hit.key) {
                Some(DocumentKey::Authority(key)) => authorities.push(key),
                Some(DocumentKey::Place(key)) => places.push(key),
                Some(DocumentKey::Country(code)) => countries.push(code),
                None => bail!("the index holds the unknown key {}", hit.key),
            }
        }
        let reader = register.reader();
        let mut names = HashMap::new();
        for it in reader.authorities_by_key(&authorities).await? {
            let key = DocumentKey::Authority(it.key).to_text();
            names.insert(key, (it.name, "Sverige".to_owned()));
        }
        let places = reader.places_by_key(&places).await?;
        countries.extend(places.iter().map(|place| place.country.clone()));
        let countries: HashMap<_, _> = reader
            .countries_by_code(&countries)
            .await?
            .into_iter()
            .map(|country| (country.code, country.name_sv))
            .collect();
        for it in places {
            let country = countries.get(&it.country).cloned().unwrap_or_default();
            names.insert(DocumentKey::Place(it.key).to_text(), (it.name, country));
        }
        for (code, name) in countries {
            names.insert(DocumentKey::Country(code).to_text(), (name, String::new()));
        }
        Ok(Self(names))
    }

    fn print_text(&self, out: &mut impl Write, page: &SearchPage) -> std::io::Result<()> {
        for hit in &page.hits {
            let Some((name, country)) = self.0.get(&hit.key) else {
                continue;
            };
            let place = if country.is_empty() {
                name.clone()
            } else {
                format!("{name}, {country}")
            };
            writeln!(
                out,
                "{place:40} {:20} {:15} {}",
                hit.kind.as_str(),
                hit.match_reason.as_str(),
                hit.matched_name
            )?;
        }
        writeln!(out, "{} of {} hits", page.hits.len(), page.total)
    }

    fn print_json(&self, out: &mut impl Write, page: &SearchPage) -> anyhow::Result<()> {
        let hits: Vec<_> = page
            .hits
            .iter()
            .filter_map(|hit| {
                let (name, country) = self.0.get(&hit.key)?;
                Some(json!({
                    "key": hit.key,
                    "kind": hit.kind.as_str(),
                    "name": name,
                    "country": country,
                    "matchReason": hit.match_reason.as_str(),
                    "matchedName": hit.matched_name,
                    "score": hit.score,
                }))
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &json!({ "total": page.total, "hits": hits }))?;
        writeln!(out)?;
        Ok(())
    }
}
