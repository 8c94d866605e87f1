//! Places in the forms of lists: with brackets, dashes and slashes, and in official forms.

use vanort_model::{CountryCode, FindingCode, PlaceKey, fold_name};

use crate::plan::note::{Meaning, Side};
use crate::plan::place_reader::{Hit, PlaceReader};
use crate::resolve::{Beside, split_beside, split_dash, taken, without_form, without_former};

impl PlaceReader<'_, '_> {
    /// The place of a text that tells something beside the name; `None` when it has no such form.
    pub(super) fn read_beside(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Option<Vec<PlaceKey>> {
        if let Some((town, part)) = split_dash(text) {
            let hit = self.find(country, part);
            if hit.is_one() && self.find(country, town).is_one() {
                let message = format!("\"{text}\" lästes som {part}, en del av {town}.");
                meaning.info(Side::Place, FindingCode::OtherSpelling, message);
                return Some(Vec::from_iter(self.take(hit, part, meaning)));
            }
        }
        let (name, beside) = split_beside(text)?;
        let key = match beside {
            Beside::Became(successor) => {
                self.read_merged(country, (text, name, successor), true, meaning)
            }
            Beside::Was(former) => {
                if let (Hit::Known(one, _), Hit::Known(other, _)) =
                    (self.find(country, name), self.find(country, former))
                    && one == other
                {
                    meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                    return Some(vec![one]);
                }
                self.read_merged(country, (text, former, name), true, meaning)
            }
            Beside::Same => {
                meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                self.find_or_add(country, name, meaning)
            }
            Beside::Other => self.add(country, text, meaning),
            Beside::Name(inner) => match (self.find(country, name), self.find(country, inner)) {
                (Hit::Known(one, _), Hit::Known(other, _)) if one == other => {
                    meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
                    Some(one)
                }
                (_, successor) if successor.is_one() => {
                    self.read_merged(country, (text, name, inner), false, meaning)
                }
                _ => self.read_qualified(country, text, name, meaning),
            },
        };
        Some(Vec::from_iter(key))
    }

    /// The place of a text that tells its region or the like beside the name. Where the name is
    /// written with several of these, it is several places, of which each keeps its whole text.
    pub(super) fn read_qualified(
        &mut self,
        country: &CountryCode,
        text: &str,
        name: &str,
        meaning: &mut Meaning,
    ) -> Option<PlaceKey> {
        let beside = self.qualifiers.get(&fold_name(name));
        if beside.is_some_and(|beside| beside.len() > 1) {
            return self.add(country, text, meaning);
        }
        meaning.info(Side::Place, FindingCode::OtherSpelling, taken(text, name));
        self.find_or_add(country, name, meaning)
    }

    /// The place of a text in an official form, or with "f.d." before it or a slash between two of
    /// its names; `None` when it has no such form.
    pub(super) fn read_form(
        &mut self,
        country: &CountryCode,
        text: &str,
        meaning: &mut Meaning,
    ) -> Option<Vec<PlaceKey>> {
        let code = FindingCode::OtherSpelling;
        if text.contains(',') {
            return None;
        }
        if let Some(name) = without_former(text) {
            meaning.info(Side::Place, code, taken(text, name));
            return Some(Vec::from_iter(self.find_or_add(country, name, meaning)));
        }
        if let Some(bare) = without_form(text) {
            for name in &bare.names {
                let hit = self.find(country, name);
                if !matches!(hit, Hit::Nothing) {
                    meaning.info(Side::Place, code, taken(text, name));
                    return Some(Vec::from_iter(self.take(hit, name, meaning)));
                }
            }
            let name = bare.names.first().filter(|_| bare.clear)?;
            meaning.info(Side::Place, code, taken(text, name));
            return Some(Vec::from_iter(self.add(country, name, meaning)));
        }
        let (one, other) = text.split_once('/')?;
        let hits = [one, other].map(|name| (name.trim(), self.find(country, name)));
        let mut known = hits.into_iter().filter(|(_, hit)| hit.is_one());
        let (name, hit) = known.next()?;
        let same = known.next().is_none_or(|(_, second)| match (&hit, second) {
            (Hit::Known(one, _), Hit::Known(other, _)) => *one == other,
            _ => false,
        });
        if !same {
            return None;
        }
        meaning.info(Side::Place, code, taken(text, name));
        Some(Vec::from_iter(self.take(hit, name, meaning)))
    }
}
