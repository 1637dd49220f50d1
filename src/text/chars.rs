//! Classes of characters, as the tokenizer sees them.

use unicode_normalization::char::is_combining_mark;

/// What a character does in a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Between tokens: white space, controls, direction and zero-width marks.
    Blank,
    /// A letter of a script that puts blanks between words.
    Letter,
    /// A letter that is a token alone: Han, Hiragana, Katakana.
    Ideograph,
    /// A digit or other numeral.
    Digit,
    /// Goes with the character before it: combining marks, joiners, skin tones.
    Extend,
    /// Punctuation or a symbol.
    Mark,
}

/// The class of a character.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() {
        return ASCII[c as usize];
    }
    match c {
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' => Class::Extend,
        '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' => Class::Extend,
        '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' => Class::Blank,
        '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' => Class::Blank,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => {
            Class::Ideograph
        }
        '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Ideograph,
        _ if c.is_whitespace() || c.is_control() => Class::Blank,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if is_combining_mark(c) => Class::Extend,
        _ => Class::Mark,
    }
}

static ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut table = [Class::Mark; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c <= b' ' || c == 0x7f {
            table[byte] = Class::Blank;
        } else if c.is_ascii_alphabetic() {
            table[byte] = Class::Letter;
        } else if c.is_ascii_digit() {
            table[byte] = Class::Digit;
        }
        byte += 1;
    }
    table
}

/// Whether it is used as an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´')
}

/// Whether it ends a line of text.
pub(super) fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether it is a full stop, question or exclamation mark or an ellipsis of any script.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '՜' | '։'
    )
}

/// Whether it can close a quotation or bracket.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '」' | '』' | '›' | '）'
    )
}

/// Whether it can open a quotation or bracket.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '“' | '‘' | '„' | '«' | '(' | '[' | '{' | '「' | '『' | '‹' | '`' | '（'
    )
}
