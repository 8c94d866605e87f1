//! Networks.

use vanort_model::{Network, Slug};

use super::by_name::sorted_by_name;
use super::evaluation::Evaluation;
use super::ids::Ids;
use super::list::{Listed, text_of};
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

impl ViewRecord for Network {
    type Key = Slug;
    type Links = SortName;

    fn key(&self) -> &Slug {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.networks
    }
}

impl Named for Network {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &SortName) -> &SortName {
        links
    }
}

impl Listed for Network {
    /// There is one list of networks.
    type Parent = ();
    type Filter = std::convert::Infallible;

    fn ids(view: &View, (): ()) -> Ids<'_> {
        Ids::Range(0, view.networks.listed_count())
    }

    fn matches(_: &Evaluation<'_>, filter: &Self::Filter, _: u32) -> bool {
        match *filter {}
    }

    sorted_by_name!();
}
