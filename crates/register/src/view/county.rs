//! Counties.

use vanort_model::{County, CountyCode};

use super::record::{Named, SortName, ViewRecord};
use super::table::Table;
use super::view::View;

impl ViewRecord for County {
    type Key = CountyCode;
    type Links = SortName;

    fn key(&self) -> &CountyCode {
        &self.code
    }

    fn table(view: &View) -> &Table<Self> {
        &view.counties
    }
}

impl Named for County {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &SortName) -> &SortName {
        links
    }
}
