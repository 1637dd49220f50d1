//! What the models see of a token: hashes of its form, and its letters' case.

use crate::text::Shape;

/// A token as the models see it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    /// Hash of the form in lower case, with digits as 0 and marks unified.
    pub form: u32,
    /// Hashes of the last 1, 2, 3 and 4 characters of the form.
    pub suffixes: [u32; 4],
    /// Hashes of the first 1, 2 and 3 characters of the form.
    pub prefixes: [u32; 3],
    /// Case, digits, inner marks, and whether blanks stand before and after.
    pub shape: u32,
    /// What forms of listed verbs it can be; 0 for none.
    pub verb: u32,
}

/// A token as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form<'t> {
    /// Its characters.
    pub text: &'t str,
    /// What its letters look like.
    pub shape: Shape,
    /// Whether it stands close to the token before it.
    pub glued: bool,
}

/// Most characters of a form that are looked at: longer ones are addresses.
const MAX_CHARS: usize = 40;

/// What the models see of a sentence.
pub(super) fn words(forms: &[Form<'_>], words: &mut Vec<Word>) {
    words.clear();
    let mode = case_mode(forms);
    for (at, form) in forms.iter().enumerate() {
        let glued_after = forms.get(at + 1).is_some_and(|next| next.glued);
        words.push(word(form, glued_after, mode));
    }
}

fn word(form: &Form<'_>, glued_after: bool, mode: u32) -> Word {
    let mut chars = ['\0'; MAX_CHARS];
    let mut len = 0;
    let mut marks = 0;
    for c in form.text.chars().take(MAX_CHARS) {
        let c = normal(c);
        marks |= u32::from(c == '0') | u32::from(c == '-') << 1 | u32::from(c == '.') << 2;
        chars[len] = c;
        len += 1;
    }
    let chars = &chars[..len];
    let suffix = |n: usize| hash(&chars[len.saturating_sub(n)..]);
    let prefix = |n: usize| hash(&chars[..len.min(n)]);
    let glue = u32::from(form.glued) | u32::from(glued_after) << 1;
    let form_hash = hash(chars);
    Word {
        form: form_hash,
        verb: super::verbs::kinds(form_hash),
        suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
        prefixes: [prefix(1), prefix(2), prefix(3)],
        shape: form.shape as u32 | marks << 4 | glue << 8 | mode << 12,
    }
}

/// How the sentence is cased: 1 all upper case, 2 words capitalised as in headlines,
/// 3 no capital at all, 0 otherwise.
fn case_mode(forms: &[Form<'_>]) -> u32 {
    let count = |shapes: &[Shape]| forms.iter().filter(|f| shapes.contains(&f.shape)).count();
    let upper = count(&[Shape::Upper]);
    let capitalized = count(&[Shape::Capitalized]);
    let lower = count(&[Shape::Lower]);
    // Function words stay small in headlines: up to a third of the words.
    if upper > 1 && lower == 0 && upper >= capitalized {
        1
    } else if capitalized > 2 && capitalized >= 2 * lower {
        2
    } else {
        3 * u32::from(upper + capitalized == 0)
    }
}

/// The character the models know: lower case, 0 for digits, one apostrophe, quote and dash.
fn normal(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '0'..='9' => '0',
        ' '..='~' => c,
        '’' | '‘' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '―' | '‐' | '‑' => '-',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Whether a word is a point of the compass: "north", "southeast".
pub(crate) fn is_side(word: &str) -> bool {
    ["north", "south", "east", "west"]
        .iter()
        .any(|side| word.ends_with(side))
}

/// Whether a word is an ordinal in figures: "21st".
pub(crate) fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && ["st", "nd", "rd", "th"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// The hash of a form.
pub(super) fn form_hash(text: &str) -> u32 {
    let chars: Vec<char> = text.chars().map(normal).collect();
    hash(&chars)
}

/// The hash of the form ",".
pub(super) const COMMA: u32 = hash(&[',']);

/// FNV-1a over code points.
const fn hash(chars: &[char]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < chars.len() {
        hash = (hash ^ chars[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
