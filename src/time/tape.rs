//! A text as words, numbers and marks with their places.
//!
//! Time expressions need less than the tokens of [`crate::text`] (no sentence model) and a
//! little more (values of numbers, classes of words), so the text is scanned once here.

use super::vocabulary::{Term, look_up};

/// What a lexeme is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word of the vocabulary.
    Term(Term),
    /// Any other word.
    Other,
    Number(Number),
    /// Punctuation; all dashes are `-`, all apostrophes `'`.
    Mark(char),
    /// The end of a paragraph.
    Break,
}

/// A number with the way it is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub value: u32,
    /// How many digits: "03" has two.
    pub digits: usize,
    pub form: Form,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// "1990"
    Plain,
    /// "9th"
    Ordinal,
    /// "1990s"
    Plural,
    /// "2,000" or "3.5": never a date.
    Other,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// Starts with an upper-case letter.
    pub capital: bool,
}

/// The lexemes of a text in order.
pub(super) struct Tape<'t> {
    pub raw: &'t str,
    pub lexemes: Vec<Lexeme>,
}

impl<'t> Tape<'t> {
    /// Scans `raw`.
    ///
    /// Complexity: O(text).
    pub fn new(raw: &'t str) -> Tape<'t> {
        let mut tape = Tape {
            raw,
            lexemes: Vec::with_capacity(raw.len() / 5),
        };
        let mut at = 0;
        while at < raw.len() {
            at = tape.scan(at);
        }
        tape
    }

    /// What is at `index`; a break outside the text.
    pub fn kind(&self, index: usize) -> Kind {
        self.lexemes.get(index).map_or(Kind::Break, |it| it.kind)
    }

    pub fn term(&self, index: usize) -> Option<Term> {
        match self.kind(index) {
            Kind::Term(term) => Some(term),
            _ => None,
        }
    }

    /// The vocabulary word before `index`.
    pub fn term_before(&self, index: usize) -> Option<Term> {
        index.checked_sub(1).and_then(|before| self.term(before))
    }

    pub fn is(&self, index: usize, term: Term) -> bool {
        self.term(index) == Some(term)
    }

    pub fn number(&self, index: usize) -> Option<Number> {
        match self.kind(index) {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value of a plain number without grouping, decimals or suffix.
    pub fn plain(&self, index: usize) -> Option<u32> {
        self.number(index)
            .filter(|number| number.form == Form::Plain)
            .map(|number| number.value)
    }

    pub fn is_mark(&self, index: usize, mark: char) -> bool {
        self.kind(index) == Kind::Mark(mark)
    }

    pub fn is_capital(&self, index: usize) -> bool {
        self.lexemes.get(index).is_some_and(|it| it.capital)
    }

    /// Whether nothing stands between the lexeme and the one before.
    pub fn is_glued(&self, index: usize) -> bool {
        match (index.checked_sub(1), self.lexemes.get(index)) {
            (Some(before), Some(lexeme)) => self.lexemes[before].end == lexeme.start,
            _ => false,
        }
    }

    /// `index`, or the one after when a mark stands there.
    pub fn skip(&self, index: usize, mark: char) -> usize {
        index + usize::from(self.is_mark(index, mark))
    }

    /// `index`, or the one after when the word stands there.
    pub fn skip_term(&self, index: usize, term: Term) -> usize {
        index + usize::from(self.is(index, term))
    }

    /// The letters of a lexeme; empty outside the text.
    pub fn word(&self, index: usize) -> &'t str {
        self.lexemes
            .get(index)
            .map_or("", |it| &self.raw[it.start..it.end])
    }

    /// Whether the lexeme is all there is in its paragraph.
    pub fn is_alone(&self, start: usize, end: usize) -> bool {
        let opens = start
            .checked_sub(1)
            .is_none_or(|i| self.kind(i) == Kind::Break);
        opens && self.kind(self.skip(end, '.')) == Kind::Break
    }

    /// Reads one lexeme or the space at `at`; yields where to go on.
    fn scan(&mut self, at: usize) -> usize {
        let byte = self.raw.as_bytes()[at];
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => self.scan_word(at),
            b'0'..=b'9' => self.scan_number(at),
            b' ' => at + 1,
            b'\n' => self.scan_line_end(at),
            0..=0x7f if byte.is_ascii_whitespace() || byte.is_ascii_control() => at + 1,
            0..=0x7f => self.push(at, at + 1, Kind::Mark(byte as char)),
            _ => self.scan_wide(at),
        }
    }

    fn scan_word(&mut self, at: usize) -> usize {
        let bytes = self.raw.as_bytes();
        let mut end = at;
        while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
            end += 1;
        }
        if end < bytes.len() && bytes[end] >= 0x80 {
            let wide = self.wide_word_end(end);
            if wide > end {
                return self.push(at, wide, Kind::Other);
            }
        }
        let kind = look_up(&bytes[at..end]).map_or(Kind::Other, Kind::Term);
        self.push(at, end, kind)
    }

    /// A character outside ASCII: a letter, a dash, an apostrophe, a space or another mark.
    fn scan_wide(&mut self, at: usize) -> usize {
        let end = self.wide_word_end(at);
        if end > at {
            return self.push(at, end, Kind::Other);
        }
        let Some(letter) = self.raw[at..].chars().next() else {
            return self.raw.len();
        };
        let end = at + letter.len_utf8();
        if letter.is_whitespace() {
            return end;
        }
        let mark = match letter {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            other => other,
        };
        self.push(at, end, Kind::Mark(mark))
    }

    fn wide_word_end(&self, at: usize) -> usize {
        let rest = &self.raw[at..];
        at + rest
            .find(|letter: char| !letter.is_alphabetic())
            .unwrap_or(rest.len())
    }

    fn scan_number(&mut self, at: usize) -> usize {
        let bytes = self.raw.as_bytes();
        let mut end = at;
        let mut value: u32 = 0;
        while end < bytes.len() && bytes[end].is_ascii_digit() {
            value = value
                .saturating_mul(10)
                .saturating_add(u32::from(bytes[end] - b'0'));
            end += 1;
        }
        let digits = end - at;
        let (end, form) = number_tail(bytes, end);
        let number = Number {
            value,
            digits,
            form,
        };
        self.push(at, end, Kind::Number(number))
    }

    /// A blank line ends a paragraph, and so does a line end after closing punctuation.
    fn scan_line_end(&mut self, at: usize) -> usize {
        let rest = &self.raw.as_bytes()[at + 1..];
        let blank = rest
            .iter()
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))
            .is_none_or(|byte| *byte == b'\n');
        let closed = matches!(
            self.lexemes.last().map(|it| it.kind),
            Some(Kind::Mark('.' | '!' | '?' | '"' | '\'' | ')' | ':'))
        );
        if blank || closed {
            self.push(at, at + 1, Kind::Break);
        }
        at + 1
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        self.lexemes.push(Lexeme {
            start,
            end,
            kind,
            capital: self.raw.as_bytes()[start].is_ascii_uppercase(),
        });
        end
    }
}

/// What follows the digits of a number: its end and form.
fn number_tail(bytes: &[u8], end: usize) -> (usize, Form) {
    let letters = bytes[end..]
        .iter()
        .take(3)
        .take_while(|byte| byte.is_ascii_alphabetic())
        .count();
    match bytes[end..end + letters].to_ascii_lowercase().as_slice() {
        b"st" | b"nd" | b"rd" | b"th" => return (end + 2, Form::Ordinal),
        b"s" => return (end + 1, Form::Plural),
        _ => {}
    }
    match bytes[end..] {
        [b',', a, b, c, ..] if [a, b, c].iter().all(u8::is_ascii_digit) => {
            (skip_digits(bytes, end), Form::Other)
        }
        [b'.', digit, ..] if digit.is_ascii_digit() => (skip_digits(bytes, end), Form::Other),
        _ => (end, Form::Plain),
    }
}

/// The end of a number with separators: "1,234,567.8".
fn skip_digits(bytes: &[u8], mut end: usize) -> usize {
    while end + 1 < bytes.len()
        && (bytes[end].is_ascii_digit()
            || matches!(bytes[end], b',' | b'.') && bytes[end + 1].is_ascii_digit())
    {
        end += 1;
    }
    if end < bytes.len() && bytes[end].is_ascii_digit() {
        end += 1;
    }
    end
}
