//! Members of networks.

use std::sync::Arc;

use vanort_model::{Country, LocalAuthority, Network, NetworkMember, NetworkMemberKey, Place};

use super::by_name::sorted_by_name;
use super::evaluation::Evaluation;
use super::ids::Ids;
use super::list::{Listed, text_of};
use super::page::{ForeignPosition, SortValue};
use super::record::{Named, SortName, ViewRecord, Viewed};
use super::table::Table;
use super::view::View;

/// What a member refers to.
#[derive(Debug)]
pub struct NetworkMemberLinks {
    pub(super) name: SortName,
    pub(super) network: Arc<Viewed<Network>>,
    pub(super) country: Arc<Viewed<Country>>,
    pub(super) authority: Option<Arc<Viewed<LocalAuthority>>>,
    pub(super) place: Option<Arc<Viewed<Place>>>,
}

impl ViewRecord for NetworkMember {
    type Key = NetworkMemberKey;
    type Links = NetworkMemberLinks;

    fn key(&self) -> &NetworkMemberKey {
        &self.key
    }

    fn table(view: &View) -> &Table<Self> {
        &view.network_members
    }
}

impl Named for NetworkMember {
    fn name(&self) -> &str {
        &self.name
    }

    fn sort_name(links: &NetworkMemberLinks) -> &SortName {
        &links.name
    }
}

impl Viewed<NetworkMember> {
    /// The network.
    #[must_use]
    pub fn network(&self) -> &Arc<Viewed<Network>> {
        &self.links.network
    }

    /// The country that the member lies in.
    #[must_use]
    pub fn country(&self) -> &Arc<Viewed<Country>> {
        &self.links.country
    }

    /// The Swedish authority that the member is.
    #[must_use]
    pub fn viewed_authority(&self) -> Option<&Arc<Viewed<LocalAuthority>>> {
        self.links.authority.as_ref()
    }

    /// The place outside Sweden that the member is.
    #[must_use]
    pub fn viewed_place(&self) -> Option<&Arc<Viewed<Place>>> {
        self.links.place.as_ref()
    }
}

impl Listed for NetworkMember {
    /// The number of the network.
    type Parent = u32;
    type Filter = std::convert::Infallible;

    fn ids(view: &View, network: u32) -> Ids<'_> {
        Ids::These(view.groups.members_of_network.get(network))
    }

    fn matches(_: &Evaluation<'_>, filter: &Self::Filter, _: u32) -> bool {
        match *filter {}
    }

    sorted_by_name!();
}
