//! Reading partner seekers.

use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, Select,
};
use time::Date;
use vanort_model::{
    CountryCode, PartnerSeeker, PartnerSeekerKind, PartnerSeekerState, RandomId, Theme,
};

use crate::entity::partner_seeker::{Column, Entity};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::submission::{SubmissionPage, SubmissionRequest, Submitted as _, read_page};

/// What a list of partner seekers is narrowed by. All that is given must hold; of a list of values
/// one must.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartnerSeekerFilter {
    /// What has become of it.
    pub states: Option<Vec<PartnerSeekerState>>,
    /// What sort of organisation it is.
    pub kinds: Option<Vec<PartnerSeekerKind>>,
    /// The country that it is in.
    pub countries: Option<Vec<CountryCode>>,
    /// Where it wishes a partner; one that names no country has none against any.
    pub wished_countries: Option<Vec<CountryCode>>,
    /// What the cooperation should be about.
    pub themes: Option<Vec<Theme>>,
}

impl Reader {
    /// A page of the partner seekers as they stand on a day, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_seekers(
        &self,
        filter: &PartnerSeekerFilter,
        request: &SubmissionRequest,
        today: Date,
    ) -> Result<SubmissionPage<PartnerSeeker>, StoreError> {
        let mut page: SubmissionPage<PartnerSeeker> =
            read_page(&self.db, filtered(filter, today), request).await?;
        for seeker in &mut page.items {
            expire(seeker, today);
        }
        Ok(page)
    }

    /// How many partner seekers pass a filter on a day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_partner_seekers(
        &self,
        filter: &PartnerSeekerFilter,
        today: Date,
    ) -> Result<u64, StoreError> {
        Ok(filtered(filter, today).count(&self.db).await?)
    }

    /// The partner seekers of these ids as they stand on a day, as far as they are there, in no
    /// order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn partner_seekers_of(
        &self,
        ids: &[RandomId],
        today: Date,
    ) -> Result<Vec<PartnerSeeker>, StoreError> {
        let ids = ids.iter().map(ToString::to_string);
        let found = Entity::find().filter(Column::Id.is_in(ids));
        let rows = found.all(&self.db).await?;
        rows.into_iter()
            .map(|row| {
                let mut seeker = PartnerSeeker::from_row(row)?;
                expire(&mut seeker, today);
                Ok(seeker)
            })
            .collect()
    }
}

/// Tells what has become of a partner seeker whose last day is over, before it is written down.
fn expire(seeker: &mut PartnerSeeker, today: Date) {
    use PartnerSeekerState::{Expired, Pending, Published};
    if seeker.shown_until < today && matches!(seeker.state, Pending | Published) {
        seeker.state = Expired;
    }
}

/// The rows whose last day is over, and which do not say so.
pub(crate) fn overdue(today: Date) -> Condition {
    let open = [PartnerSeekerState::Pending, PartnerSeekerState::Published];
    Condition::all()
        .add(Column::State.is_in(open.map(PartnerSeekerState::as_str)))
        .add(Column::ShownUntil.lt(today))
}

fn filtered(filter: &PartnerSeekerFilter, today: Date) -> Select<Entity> {
    let mut all = Condition::all();
    if let Some(states) = &filter.states {
        let states = states.iter().map(|state| in_state(*state, today));
        all = all.add(any(states));
    }
    if let Some(kinds) = &filter.kinds {
        all = all.add(Column::Kind.is_in(kinds.iter().map(|kind| kind.as_str())));
    }
    if let Some(countries) = &filter.countries {
        let codes = countries.iter().map(CountryCode::as_str);
        all = all.add(Column::CountryCode.is_in(codes));
    }
    if let Some(countries) = &filter.wished_countries {
        let named = (countries.iter()).map(|code| holds(Column::WishedCountries, code.as_str()));
        let anywhere = Condition::all().add(Column::WishedCountries.eq(""));
        all = all.add(any(named.chain([anywhere])));
    }
    if let Some(themes) = &filter.themes {
        let themes = (themes.iter()).map(|theme| holds(Column::Themes, theme.as_str()));
        all = all.add(any(themes));
    }
    Entity::find().filter(all)
}

fn in_state(state: PartnerSeekerState, today: Date) -> Condition {
    let said = Column::State.eq(state.as_str());
    match state {
        PartnerSeekerState::Pending | PartnerSeekerState::Published => Condition::all()
            .add(said)
            .add(Column::ShownUntil.gte(today)),
        PartnerSeekerState::Expired => Condition::any().add(said).add(overdue(today)),
        PartnerSeekerState::Rejected | PartnerSeekerState::Withdrawn => Condition::all().add(said),
    }
}

/// Whether a list that is stored as a text has a word. Words have nothing that a pattern reads
/// otherwise.
fn holds(column: Column, word: &str) -> Condition {
    Condition::all().add(column.like(format!("%,{word},%")))
}

/// At least one of some conditions: never, when there is none.
fn any(conditions: impl Iterator<Item = Condition>) -> Condition {
    let never = Condition::any().add(Expr::val(0).eq(1));
    conditions.fold(never, Condition::add)
}
