//! Which letters of a name were typed.

use vanort_model::{fold_name, spell_out};

use crate::analysis::{Spelling, joined};
use crate::slip::slips;

/// A name cut into parts, in order: put together they are the name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HighlightPart {
    /// The letters, as the register writes them.
    pub text: String,
    /// Whether they are what was typed.
    pub marked: bool,
}

/// Marks what was typed in a name: the words, or their beginnings, and a word with slips as a
/// whole. Where nothing can be told apart, all of it.
pub(crate) fn highlight(name: &str, typed: &Spelling) -> Vec<HighlightPart> {
    let words = words_of(name);
    let mut marked: Vec<(usize, usize)> = Vec::new();
    let mut free = words.clone();
    for written in typed.kept.split(' ') {
        let form = fold_name(written);
        if form.is_empty() {
            continue;
        }
        let begun = free.iter().position(|(begin, end)| {
            let word = name.get(*begin..*end).unwrap_or_default();
            beginning_of(word, &form).is_some()
        });
        if let Some(place) = begun {
            let (begin, end) = free.swap_remove(place);
            let word = name.get(begin..end).unwrap_or_default();
            marked.push((
                begin,
                begin + beginning_of(word, &form).unwrap_or(word.len()),
            ));
            free.sort_unstable();
            continue;
        }
        let near = free.iter().position(|(begin, end)| {
            let word = fold_name(name.get(*begin..*end).unwrap_or_default());
            slips(&form, &word, 2).is_some()
        });
        if let Some(place) = near {
            marked.push(free.swap_remove(place));
            free.sort_unstable();
        }
    }
    if marked.is_empty() {
        // Joined, split, in another script, or slipped beyond its words.
        let all = joined(&typed.folded);
        let end = beginning_of(name, &all).unwrap_or(name.len());
        marked.push((0, end));
    }
    marked.sort_unstable();
    parts(name, &marked)
}

/// Marks all of a name.
pub(crate) fn highlight_all(name: &str) -> Vec<HighlightPart> {
    parts(name, &[(0, name.len())])
}

fn parts(name: &str, marked: &[(usize, usize)]) -> Vec<HighlightPart> {
    let mut parts = Vec::new();
    let mut add = |begin: usize, end: usize, marked: bool| {
        if let Some(text) = name.get(begin..end).filter(|text| !text.is_empty()) {
            parts.push(HighlightPart {
                text: text.to_owned(),
                marked,
            });
        }
    };
    let mut from = 0;
    for (begin, end) in marked {
        add(from, *begin, false);
        add(*begin, *end, true);
        from = *end;
    }
    add(from, name.len(), false);
    parts
}

/// The words of a name, from where to where.
fn words_of(name: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut begin = None;
    for (place, letter) in name.char_indices() {
        // A mark belongs to the letter before it.
        let is_break = letter.is_whitespace() || "-–/(),.[]&+".contains(letter);
        match (begin, is_break) {
            (None, false) => begin = Some(place),
            (Some(from), true) => {
                words.push((from, place));
                begin = None;
            }
            _ => {}
        }
    }
    words.extend(begin.map(|from| (from, name.len())));
    words
}

/// Where the beginning of a word ends that is what was typed; `None` when it begins otherwise.
fn beginning_of(word: &str, typed: &str) -> Option<usize> {
    let ends = word
        .char_indices()
        .map(|(place, letter)| place + letter.len_utf8());
    for end in ends {
        let begun = word.get(..end)?;
        let folded = fold_name(begun);
        let forms = [Some(joined(&folded).into_owned()), spell_out(begun)];
        for form in forms.into_iter().flatten() {
            if form == typed {
                // The marks on the last letter belong to it.
                let rest = word.get(end..).unwrap_or_default();
                let marks = rest.chars().take_while(|it| {
                    fold_name(&format!("{begun}{it}")) == folded
                        && !it.is_alphanumeric()
                        && !it.is_whitespace()
                        && !it.is_ascii_punctuation()
                });
                return Some(end + marks.map(char::len_utf8).sum::<usize>());
            }
        }
        if folded.len() > typed.len() + 1 {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(name: &str, typed: &str) -> String {
        let parts = highlight(name, &Spelling::of(typed)).into_iter();
        parts
            .map(|part| {
                if part.marked {
                    format!("[{}]", part.text)
                } else {
                    part.text
                }
            })
            .collect()
    }

    #[test]
    fn the_letters_that_were_typed_are_marked() {
        assert_eq!(marked("Göteborg", "goteb"), "[Göteb]org");
        assert_eq!(marked("Göteborg", "goeteb"), "[Göteb]org");
        assert_eq!(marked("Upplands Väsby", "vasby"), "Upplands [Väsby]");
        assert_eq!(marked("Upplands Väsby", "vas upp"), "[Upp]lands [Väs]by");
        assert_eq!(marked("Upplands Väsby", "upplandsvas"), "[Upplands Väs]by");
        assert_eq!(marked("Göteborg", "gotebrog"), "[Göteborg]");
        assert_eq!(marked("Калининград", "kalinin"), "[Калинин]град");
        assert_eq!(marked("Bad Berka", "bad ber"), "[Bad] [Ber]ka");
        assert_eq!(marked("Go\u{308}teborg", "gö"), "[Go\u{308}]teborg");
        assert_eq!(marked("岡崎市", "xyz"), "[岡崎市]");
    }

    proptest! {
        #[test]
        fn the_parts_are_the_name(name in "\\PC{0,30}", typed in "\\PC{0,12}") {
            let parts = highlight(&name, &Spelling::of(&typed));
            let together: String = parts.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(together, name);
        }
    }
}
