//! Which records of a view belong to which.

use vanort_model::AuthorityKind;

use super::groups::Groups;
use super::tie::{NOBODY, Tie};
use super::view::View;

/// Which records of a view belong to which.
#[derive(Debug, Default)]
pub(super) struct Belonging {
    pub(super) authorities_of_kind: Groups,
    pub(super) municipalities_of_county: Groups,
    pub(super) municipalities_of_place: Groups,
    pub(super) municipalities_of_network: Groups,
    pub(super) towns_of_authority: Groups,
    pub(super) towns_of_country: Groups,
    pub(super) towns_of_network: Groups,
    pub(super) ties_of_authority: Groups,
    pub(super) ties_of_place: Groups,
    pub(super) ties_of_country: Groups,
    pub(super) ties_of_network: Groups,
    pub(super) observations_of_tie: Groups,
    pub(super) predecessors_of_programme: Groups,
    pub(super) countries_of_programme: Groups,
    pub(super) members_of_network: Groups,
}

impl Belonging {
    pub(super) fn of(view: &View) -> Self {
        let authorities = view.authorities.all();
        let places = view.places.all().len();
        let countries = view.countries.all().len();
        let networks = view.networks.all().len();
        // Two ties of one pair are one town and one authority.
        let ties = |group: fn(&Tie) -> u32, member: fn(u32, &Tie) -> u32| {
            (0..)
                .zip(&view.ties)
                .map(move |(id, tie)| (group(tie), member(id, tie)))
                .filter(|(group, _)| *group != NOBODY)
        };
        let is_municipality = |id: u32| {
            (view.authorities.get(id))
                .is_some_and(|it| it.key.kind() == AuthorityKind::Municipality)
        };
        let municipalities = |(_, id): &(u32, u32)| is_municipality(*id);
        Self {
            authorities_of_kind: Groups::of(
                AuthorityKind::ALL.len(),
                (authorities.iter()).map(|it| (it.key.kind() as u32, it.id())),
            ),
            municipalities_of_county: Groups::of(
                view.counties.all().len(),
                (authorities.iter())
                    .filter_map(|it| Some((it.county()?.id(), it.id())))
                    .filter(municipalities),
            ),
            municipalities_of_place: Groups::of(
                places,
                ties(|it| it.partner, |_, it| it.authority).filter(municipalities),
            ),
            municipalities_of_network: Groups::of(
                networks,
                ties(|it| it.network, |_, it| it.authority).filter(municipalities),
            ),
            towns_of_authority: Groups::of(
                authorities.len(),
                ties(|it| it.authority, |_, it| it.partner),
            ),
            towns_of_country: Groups::of(
                countries,
                (view.places.listed().iter()).map(|it| (it.country().id(), it.id())),
            ),
            towns_of_network: Groups::of(networks, ties(|it| it.network, |_, it| it.partner)),
            ties_of_authority: Groups::of(authorities.len(), ties(|it| it.authority, |id, _| id)),
            ties_of_place: Groups::of(places, ties(|it| it.partner, |id, _| id)),
            ties_of_country: Groups::of(countries, ties(|it| it.country, |id, _| id)),
            ties_of_network: Groups::of(networks, ties(|it| it.network, |id, _| id)),
            observations_of_tie: Groups::of(
                view.ties.len(),
                (view.observations.all().iter()).map(|it| (it.viewed_twinning().id(), it.id())),
            ),
            predecessors_of_programme: Groups::of(
                view.programmes.all().len(),
                (view.programmes.all().iter()).filter_map(|it| {
                    let successor = view.programmes.find(it.successor.as_ref()?)?;
                    Some((successor.id(), it.id()))
                }),
            ),
            countries_of_programme: Groups::of(
                view.programmes.all().len(),
                (view.programme_countries.all().iter()).map(|it| (it.programme().id(), it.id())),
            ),
            members_of_network: Groups::of(
                networks,
                (view.network_members.all().iter()).map(|it| (it.network().id(), it.id())),
            ),
        }
    }
}
