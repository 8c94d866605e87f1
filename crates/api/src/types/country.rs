//! Countries.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, Result};
use vanort_register::{PlaceParent, TwinningParent, Viewed};

use crate::answer::Direct;
use crate::connection::{PageArguments, PartnerTownConnection, TwinningConnection};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::partner_town::partner_towns_within;
use crate::types::twinning::twinnings_within;
use crate::types::{
    CountryCode, PartnerTownFilter, PartnerTownOrder, TwinningFilter, TwinningOrder,
};

/// The language of a country's name.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// Swedish. Example: `"Tyskland"`.
    Sv,
    /// English. Example: `"Germany"`.
    En,
    /// The country's own; the first official one where there are several. Example: `"Deutschland"`.
    Own,
}

/// A country.
#[derive(Clone)]
pub(crate) struct Country(pub(crate) Arc<Viewed<vanort_model::Country>>);

/// A country by ISO 3166-1.
#[Object(serial)]
impl Country {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Country(self.0.code.clone()).encode()
    }

    /// The ISO 3166-1 alpha-2 code. Example: `"DE"`.
    async fn code(&self) -> CountryCode {
        CountryCode(self.0.code.clone())
    }

    /// The name in one language; in English where its own name is not known. Example: `"Tyskland"`.
    async fn name(
        &self,
        #[graphql(default_with = "Language::Sv", desc = "The language of the name.")]
        language: Language,
    ) -> &str {
        match language {
            Language::Sv => &self.0.name_sv,
            Language::En => &self.0.name_en,
            Language::Own => (self.0.own_names().next()).map_or(&self.0.name_en, |name| &name.text),
        }
    }

    /// All other names that it is known by: English, its own languages', short, long and former
    /// ones. May be empty. Example: `["Germany", "Deutschland"]`.
    async fn alternate_names(&self) -> Vec<&str> {
        let others = self.0.other_names.iter().map(|name| name.text.as_str());
        let mut names = vec![self.0.name_sv.as_str()];
        for name in std::iter::once(self.0.name_en.as_str()).chain(others) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.remove(0);
        names
    }

    /// The country's partner towns.
    async fn partner_towns(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<PartnerTownFilter>>,
        #[graphql(desc = "The order; by name, in Swedish alphabetical order, when left out.")]
        order_by: Option<PartnerTownOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<PartnerTownConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = PlaceParent::Country(self.0.id());
        partner_towns_within(view(ctx), parent, filter, order_by, &arguments)
    }

    /// The twinnings with partners in this country.
    async fn twinnings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Narrows the list.")] filter: Option<Box<TwinningFilter>>,
        #[graphql(desc = "The order; by authority when left out.")] order_by: Option<TwinningOrder>,
        #[graphql(
            desc = "At most this many items from the start, 0 to 100; 20 when neither first nor last is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "Only items after this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many items from the end, 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only items before this cursor.")] before: Option<String>,
    ) -> Result<Direct<TwinningConnection>> {
        let arguments = PageArguments {
            first,
            after,
            last,
            before,
        };
        let parent = TwinningParent::Country(self.0.id());
        twinnings_within(view(ctx), parent, filter, order_by, &arguments)
    }
}
