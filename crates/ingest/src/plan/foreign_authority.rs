//! Home authorities outside Sweden, which only lists name.

use vanort_model::{AuthorityKey, FindingCode, LocalAuthority};

use crate::check::TwinningRow;
use crate::plan::note::Meaning;
use crate::plan::observation::TieDrafting;
use crate::plan::reading::{Reading, RowWords};
use crate::plan::spelling::LISTS;

impl TieDrafting<'_, '_> {
    /// Adds an authority outside Sweden that nobody knows.
    pub(super) fn add_authority(
        &mut self,
        row: &TwinningRow,
        key: &AuthorityKey,
        words: &RowWords,
        reading: &mut Reading<'_>,
    ) {
        let AuthorityKey::ForeignAuthority(place_key) = key else {
            return;
        };
        let Some(place) = self.places.places.get(place_key) else {
            return;
        };
        if self.authorities.get(key).is_some() {
            return;
        }
        let meaning = words.home.as_ref().err();
        let meaning = meaning.and_then(|number| reading.meaning(*number));
        let suggestion = meaning.and_then(Meaning::take_added);
        let country = self.homes.countries.name(&place.country);
        let message = format!("{} i {country} lades till bland hemorterna.", place.name);
        let code = FindingCode::AuthorityAdded;
        (self.findings).info(&row.at, home_column(row), code, message, suggestion);
        let authority = LocalAuthority {
            key: key.clone(),
            name: place.name.clone(),
            official_name: place.name.clone(),
            other_names: Vec::new(),
            county: None,
            seat: None,
            seat_place: Some(place_key.clone()),
            valid_from: None,
            valid_until: None,
            successor: None,
            note: None,
            source: LISTS.to_owned(),
        };
        self.authorities.put_named(key.clone(), authority);
    }

    /// Names the authorities that only lists name as their places are named.
    pub(super) fn name_authorities(&mut self) {
        let renamed: Vec<LocalAuthority> = (self.places.places.drafts())
            .filter_map(|(key, place)| {
                let key = AuthorityKey::ForeignAuthority(key.clone());
                let authority = self.authorities.get(&key)?;
                (authority.source == LISTS && authority.name != place.name).then(|| {
                    LocalAuthority {
                        name: place.name.clone(),
                        official_name: place.name.clone(),
                        ..authority.clone()
                    }
                })
            })
            .collect();
        for authority in renamed {
            self.authorities.put_named(authority.key.clone(), authority);
        }
    }
}

/// The column in which a row names an authority outside Sweden.
pub(super) fn home_column(row: &TwinningRow) -> &'static str {
    ["Kommun", "Region", "Regionförbund", "Kommunkod"]
        .into_iter()
        .find(|column| row.at.has(column))
        .unwrap_or("Kommun")
}
