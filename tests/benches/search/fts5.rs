//! The same documents in `SQLite`'s FTS5: a table of words, and one of trigrams.

use anyhow::Result;
use rusqlite::{Connection, params};
use vanort_model::fold_name;
use vanort_register::Document;

pub(crate) struct Fts5 {
    connection: Connection,
}

impl Fts5 {
    /// Fills both tables with all names of all documents.
    pub(crate) fn of(documents: &[Document]) -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE VIRTUAL TABLE word USING fts5(name, names, country, tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3 4');
             CREATE VIRTUAL TABLE part USING fts5(name, names, tokenize = \"trigram remove_diacritics 1\");
             CREATE TABLE place (id INTEGER PRIMARY KEY, twinnings INTEGER, population INTEGER);",
        )?;
        let transaction = connection.transaction()?;
        {
            let mut word = transaction
                .prepare("INSERT INTO word (rowid, name, names, country) VALUES (?, ?, ?, ?)")?;
            let mut part =
                transaction.prepare("INSERT INTO part (rowid, name, names) VALUES (?, ?, ?)")?;
            let mut place = transaction.prepare("INSERT INTO place VALUES (?, ?, ?)")?;
            let countries: std::collections::HashMap<String, String> = (documents.iter())
                .filter(|it| it.kind == vanort_register::DocumentKind::Country)
                .map(|it| (it.country.to_string(), all_names(it)))
                .collect();
            for (number, document) in (1_i64..).zip(documents) {
                let code = document.country.to_string();
                let country = format!("{code} {}", countries.get(&code).map_or("", String::as_str));
                let names = all_names(document);
                word.execute(params![number, document.name, names, country])?;
                part.execute(params![number, document.name, names])?;
                place.execute(params![
                    number,
                    document.twinnings,
                    i64::try_from(document.population)?
                ])?;
            }
        }
        transaction.commit()?;
        Ok(Self { connection })
    }

    /// The numbers of the first ten hits: by words, the last as a beginning; where those are fewer,
    /// by trigrams.
    pub(crate) fn search(&self, text: &str) -> Result<Vec<usize>> {
        let words: Vec<String> = (text.split(|letter: char| !letter.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| format!("\"{word}\""))
            .collect();
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = self.ask(
            "SELECT word.rowid FROM word JOIN place ON place.id = word.rowid WHERE word MATCH ? \
             ORDER BY bm25(word, 10.0, 3.0, 1.0), twinnings DESC, population DESC LIMIT 10",
            &format!("{}*", words.join(" ")),
        )?;
        if found.len() < 10 {
            let letters: Vec<char> = fold_name(text).chars().collect();
            let parts: Vec<String> = (letters.windows(3))
                .map(|part| format!("\"{}\"", part.iter().collect::<String>()))
                .collect();
            if !parts.is_empty() {
                let near = self.ask(
                    "SELECT part.rowid FROM part JOIN place ON place.id = part.rowid WHERE part MATCH ? \
                     ORDER BY bm25(part, 10.0, 3.0), twinnings DESC, population DESC LIMIT 10",
                    &parts.join(" OR "),
                )?;
                for number in near {
                    if !found.contains(&number) {
                        found.push(number);
                    }
                }
                found.truncate(10);
            }
        }
        Ok(found)
    }

    fn ask(&self, sql: &str, text: &str) -> Result<Vec<usize>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([text], |row| row.get::<_, i64>(0))?;
        rows.map(|row| Ok(usize::try_from(row? - 1)?)).collect()
    }
}

fn all_names(document: &Document) -> String {
    let names: Vec<&str> = document.names.iter().map(|it| it.text.as_str()).collect();
    names.join(" | ")
}
