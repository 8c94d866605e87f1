//! Programmes.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use vanort_model as model;
use vanort_register::Viewed;

use crate::answer::{Direct, Items};
use crate::global_id::GlobalId;
use crate::query::view;
use crate::types::{Contact, Country, PartialDate};

/// How certain it is that a programme runs, and as long as it is said to.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::Certainty")]
pub(crate) enum Certainty {
    /// It is decided (bekräftad).
    Confirmed,
    /// Whoever decides has announced it (aviserad): that it begins, or that it ends.
    Announced,
    /// It is proposed and not decided (föreslagen): nobody can apply yet.
    Proposed,
}

/// Who may apply to a programme.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[graphql(remote = "model::ApplicantKind")]
pub(crate) enum ApplicantKind {
    /// A municipality (kommun).
    Municipality,
    /// A regional council (region).
    Region,
    /// A joint body of municipalities (kommunalförbund).
    MunicipalAssociation,
    /// Any other public body (annat offentligt organ).
    OtherPublicBody,
    /// A non-profit organisation (ideell organisation), such as a twinning association.
    NonProfit,
}

/// A programme.
#[derive(Clone)]
pub(crate) struct Programme(pub(crate) Arc<Viewed<model::Programme>>);

/// A programme that funds cooperation between towns (program): whose money it is, who may apply,
/// where partners may be, and when. One that has ended stays, and leads to its successor.
#[Object(serial)]
impl Programme {
    /// The global id, stable across imports.
    pub(crate) async fn id(&self) -> ID {
        GlobalId::Programme(self.0.key.clone()).encode()
    }

    /// The name in Swedish. Example: `"Kommunala partnerskap"`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The name in English; null when none is known. Example: `"Municipal Partnership Programme"`.
    async fn name_en(&self) -> Option<&str> {
        self.0.name_en.as_deref()
    }

    /// What it is for, in Swedish; null when not told.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Whose money it is, in Swedish; null when not known. Example: `"Europeiska unionen"`.
    async fn funder(&self) -> Option<&str> {
        self.0.funder.as_deref()
    }

    /// Who runs it, in Swedish; null when not known. Example: `"Europeiska kommissionen, genom EACEA"`.
    async fn administrator(&self) -> Option<&str> {
        self.0.administrator.as_deref()
    }

    /// Whom to ask in Sweden; null when nobody is known.
    async fn national_contact(&self) -> Option<Direct<Contact>> {
        self.0.contact().cloned().map(Contact).map(Direct)
    }

    /// Who may apply. Empty when no source tells. Example: `[MUNICIPALITY, NON_PROFIT]`.
    async fn applicants(&self) -> Vec<ApplicantKind> {
        let applicants = self.0.applicants.iter();
        applicants.map(|applicant| (*applicant).into()).collect()
    }

    /// What is granted, in Swedish; null when not told. Example: `"Högst 30 000 euro per förbund."`.
    async fn grant(&self) -> Option<&str> {
        self.0.grant.as_deref()
    }

    /// When it begins, as exactly as is known; null when not known. Example: `"2021-01-01"`.
    async fn valid_from(&self) -> Option<PartialDate> {
        self.0.valid_from.map(PartialDate)
    }

    /// When it ends, that date included, as exactly as is known; null when no end is known.
    /// Example: `"2027-12-31"`.
    async fn valid_until(&self) -> Option<PartialDate> {
        self.0.valid_until.map(PartialDate)
    }

    /// How certain that is; null when no source tells. Example: `CONFIRMED`.
    async fn certainty(&self) -> Option<Certainty> {
        self.0.certainty.map(Into::into)
    }

    /// The programme that takes its place; null when none is known to.
    async fn successor(&self, ctx: &Context<'_>) -> Option<Direct<Programme>> {
        let successor = view(ctx).find::<model::Programme>(self.0.successor.as_ref()?);
        successor.cloned().map(Programme).map(Direct)
    }

    /// The programmes that it takes the place of, by name. May be empty.
    async fn predecessors(&self, ctx: &Context<'_>) -> Vec<Direct<Programme>> {
        // Not items: a list of its own type would be a future within itself.
        let predecessors = view(ctx).predecessors(&self.0).cloned();
        predecessors.map(Programme).map(Direct).collect()
    }

    /// Where partners may be, by the country's name, each period by itself. Empty when no source
    /// tells, which does not mean everywhere.
    async fn countries(&self, ctx: &Context<'_>) -> Items<Direct<ProgrammeCountry>> {
        let countries = view(ctx).countries_of(&self.0).cloned();
        Items(countries.map(ProgrammeCountry).map(Direct).collect())
    }

    /// Its address on the web; null when not known. Example: `"https://www.icld.se/"`.
    async fn website(&self) -> Option<&str> {
        self.0.website.as_deref()
    }

    /// When the facts were last checked against the programme's own pages; null when they were not
    /// since they were put in. Example: `"2026-11-27"`.
    async fn checked_on(&self) -> Option<PartialDate> {
        self.0.checked_on.map(PartialDate)
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}

/// A country in a programme.
pub(crate) struct ProgrammeCountry(Arc<Viewed<model::ProgrammeCountry>>);

/// A country in which a programme's partners may be, for a time. One that comes, goes and comes
/// back stands several times.
#[Object(serial)]
impl ProgrammeCountry {
    /// The country.
    async fn country(&self) -> Direct<Country> {
        Direct(Country(self.0.country().clone()))
    }

    /// When partners there begin to be eligible; null when not known. Example: `"2009"`.
    async fn valid_from(&self) -> Option<PartialDate> {
        self.0.key.valid_from.map(PartialDate)
    }

    /// When they cease to be, that date included; null when no end is known. Example: `"2019"`.
    async fn valid_until(&self) -> Option<PartialDate> {
        self.0.valid_until.map(PartialDate)
    }

    /// Where the facts come from, in Swedish.
    async fn source(&self) -> &str {
        &self.0.source
    }
}
