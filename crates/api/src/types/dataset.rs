//! What the register is made of.

use std::sync::Arc;

use async_graphql::Object;
use time::OffsetDateTime;
use vanort_register::{Credit, View};

use crate::answer::{Direct, Items};

/// What the answers are made of.
pub(crate) struct Dataset(pub(crate) Arc<View>);

/// What the answers are made of: which state of the register, where its facts come from and how
/// they may be used.
#[Object(serial)]
impl Dataset {
    /// The revision of the register that this answer is made from, which grows by one with every
    /// change. Example: `3`.
    async fn revision(&self) -> i64 {
        self.0.revision().0
    }

    /// When that revision was made; null while nothing has been put in.
    /// Example: `"2026-02-14T09:30:00Z"`.
    async fn updated_at(&self) -> Option<OffsetDateTime> {
        self.0.updated_at()
    }

    /// The licences of its sources, as far as they are known, each once; null when none is. Each
    /// holds for the facts of its source. Example: `"CC BY 4.0; CC0 1.0"`.
    async fn licence(&self) -> Option<String> {
        let mut licences: Vec<&str> = Vec::new();
        for licence in self.0.credits().iter().filter_map(|it| it.licence) {
            if !licences.contains(&licence) {
                licences.push(licence);
            }
        }
        (!licences.is_empty()).then(|| licences.join("; "))
    }

    /// The sources that the register's records name, what most of them name first; at most 100.
    /// Show their names with what you show of the register. May be empty.
    async fn sources(&self) -> Items<Direct<DatasetSource>> {
        let sources = self.0.credits().iter().cloned();
        Items(sources.map(DatasetSource).map(Direct).collect())
    }
}

/// A source of the register's facts.
pub(crate) struct DatasetSource(Credit);

/// A source of the register's facts, as its records name it.
#[Object(serial)]
impl DatasetSource {
    /// Its name. Example: `"GeoNames"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its address on the web; null when not known. Example: `"https://www.geonames.org/"`.
    async fn url(&self) -> Option<&str> {
        self.0.url
    }

    /// The licence under which its facts may be used; null when not known. Example: `"CC BY 4.0"`.
    async fn licence(&self) -> Option<&str> {
        self.0.licence
    }

    /// How many of the register's records name it. Example: `876`.
    async fn records(&self) -> u64 {
        self.0.records as u64
    }
}
