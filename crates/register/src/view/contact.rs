//! Contacts.

use serde::{Deserialize, Serialize};
use vanort_model::{Contact, Slug};

use super::evaluation::Evaluation;
use super::ids::Ids;
use super::list::{Listed, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

impl ViewRecord for Contact {
    type Key = Slug;
    type Links = SortName;

    fn key(&self) -> &Slug {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.contacts
    }
}

impl Named for Contact {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &SortName) -> &SortName {
        links
    }
}

/// What the list of contacts is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactSort {
    /// The name in Swedish order.
    #[default]
    Name,
}

impl SortField for ContactSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[]
    }
}

impl Listed for Contact {
    /// There is one list of contacts.
    type Parent = ();
    type Filter = std::convert::Infallible;
    type Sort = ContactSort;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.contacts.listed_count())
    }

    fn matches(_: &Evaluation<'_>, filter: &Self::Filter, _: u32) -> bool {
        match *filter {}
    }

    fn rank(view: &View, id: u32, ContactSort::Name: ContactSort) -> Option<i64> {
        Some(view.contacts.rank(id))
    }

    fn value(_: &View, it: &Viewed<Self>, ContactSort::Name: ContactSort) -> SortValue {
        SortValue::Text(it.links.as_str().to_owned())
    }

    fn locate(
        view: &View,
        ContactSort::Name: ContactSort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(text_of(value)?.map(|name| view.contacts.locate(name)))
    }
}
