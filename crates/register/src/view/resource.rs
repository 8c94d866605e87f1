//! Resources.

use vanort_model::{Resource, Slug};

use super::by_name::sorted_by_name;
use super::evaluation::Evaluation;
use super::filter::ResourceFilter;
use super::ids::Ids;
use super::list::{Listed, text_of};
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

impl Listed for Resource {
    /// There is one list of resources.
    type Parent = ();
    type Filter = ResourceFilter;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.resources.listed_count())
    }

    fn matches(evaluation: &Evaluation<'_>, filter: &ResourceFilter, id: u32) -> bool {
        evaluation.resource(filter, id)
    }

    sorted_by_name!();
}
