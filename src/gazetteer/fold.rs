//! The fold: the one form in which names are compared, in the index and in queries.
//!
//! 1. Unicode compatibility forms are resolved (NFKC, then NFKD of each character; Hangul
//!    syllables stay whole).
//! 2. Combining marks of the Latin, Greek, Cyrillic, Hebrew and Arabic scripts are dropped. Vowel
//!    signs of other scripts are letters in all but name and stay.
//! 3. Lower case, and letters that do not decompose become their ASCII spelling: ı→i, ø→o, ł→l,
//!    đ→d, ß→ss, æ→ae, œ→oe, þ→th, ð→d.
//! 4. Arabic orthography: ى and ی→ي, ک→ك, ة and Persian and Urdu he→ه, alef forms→ا; tatweel is dropped.
//! 5. Apostrophes, ʿayn and hamza marks, bidi controls and zero-width characters are dropped.
//! 6. A full stop after a word of one letter, or before anything but a letter, is dropped ("U.S."→"us",
//!    "St. Louis"→"st louis"); any other is a space ("St.Louis").
//! 7. Hyphens, dashes and all other marks are one space; spaces at the ends are dropped.
//!
//! What the fold loses of the case ("US", "La.") a name's [`Cases`](super::name::Cases) keep.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{
    canonical_combining_class, decompose_compatible, is_combining_mark,
};

/// The folded form of `text`.
///
/// Invariants: `fold(&fold(x)) == fold(x)`.
///
/// ```
/// use dateline::gazetteer::fold::fold;
/// assert_eq!(fold("Şanlıurfa"), "sanliurfa");
/// assert_eq!(fold("Deir ez-Zor"), "deir ez zor");
/// assert_eq!(fold("U.S."), "us");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the folded form of `text` to `out`; allocates only what `out` needs.
pub fn fold_into(text: &str, out: &mut String) {
    let mut folder = Folder {
        start: out.len(),
        out,
        run: 0,
        space: false,
    };
    if text.is_ascii() {
        fold_ascii(text.as_bytes(), &mut folder);
    } else {
        fold_unicode(text, &mut folder);
    }
}

fn fold_ascii(text: &[u8], folder: &mut Folder<'_>) {
    for (i, &byte) in text.iter().enumerate() {
        match byte {
            b'.' => folder.full_stop(text.get(i + 1).is_some_and(u8::is_ascii_alphabetic)),
            b'\'' | b'`' => {}
            _ if byte.is_ascii_alphanumeric() => folder.letter(byte.to_ascii_lowercase() as char),
            _ => folder.space(),
        }
    }
}

fn fold_unicode(text: &str, folder: &mut Folder<'_>) {
    fold_once(text, folder);
    // What is dropped between two combining marks leaves them out of their canonical order.
    let combines = |c: char| canonical_combining_class(c) != 0;
    if folder.out[folder.start..].contains(combines) {
        let once = folder.out.split_off(folder.start);
        (folder.run, folder.space) = (0, false);
        fold_once(&once, folder);
    }
}

fn fold_once(text: &str, folder: &mut Folder<'_>) {
    let mut chars = text.nfkc().peekable();
    while let Some(c) = chars.next() {
        if c == '.' {
            folder.full_stop(chars.peek().is_some_and(|next| next.is_alphabetic()));
        } else if is_hangul_syllable(c) {
            folder.letter(c);
        } else {
            decompose_compatible(c, |part| fold_char(part, folder));
        }
    }
}

fn fold_char(c: char, folder: &mut Folder<'_>) {
    if is_dropped(c) {
        return;
    }
    if let Some(letters) = spelled_out(c) {
        letters.chars().for_each(|letter| folder.letter(letter));
    } else if c.is_alphanumeric() || is_combining_mark(c) {
        c.to_lowercase()
            .filter(|lower| !is_dropped(*lower))
            .for_each(|lower| folder.letter(lower));
    } else {
        folder.space();
    }
}

/// Writes letters and single spaces between words.
struct Folder<'o> {
    out: &'o mut String,
    /// Where this text starts in `out`.
    start: usize,
    /// Letters since the last full stop or space.
    run: usize,
    /// Whether a space is due before the next letter.
    space: bool,
}

impl Folder<'_> {
    fn letter(&mut self, letter: char) {
        if self.space && self.out.len() > self.start {
            self.out.push(' ');
            self.run = 0;
        }
        self.space = false;
        self.run += 1;
        self.out.push(letter);
    }

    fn space(&mut self) {
        self.space = true;
    }

    /// "U.S.A." is one word; "St.Louis" is two.
    fn full_stop(&mut self, letter_follows: bool) {
        if letter_follows && self.run > 1 {
            self.space();
        }
        self.run = 0;
    }
}

fn is_hangul_syllable(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// Marks that fold to nothing.
fn is_dropped(c: char) -> bool {
    matches!(c,
        // Combining marks: general, Cyrillic, Hebrew points, Arabic signs, supplements.
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        // Tatweel, a free-standing hamza.
        | '\u{0640}' | '\u{0621}'
        // Apostrophes, primes, ʿayn and hamza in transliteration.
        | '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '\u{02B0}'..='\u{02FF}' | '׳' | '״' | '＇'
        // Bidi controls, zero-width characters, soft hyphen.
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{061C}' | '\u{FEFF}' | '\u{00AD}')
}

/// Letters that lower case and decomposition leave apart from their common spelling.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ı' | 'İ' => "i",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ħ' | 'Ħ' => "h",
        'ŧ' | 'Ŧ' => "t",
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ə' | 'Ə' => "a",
        'ς' => "σ",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => "ه",
        'ٱ' => "ا",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CASES: &[(&str, &str)] = &[
        ("Aleppo", "aleppo"),
        ("ALEPPO", "aleppo"),
        ("  Deir  ez-Zor ", "deir ez zor"),
        ("Şanlıurfa", "sanliurfa"),
        ("İstanbul", "istanbul"),
        ("Ouagadougou", "ouagadougou"),
        ("Saint-Étienne", "saint etienne"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Gießen", "giessen"),
        ("Þórshöfn", "thorshofn"),
        ("Đà Nẵng", "da nang"),
        ("Sana'a", "sanaa"),
        ("Sana’a", "sanaa"),
        ("Ṣan‘ā’", "sana"),
        ("Baʿqūbah", "baqubah"),
        ("U.S.", "us"),
        ("U.S.A.", "usa"),
        ("Washington, D.C.", "washington dc"),
        ("St. Louis", "st louis"),
        ("St.Louis", "st louis"),
        ("La.", "la"),
        ("Bosnia & Herzegovina", "bosnia herzegovina"),
        ("Орёл", "орел"),
        ("Київ", "киів"),
        ("حَلَب", "حلب"),
        ("أعزاز", "اعزاز"),
        ("إدلب", "ادلب"),
        ("الرقة", "الرقه"),
        ("مـصـر", "مصر"),
        ("تهران\u{200f}", "تهران"),
        ("کابل", "كابل"),
        ("دمشقی", "دمشقي"),
        ("ירושלים", "ירושלים"),
        ("서울", "서울"),
        ("दिल्ली", "दिल्ली"),
        ("東京", "東京"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Θεσσαλονίκη", "θεσσαλονικη"),
        ("--", ""),
        ("", ""),
    ];

    #[test]
    fn names_fold_as_documented() {
        for (name, expected) in CASES {
            assert_eq!(fold(name), *expected, "{name}");
        }
    }

    #[test]
    fn marks_keep_their_order_without_what_stood_between() {
        let once = fold("\u{7eb}`\u{1193d}.\u{7eb}");
        assert_eq!(fold(&once), once);
    }

    #[test]
    fn folding_appends() {
        let mut out = String::from("x ");
        fold_into("-Aleppo", &mut out);
        assert_eq!(out, "x aleppo");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn both_paths_agree_on_ascii(text in "[ -~]{0,40}") {
            let mut unicode = String::new();
            fold_unicode(&text, &mut Folder { start: 0, out: &mut unicode, run: 0, space: false });
            prop_assert_eq!(fold(&text), unicode);
        }
    }
}
