//! The queries: what people type, made from names by a generator with a fixed seed.

use std::collections::{BTreeMap, HashMap};

use vanort_model::{NameKind, fold_name, spell_out};
use vanort_register::{Document, DocumentKind};

/// A query, and what is meant by it.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    /// The number of the document that was meant; `None` when nothing is to be found.
    pub(crate) meant: Option<usize>,
    /// The folded name that the query was made from.
    pub(crate) name: String,
}

/// Queries of one kind.
const EACH: usize = 150;

/// What is no name.
const NONSENSE: [&str; 24] = [
    "xyzzy",
    "qwertyuiop",
    "asdfghjkl",
    "lorem ipsum dolor",
    "blahblahblah",
    "zzzzzzzz",
    "hur många vänorter",
    "!!!",
    "12345678",
    "foo bar baz",
    "kjhgfdsa",
    "mnbvcxz poiuyt",
    "wxwxwxwx",
    "qqqq",
    "telefonnummer",
    "öppettider kommunhuset",
    "select * from",
    "hjälp mig tack",
    "pizza beställning",
    "vvvvv",
    "trfghj",
    "jkjkjkjk",
    "bidragsansökan",
    "xkcd qqq",
];

/// Numbers that look random and are the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or_default() % bound.max(1)
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// Makes the queries of all kinds, in their order.
pub(crate) fn queries(documents: &[Document]) -> Vec<Query> {
    let mut maker = Maker {
        documents,
        numbers: (documents.iter().enumerate())
            .map(|(number, it)| (it.key.as_str(), number))
            .collect(),
        countries: (documents.iter())
            .filter(|it| it.kind == DocumentKind::Country)
            .map(|it| (it.country.to_string(), it))
            .collect(),
        dice: Dice(0x9e37_79b9_7f4a_7c15),
        queries: Vec::new(),
    };
    maker.make("whole name", |_, it| Some(it.name.clone()));
    maker.make("bare letters", |_, it| {
        let text = it.name.to_lowercase();
        let folded = fold_name(&text);
        (folded != text).then_some(folded)
    });
    maker.make("two letters for one", |_, it| {
        spell_out(&it.name).filter(|text| *text != fold_name(&it.name))
    });
    maker.make("beginning", |dice, it| {
        let letters: Vec<char> = it.name.chars().collect();
        let length = (letters.len() * (60 + dice.below(30)) / 100).max(4);
        (length < letters.len()).then(|| letters.iter().take(length).collect())
    });
    maker.make("one slip", |dice, it| slip(dice, &it.name, 4));
    maker.make("two slips", |dice, it| {
        let once = slip(dice, &it.name, 8)?;
        slip(dice, &once, 7).filter(|twice| fold_name(twice) != fold_name(&it.name))
    });
    maker.make("other language", |dice, it| {
        other_name(dice, it, |name| {
            name.is_ascii() || name.chars().all(|it| it < '\u{250}')
        })
    });
    maker.make("other script", |dice, it| {
        other_name(dice, it, |name| name.chars().any(|it| it >= '\u{370}'))
    });
    maker.make("former name", |dice, it| {
        let former: Vec<&str> = (it.names.iter())
            .filter(|name| name.kind == NameKind::Former)
            .map(|name| name.text.as_str())
            .collect();
        dice.pick(&former).map(|it| (*it).to_owned())
    });
    maker.beside("town, country", false);
    maker.beside("country, town", true);
    maker.partners("authority, country", true);
    maker.partners("authority, partner", false);
    maker.make("official form", |dice, it| {
        let genitive = if it.name.ends_with('s') { "" } else { "s" };
        match it.kind {
            DocumentKind::Municipality if dice.below(2) == 0 => {
                Some(format!("{}{genitive} stad", it.name))
            }
            DocumentKind::Municipality => Some(format!("{}{genitive} kommun", it.name)),
            DocumentKind::PartnerTown => match dice.below(4) {
                0 => Some(format!("City of {}", it.name)),
                1 => Some(format!("{}{genitive} kommun", it.name)),
                2 => Some(format!("Stadt {}", it.name)),
                _ => Some(format!("Municipality of {}", it.name)),
            },
            _ => None,
        }
    });
    // A word that many names have tells none of them.
    let mut owners: HashMap<String, usize> = HashMap::new();
    for word in documents.iter().flat_map(|it| it.name.split_whitespace()) {
        *owners.entry(fold_name(word)).or_default() += 1;
    }
    maker.make("words left out", |dice, it| {
        let mut words: Vec<&str> = it.name.split_whitespace().collect();
        if words.len() < 2 {
            return None;
        }
        words.remove(dice.below(words.len()));
        let tells = |word: &&str| {
            let folded = fold_name(word);
            folded.len() > 2 && owners.get(&folded).is_none_or(|owners| *owners < 4)
        };
        words.iter().any(tells).then(|| words.join(" "))
    });
    maker.make("words joined", |_, it| {
        it.name
            .contains(' ')
            .then(|| it.name.to_lowercase().replace(' ', ""))
    });
    for text in NONSENSE {
        maker.queries.push(Query {
            kind: "no name",
            text: text.to_owned(),
            meant: None,
            name: String::new(),
        });
    }
    maker.queries
}

struct Maker<'d> {
    documents: &'d [Document],
    numbers: HashMap<&'d str, usize>,
    countries: BTreeMap<String, &'d Document>,
    dice: Dice,
    queries: Vec<Query>,
}

impl Maker<'_> {
    fn make(&mut self, kind: &'static str, text: impl Fn(&mut Dice, &Document) -> Option<String>) {
        let mut made = 0;
        for _ in 0..EACH * 400 {
            let number = self.dice.below(self.documents.len());
            let Some(document) = self.documents.get(number) else {
                return;
            };
            let Some(text) = text(&mut self.dice, document) else {
                continue;
            };
            let name = fold_name(&text);
            if name.is_empty() {
                continue;
            }
            self.queries.push(Query {
                kind,
                text,
                meant: Some(number),
                name,
            });
            made += 1;
            if made == EACH {
                return;
            }
        }
    }

    /// A name of a country in one of its languages, or its code.
    fn country(&mut self, code: &str) -> Option<String> {
        let country = *self.countries.get(code)?;
        let names: Vec<&str> = std::iter::once(country.name.as_str())
            .chain(
                (country.names.iter())
                    .filter(|it| it.kind != NameKind::Former)
                    .map(|it| it.text.as_str()),
            )
            .collect();
        match self.dice.below(4) {
            0 => Some(code.to_lowercase()),
            1 => self.dice.pick(&names).map(|it| (*it).to_owned()),
            _ => Some(country.name.clone()),
        }
    }

    fn beside(&mut self, kind: &'static str, country_first: bool) {
        for _ in 0..EACH {
            let number = self.dice.below(self.documents.len());
            let Some(town) = self
                .documents
                .get(number)
                .filter(|it| it.kind != DocumentKind::Country)
            else {
                continue;
            };
            let Some(country) = self.country(town.country.as_str()) else {
                continue;
            };
            let text = if country_first {
                format!("{country} {}", town.name)
            } else {
                format!("{} {country}", town.name)
            };
            self.queries.push(Query {
                kind,
                text,
                meant: Some(number),
                name: fold_name(&town.name),
            });
        }
    }

    /// An authority with a partner town, or with that one's country.
    fn partners(&mut self, kind: &'static str, by_country: bool) {
        for _ in 0..EACH * 20 {
            let number = self.dice.below(self.documents.len());
            let Some(partner) = self.documents.get(number) else {
                continue;
            };
            let Some(home) = self.dice.pick(&partner.partner_of) else {
                continue;
            };
            let key = match home.strip_prefix("foreign:") {
                Some(place) => format!("place:{place}"),
                None => home.clone(),
            };
            let Some(home) = self
                .numbers
                .get(key.as_str())
                .and_then(|it| self.documents.get(*it))
            else {
                continue;
            };
            let beside = if by_country {
                self.country(partner.country.as_str())
            } else {
                Some(partner.name.clone())
            };
            let Some(beside) = beside else { continue };
            self.queries.push(Query {
                kind,
                text: format!("{} {beside}", home.name),
                meant: Some(number),
                name: if by_country {
                    format!("in {}", partner.country)
                } else {
                    fold_name(&partner.name)
                },
            });
            if self.queries.iter().filter(|it| it.kind == kind).count() == EACH {
                return;
            }
        }
    }
}

fn other_name(dice: &mut Dice, document: &Document, fits: impl Fn(&str) -> bool) -> Option<String> {
    let folded = fold_name(&document.name);
    let names: Vec<&str> = (document.names.iter())
        .filter(|name| name.kind != NameKind::Former)
        .map(|name| name.text.as_str())
        .filter(|text| fits(text) && fold_name(text) != folded && text.chars().count() > 2)
        .collect();
    dice.pick(&names).map(|it| (*it).to_owned())
}

/// A name with one slip of the keyboard, if it has so many letters.
fn slip(dice: &mut Dice, name: &str, at_least: usize) -> Option<String> {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < at_least || !name.chars().all(|it| it.is_alphabetic() && it < '\u{250}') {
        return None;
    }
    let place = dice.below(letters.len());
    let new = char::from(b'a' + u8::try_from(dice.below(26)).unwrap_or_default());
    match dice.below(4) {
        0 => drop(letters.remove(place)),
        1 => letters.insert(place, new),
        2 if place + 1 < letters.len() => letters.swap(place, place + 1),
        _ => *letters.get_mut(place)? = new,
    }
    let slipped: String = letters.into_iter().collect();
    (fold_name(&slipped) != fold_name(name)).then_some(slipped)
}
