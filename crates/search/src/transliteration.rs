//! Names in Cyrillic and Greek letters as they are written in Latin ones: each country and each
//! century has a habit of its own, and people type the one they know ("Хмельницький" is
//! Khmelnytskyi, Chmelnytskyj, Chmelnyzkyj and Chmielnycki).
//!
//! The letters' values follow the romanizations of BGN/PCGN and of passports (English, French),
//! ISO 9 without its marks, ELOT 743, and the transcriptions of the Swedish, German and Polish
//! language councils. Rules that look at neighbouring letters are left out: what they change is a
//! letter, which slips allow for.

/// One habit of writing: what stands for a letter or a pair of letters, the pairs first.
struct Habit {
    /// Letters in lower case, and what is written for them.
    letters: &'static [(&'static str, &'static str)],
}

/// What the habits of writing Cyrillic share; each says otherwise where it does.
const CYRILLIC: &[(&str, &str)] = &[
    ("а", "a"),
    ("б", "b"),
    ("в", "v"),
    ("г", "g"),
    ("ґ", "g"),
    ("д", "d"),
    ("е", "e"),
    ("з", "z"),
    ("и", "i"),
    ("і", "i"),
    ("к", "k"),
    ("л", "l"),
    ("м", "m"),
    ("н", "n"),
    ("о", "o"),
    ("п", "p"),
    ("р", "r"),
    ("с", "s"),
    ("т", "t"),
    ("у", "u"),
    ("ў", "u"),
    ("ф", "f"),
    ("ъ", ""),
    ("ы", "y"),
    ("ь", ""),
    ("э", "e"),
    ("ј", "j"),
    ("љ", "lj"),
    ("њ", "nj"),
    ("ћ", "c"),
    ("ђ", "dj"),
    ("џ", "dz"),
    ("ѓ", "gj"),
    ("ќ", "kj"),
    ("ѕ", "dz"),
    ("қ", "k"),
    ("ғ", "g"),
    ("ң", "n"),
    ("ө", "o"),
    ("ү", "u"),
    ("ұ", "u"),
    ("һ", "h"),
    ("ә", "a"),
];

const CYRILLIC_HABITS: &[Habit] = &[
    // English, as BGN/PCGN and maps write.
    Habit {
        letters: &[
            ("ё", "yo"),
            ("є", "ye"),
            ("ж", "zh"),
            ("ї", "yi"),
            ("й", "y"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shch"),
            ("ю", "yu"),
            ("я", "ya"),
        ],
    },
    // Passports.
    Habit {
        letters: &[
            ("ё", "e"),
            ("є", "ie"),
            ("ж", "zh"),
            ("ї", "i"),
            ("й", "i"),
            ("х", "kh"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "shch"),
            ("ю", "iu"),
            ("я", "ia"),
        ],
    },
    // Scholars, marks left out.
    Habit {
        letters: &[
            ("ё", "e"),
            ("є", "je"),
            ("ж", "z"),
            ("ї", "ji"),
            ("й", "j"),
            ("х", "ch"),
            ("ц", "c"),
            ("ч", "c"),
            ("ш", "s"),
            ("щ", "sc"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    },
    // ISO 9, and the Slavic languages with Latin letters, marks left out.
    Habit {
        letters: &[
            ("ё", "o"),
            ("є", "e"),
            ("ж", "z"),
            ("ї", "i"),
            ("й", "j"),
            ("х", "h"),
            ("ц", "c"),
            ("ч", "c"),
            ("ш", "s"),
            ("щ", "s"),
            ("ю", "u"),
            ("я", "a"),
        ],
    },
    // Swedish.
    Habit {
        letters: &[
            ("ё", "jo"),
            ("є", "je"),
            ("ж", "zj"),
            ("ї", "ji"),
            ("й", "j"),
            ("х", "ch"),
            ("ц", "ts"),
            ("ч", "tj"),
            ("ш", "sj"),
            ("щ", "sjtj"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    },
    // German.
    Habit {
        letters: &[
            ("в", "w"),
            ("ё", "jo"),
            ("є", "je"),
            ("ж", "sch"),
            ("з", "s"),
            ("ї", "ji"),
            ("й", "j"),
            ("х", "ch"),
            ("ц", "z"),
            ("ч", "tsch"),
            ("ш", "sch"),
            ("щ", "schtsch"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    },
    // Polish, marks left out.
    Habit {
        letters: &[
            ("в", "w"),
            ("ё", "io"),
            ("є", "je"),
            ("ж", "z"),
            ("ї", "ji"),
            ("й", "j"),
            ("х", "ch"),
            ("ц", "c"),
            ("ч", "cz"),
            ("ш", "sz"),
            ("щ", "szcz"),
            ("ю", "ju"),
            ("я", "ja"),
        ],
    },
    // Bulgarian.
    Habit {
        letters: &[
            ("ё", "yo"),
            ("є", "ye"),
            ("ж", "zh"),
            ("ї", "yi"),
            ("й", "y"),
            ("х", "h"),
            ("ц", "ts"),
            ("ч", "ch"),
            ("ш", "sh"),
            ("щ", "sht"),
            ("ъ", "a"),
            ("ю", "yu"),
            ("я", "ya"),
        ],
    },
];

/// What the habits of writing Greek share.
const GREEK: &[(&str, &str)] = &[
    ("α", "a"),
    ("γ", "g"),
    ("δ", "d"),
    ("ε", "e"),
    ("ζ", "z"),
    ("θ", "th"),
    ("ι", "i"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("ν", "n"),
    ("ο", "o"),
    ("π", "p"),
    ("ρ", "r"),
    ("σ", "s"),
    ("ς", "s"),
    ("τ", "t"),
    ("ψ", "ps"),
    ("ω", "o"),
];

const GREEK_HABITS: &[Habit] = &[
    // ELOT 743, as on road signs.
    Habit {
        letters: &[
            ("γγ", "ng"),
            ("ου", "ou"),
            ("αυ", "av"),
            ("ευ", "ev"),
            ("β", "v"),
            ("η", "i"),
            ("ξ", "x"),
            ("υ", "y"),
            ("φ", "f"),
            ("χ", "ch"),
        ],
    },
    // By ear.
    Habit {
        letters: &[
            ("γγ", "ng"),
            ("γκ", "g"),
            ("μπ", "b"),
            ("ντ", "d"),
            ("ου", "ou"),
            ("αι", "e"),
            ("ει", "i"),
            ("οι", "i"),
            ("αυ", "av"),
            ("ευ", "ev"),
            ("β", "v"),
            ("η", "i"),
            ("ξ", "x"),
            ("υ", "i"),
            ("φ", "f"),
            ("χ", "h"),
        ],
    },
    Habit {
        letters: &[
            ("γγ", "ng"),
            ("γκ", "gk"),
            ("μπ", "b"),
            ("ου", "u"),
            ("ει", "i"),
            ("αυ", "af"),
            ("ευ", "ef"),
            ("β", "v"),
            ("η", "i"),
            ("ξ", "ks"),
            ("υ", "i"),
            ("φ", "f"),
            ("χ", "kh"),
        ],
    },
    // As scholars and older maps write.
    Habit {
        letters: &[
            ("γγ", "ng"),
            ("ου", "ou"),
            ("αυ", "au"),
            ("ευ", "eu"),
            ("β", "b"),
            ("η", "e"),
            ("ξ", "x"),
            ("υ", "y"),
            ("φ", "ph"),
            ("χ", "ch"),
        ],
    },
];

/// How a name may be written in Latin letters, each way once, in lower case; empty for a name that
/// has no Cyrillic and no Greek letter. What is in neither script stays as it is.
pub(crate) fn transliterations(kept: &str) -> Vec<String> {
    let has = |from: char, to: char| kept.chars().any(|letter| (from..=to).contains(&letter));
    let mut written = Vec::new();
    if has('\u{400}', '\u{52f}') {
        // Ukrainian and Belarusian have letters and endings that Russian has not, and give others
        // another value.
        let is_ukrainian = kept.contains(['і', 'ї', 'є', 'ґ', 'ў']) || kept.contains("ьки");
        for habit in CYRILLIC_HABITS {
            add(&mut written, write(kept, habit.letters, CYRILLIC));
            if is_ukrainian {
                let ukrainian = kept.replace('г', "һ").replace('и', "ы");
                add(&mut written, write(&ukrainian, habit.letters, CYRILLIC));
            }
        }
    }
    if has('\u{370}', '\u{3ff}') {
        let bare = without_accents(kept);
        for habit in GREEK_HABITS {
            add(&mut written, write(&bare, habit.letters, GREEK));
        }
    }
    written
}

fn add(written: &mut Vec<String>, text: String) {
    if !written.contains(&text) {
        written.push(text);
    }
}

fn write(text: &str, own: &[(&str, &str)], shared: &[(&str, &str)]) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let mut values = own.iter().chain(shared);
        let found = values.find(|(from, _)| rest.starts_with(from));
        if let Some((from, to)) = found {
            written.push_str(to);
            rest = rest.strip_prefix(from).unwrap_or_default();
        } else {
            written.push(letter);
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
    }
    written
}

/// Greek without its accents: they tell where a word is stressed, not how it is written in Latin.
fn without_accents(text: &str) -> String {
    let bare = |letter: char| match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        other => other,
    };
    text.chars().map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_each_country_writes_it() {
        let ways = transliterations("хмельницький");
        for way in [
            "khmelnytskyy",
            "khmelnytskyi",
            "chmelnyckyj",
            "hmelnyckyj",
            "chmelnytskyj",
            "chmelnyzkyj",
        ] {
            assert!(ways.iter().any(|it| it == way), "{way}: {ways:?}");
        }
        let ways = transliterations("пушкин");
        assert!(ways.contains(&"puschkin".to_owned()) && ways.contains(&"pusjkin".to_owned()));
        let ways = transliterations("ηράκλειο");
        assert!(ways.contains(&"irakleio".to_owned()) && ways.contains(&"erakleio".to_owned()));
        assert!(transliterations("χανιά").contains(&"hania".to_owned()));
    }

    #[test]
    fn what_is_latin_is_written_in_no_other_way() {
        assert!(transliterations("göteborg").is_empty());
        assert!(transliterations("岡崎市").is_empty());
    }
}
