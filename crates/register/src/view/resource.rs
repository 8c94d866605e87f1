//! Resources.

use serde::{Deserialize, Serialize};
use vanort_model::{Resource, Slug};

use super::evaluation::Evaluation;
use super::filter::ResourceFilter;
use super::ids::Ids;
use super::list::{Listed, text_of};
use super::order::SortField;
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

impl ViewRecord for Resource {
    type Key = Slug;
    type Links = SortName;

    fn key(&self) -> &Slug {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.resources
    }
}

impl Named for Resource {
    fn name(&self) -> &str {
        &self.title
    }

    fn sort_name(links: &SortName) -> &SortName {
        links
    }
}

/// What the list of resources is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceSort {
    /// The title in Swedish order.
    #[default]
    Name,
}

impl SortField for ResourceSort {
    const DEFAULT_ORDER: &'static [Self] = &[Self::Name];

    fn ties(self) -> &'static [Self] {
        &[]
    }
}

impl Listed for Resource {
    /// There is one list of resources.
    type Parent = ();
    type Filter = ResourceFilter;
    type Sort = ResourceSort;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.resources.listed_count())
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &ResourceFilter, id: u32) -> bool {
        evaluation.resource(filter, id)
    }

    fn rank(view: &View, id: u32, ResourceSort::Name: ResourceSort) -> Option<i64> {
        Some(view.resources.rank(id))
    }

    fn value(_: &View, it: &Viewed<Self>, ResourceSort::Name: ResourceSort) -> SortValue {
        SortValue::Text(it.links.as_str().to_owned())
    }

    fn locate(
        view: &View,
        ResourceSort::Name: ResourceSort,
        value: &SortValue,
    ) -> Result<Option<i64>, ForeignPosition> {
        Ok(text_of(value)?.map(|name| view.resources.locate(name)))
    }
}
