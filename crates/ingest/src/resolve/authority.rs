//! Municipalities, regions and federations by code or name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use vanort_model::{
    AuthorityKey, AuthorityKind, CountyCode, LocalAuthority, Place, PlaceKey, fold_name,
    keep_letters,
};

use crate::resolve::authority_form::bare_names;
use crate::resolve::near_miss::NearNames;

/// The kinds of authority that have names of their own in a list.
const KINDS: [AuthorityKind; 3] = [
    AuthorityKind::Municipality,
    AuthorityKind::Region,
    AuthorityKind::RegionalFederation,
];

type Names = HashMap<(AuthorityKind, String), BTreeSet<AuthorityKey>>;

/// The authorities by their names: as written, folded, and without their official forms. "Habo"
/// and "Håbo" fold alike, so the letters decide where they can.
#[derive(Debug, Default)]
pub(crate) struct AuthorityLookup {
    by_letters: Names,
    by_folded: Names,
    by_bare: Names,
    /// Municipalities by the names of their seats in other languages ("gothenburg").
    by_seat: Names,
    known: BTreeMap<AuthorityKey, Known>,
    near: HashMap<AuthorityKind, NearNames<AuthorityKey>>,
    near_codes: NearNames<AuthorityKey>,
}

/// What is told of an authority.
#[derive(Debug)]
struct Known {
    name: String,
    seat: Option<String>,
    county: Option<CountyCode>,
}

/// The authorities that a name leads to, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundAuthorities {
    /// In the order of their keys; may be empty.
    pub(crate) keys: Vec<AuthorityKey>,
    /// Whether the name is one that the register has, letter by letter.
    pub(crate) exact: bool,
}

impl AuthorityLookup {
    /// Looks up these authorities; the places are those of their seats.
    pub(crate) fn of<'a>(
        authorities: impl Iterator<Item = &'a LocalAuthority>,
        seat: impl Fn(&PlaceKey) -> Option<&'a Place>,
    ) -> Self {
        let mut lookup = Self::default();
        for authority in authorities {
            let kind = authority.key.kind();
            if kind == AuthorityKind::ForeignAuthority {
                continue;
            }
            let other = authority.other_names.iter().map(|name| &name.text);
            let own = [&authority.name, &authority.official_name];
            for name in own.into_iter().chain(other) {
                let folded = fold_name(name);
                for bare in bare_names(kind, &folded) {
                    add(&mut lookup.by_bare, kind, bare, &authority.key);
                }
                let letters = keep_letters(name);
                add(&mut lookup.by_letters, kind, letters, &authority.key);
                add(&mut lookup.by_folded, kind, folded, &authority.key);
            }
            let seat = authority.seat_place.as_ref().and_then(&seat);
            if let (AuthorityKind::Municipality, Some(place)) = (kind, seat) {
                let names = place.names.iter().map(|name| &name.text);
                for name in names.filter(|name| name.chars().count() > 3) {
                    add(&mut lookup.by_seat, kind, fold_name(name), &authority.key);
                }
            }
            let known = Known {
                name: authority.name.clone(),
                seat: authority.seat.clone(),
                county: authority.county.clone(),
            };
            lookup.known.insert(authority.key.clone(), known);
        }
        for (key, known) in &lookup.known {
            let near = lookup.near.entry(key.kind()).or_default();
            near.add(&known.name, &known.name, key.clone());
            lookup.near_codes.add(key.code(), key.code(), key.clone());
        }
        lookup
    }

    /// The name of an authority that is known.
    pub(crate) fn name(&self, key: &AuthorityKey) -> Option<&str> {
        self.known.get(key).map(|known| known.name.as_str())
    }

    /// The county of an authority that is known.
    pub(crate) fn county(&self, key: &AuthorityKey) -> Option<&CountyCode> {
        self.known.get(key)?.county.as_ref()
    }

    /// The names of the town that an authority is run from, its own among them.
    pub(crate) fn names_of_town(&self, key: &AuthorityKey) -> impl Iterator<Item = &str> {
        let known = self.known.get(key).into_iter();
        known.flat_map(|known| std::iter::once(known.name.as_str()).chain(known.seat.as_deref()))
    }

    /// The names of one kind, to compare misspellings with.
    pub(crate) fn near(&self, kind: AuthorityKind) -> Option<&NearNames<AuthorityKey>> {
        self.near.get(&kind)
    }

    /// The codes, to compare misspellings with.
    pub(crate) fn near_codes(&self) -> &NearNames<AuthorityKey> {
        &self.near_codes
    }

    /// The authorities of a kind that answer to a name: those with just these letters, else those
    /// that fold alike, are called so without an official form, or have a seat of this name. Of
    /// several those in the county are meant; a namesake there is meant rather than one elsewhere.
    pub(crate) fn find(
        &self,
        kind: AuthorityKind,
        name: &str,
        county: Option<&CountyCode>,
    ) -> FoundAuthorities {
        let folded = fold_name(name);
        let letters = self.by_letters.get(&(kind, keep_letters(name)));
        let alike = self.by_folded.get(&(kind, folded.clone()));
        let bare = || {
            let names = bare_names(kind, &folded).into_iter();
            let bare = names.clone();
            let mut bare = bare.filter_map(|name| self.by_bare.get(&(kind, name)));
            let mut seat = names.filter_map(|name| self.by_seat.get(&(kind, name)));
            bare.next().or_else(|| seat.next())
        };
        let lies_there = |key: &&AuthorityKey| county.is_some() && self.county(key) == county;
        let Some(found) = letters.or(alike).or_else(bare) else {
            let (keys, exact) = (Vec::new(), false);
            return FoundAuthorities { keys, exact };
        };
        let there: Vec<&AuthorityKey> = found.iter().filter(lies_there).collect();
        let (keys, exact): (Vec<&AuthorityKey>, bool) = if there.is_empty() {
            let namesakes: Vec<&AuthorityKey> =
                alike.into_iter().flatten().filter(lies_there).collect();
            if namesakes.is_empty() {
                (found.iter().collect(), letters.is_some())
            } else {
                (namesakes, false)
            }
        } else {
            let only = there.len() == found.len();
            (there, letters.is_some() && only)
        };
        let keys = keys.into_iter().cloned().collect();
        FoundAuthorities { keys, exact }
    }

    /// The one authority of another kind that has just this name.
    pub(crate) fn of_another_kind(&self, kind: AuthorityKind, name: &str) -> Option<&AuthorityKey> {
        let letters = keep_letters(name);
        let mut found = KINDS
            .into_iter()
            .filter(|other| *other != kind)
            .filter_map(|other| self.by_letters.get(&(other, letters.clone())))
            .flatten();
        found.next().filter(|_| found.next().is_none())
    }

    /// The one authority of any kind that a sheet is named after.
    pub(crate) fn of_sheet(&self, sheet: &str) -> Option<AuthorityKey> {
        let found: Vec<AuthorityKey> = KINDS
            .into_iter()
            .flat_map(|kind| self.find(kind, sheet, None).keys)
            .collect();
        // "Halland" is the region, and no municipality; "Gotland" is both.
        let mut exact = found.iter().filter(|key| self.name(key) == Some(sheet));
        match (exact.next(), exact.next(), found.as_slice()) {
            (Some(only), None, _) | (None, None, [only]) => Some(only.clone()),
            _ => None,
        }
    }
}

fn add(names: &mut Names, kind: AuthorityKind, name: String, key: &AuthorityKey) {
    names.entry((kind, name)).or_default().insert(key.clone());
}
