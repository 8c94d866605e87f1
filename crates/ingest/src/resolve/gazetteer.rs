//! Places of the gazetteers of the same import by country and name.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use vanort_model::{CountryCode, NameKind, fold_name, keep_letters};

use crate::check::Gazetteers;

/// A name of a place in a gazetteer.
#[derive(Debug)]
struct Named {
    main: bool,
    letters: String,
    id: u32,
}

type Names = HashMap<CountryCode, HashMap<String, Vec<Named>>>;

/// The gazetteers' places by their names, gathered when they are first asked for.
#[derive(Debug)]
pub(crate) struct GazetteerNames<'g> {
    gazetteer: &'g Gazetteers,
    names: OnceCell<Names>,
}

impl<'g> GazetteerNames<'g> {
    pub(crate) fn of(gazetteer: &'g Gazetteers) -> Self {
        Self {
            gazetteer,
            names: OnceCell::new(),
        }
    }

    /// The ids of the places in a country that a name leads to: the places of which it is the main
    /// name, else any name, letter by letter before other spellings. And whether it leads there
    /// letter by letter.
    pub(crate) fn find(&self, country: &CountryCode, name: &str) -> (BTreeSet<u32>, bool) {
        if self.gazetteer.is_empty() {
            return (BTreeSet::new(), false);
        }
        let names = self.names.get_or_init(|| gather(self.gazetteer));
        let alike = names
            .get(country)
            .and_then(|names| names.get(&fold_name(name)))
            .map_or(&[][..], Vec::as_slice);
        let letters = keep_letters(name);
        for (main, exact) in [(true, true), (false, true), (true, false), (false, false)] {
            let ids: BTreeSet<u32> = (alike.iter())
                .filter(|it| (it.main || !main) && (!exact || it.letters == letters))
                .map(|it| it.id)
                .collect();
            if !ids.is_empty() {
                return (ids, exact);
            }
        }
        (BTreeSet::new(), false)
    }
}

/// Names in other scripts are left out: a gazetteer has them in Latin letters, too, and folding
/// makes Latin letters of what a list writes.
fn gather(gazetteer: &Gazetteers) -> Names {
    let mut names = Names::new();
    for (id, (_, place)) in gazetteer {
        let of_country = names.entry(place.country.clone()).or_default();
        for name in &place.names {
            let is_latin = name.text.chars().all(|letter| letter < '\u{370}');
            if name.kind == NameKind::Transliteration || !is_latin {
                continue;
            }
            let folded = fold_name(&name.text);
            if !folded.is_empty() {
                of_country.entry(folded).or_default().push(Named {
                    main: name.text == place.name,
                    letters: keep_letters(&name.text),
                    id: *id,
                });
            }
        }
    }
    names
}
