//! Tokens as UD English (EWT, GUM) cuts them.
//!
//! - Clitics are tokens: `Syria|'s`, `do|n't`, `can|not`.
//! - Hyphens between letters or digits are tokens (`Gorom|-|Gorom`, `US|-|backed`, `F|-|16`)
//!   but after an affix of [`AFFIXES`], as EWT does (`pro-Beijing`, `mid-April`, `re-elected`),
//!   and in numbers of three groups (`2025-04-09`).
//! - Slashes are tokens but between digits (`9/11`).
//! - Abbreviations keep their full stop (`U.S.`, `Dec.`, `Lt.`); see [`super::abbreviation`].
//! - Ideographs are tokens one by one.

use super::abbreviation::keeps_stop;
use super::chars::{Class, class, is_apostrophe};
use super::{Shape, Token};
use crate::span::Span;

/// Affixes that EWT and GUM leave joined to their word.
const AFFIXES: &[&str] = &[
    "anti", "co", "counter", "cross", "e", "ex", "inter", "mid", "mini", "multi", "neo", "non",
    "over", "pan", "post", "pre", "pro", "re", "semi", "socio", "sub", "un",
    // "sit-in" and no affix.
    "sit",
];

/// Units and multipliers written close to their number.
const UNITS: &[&str] = &[
    "am", "bn", "cm", "ft", "g", "gw", "h", "hrs", "k", "kg", "km", "kmh", "kph", "kw", "lb",
    "lbs", "m", "mb", "mi", "mm", "mn", "mph", "mw", "pm", "t", "tn", "bln", "mln", "trn",
];

/// Last parts of host names, to tell "Yahoo.com" from a missing blank after a full stop.
const TOP_LEVEL_DOMAINS: &[&str] = &[
    "com", "org", "net", "gov", "edu", "int", "mil", "info", "co", "uk", "ru", "ua", "de", "fr",
    "il", "ir", "tr", "sy", "in", "cn", "jp", "au", "ca", "eu", "io", "tv", "me", "news", "nl",
    "html", "pdf", "doc", "xls",
];

/// Cuts `raw` into tokens, in order and without overlap.
///
/// Complexity: O(text).
pub(super) fn tokenize(raw: &str) -> Vec<Token> {
    let mut cutter = Cutter {
        raw,
        at: 0,
        // News text has about one token per 5 bytes.
        tokens: Vec::with_capacity(raw.len() / 5 + 4),
    };
    while let Some(c) = cutter.peek() {
        match class(c) {
            Class::Blank => cutter.at += c.len_utf8(),
            Class::Letter => cutter.word(),
            Class::Digit => cutter.number(),
            Class::Ideograph => cutter.single(c, Shape::Caseless),
            Class::Extend | Class::Mark => cutter.mark(c),
        }
    }
    cutter.tokens
}

struct Cutter<'d> {
    raw: &'d str,
    /// Byte offset of the next character to be read.
    at: usize,
    tokens: Vec<Token>,
}

impl<'d> Cutter<'d> {
    fn peek(&self) -> Option<char> {
        char_at(self.raw, self.at)
    }

    fn push(&mut self, start: usize, end: usize, shape: Shape) {
        let span = Span::new(start, end);
        self.tokens.push(Token { span, shape });
        self.at = end;
    }

    fn push_word(&mut self, start: usize, end: usize) {
        self.push(start, end, word_shape(&self.raw[start..end]));
    }

    /// A token of one character and what extends it.
    fn single(&mut self, c: char, shape: Shape) {
        let end = skip_extenders(self.raw, self.at + c.len_utf8());
        self.push(self.at, end, shape);
    }

    /// A token that starts with a letter.
    fn word(&mut self) {
        let start = self.at;
        if let Some(end) = acronym_end(self.raw, start) {
            return self.push_word(start, end);
        }
        let mut end = letters_end(self.raw, start);
        loop {
            match self.after_letters(start, end) {
                Join::Stop => break,
                Join::Upto(further) => end = further,
                Join::Token(whole) => return self.push_word(start, whole),
                Join::Negation => {
                    // "do|n't": the n goes with the clitic.
                    let negation = end - 1;
                    let close = end + char_len(self.raw, end) + 1;
                    self.push_word(start, negation);
                    return self.push_word(negation, close);
                }
            }
        }
        match contraction(&self.raw[start..end]) {
            Some(first) => {
                self.push_word(start, start + first);
                self.push_word(start + first, end);
            }
            None => self.push_word(start, end),
        }
    }

    /// How the token that runs from `start` to `end` so far goes on.
    fn after_letters(&self, start: usize, end: usize) -> Join {
        let Some(c) = char_at(self.raw, end) else {
            return Join::Stop;
        };
        let word = &self.raw[start..end];
        let after = end + c.len_utf8();
        match c {
            '.' => self.at_stop(word, end),
            '-' if is_affix(word) && is_alphanumeric_at(self.raw, after) => {
                Join::Upto(letters_end(self.raw, after))
            }
            ':' if is_scheme(word) && self.raw[after..].starts_with("//") => {
                Join::Token(url_end(self.raw, end))
            }
            '&' if joins_ampersand(word, &self.raw[after..]) => {
                Join::Upto(letters_end(self.raw, after))
            }
            '/' if is_party(word) && is_party(letters_at(self.raw, after)) => {
                let end = letters_end(self.raw, after);
                if heads_line(self.raw, start) && is_dateline_behind(&self.raw[end..]) {
                    Join::Stop
                } else {
                    Join::Upto(end)
                }
            }
            '$' if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_uppercase()) => {
                Join::Token(after)
            }
            '_' => Join::Upto(letters_end(self.raw, after)),
            _ if is_apostrophe(c) => self.at_apostrophe(word, after),
            _ => Join::Stop,
        }
    }

    fn at_stop(&self, word: &str, end: usize) -> Join {
        let rest = &self.raw[end + 1..];
        if word.eq_ignore_ascii_case("www") && is_alphanumeric_at(self.raw, end + 1) {
            return Join::Token(url_end(self.raw, end));
        }
        if word == "Ph" && rest.starts_with('D') {
            let stop = usize::from(rest[1..].starts_with('.'));
            return Join::Token(end + 2 + stop);
        }
        if word == "W" && rest.starts_with("Va.") {
            return Join::Token(end + "Va.".len() + 1);
        }
        if let Some(host) = host_end(self.raw, end) {
            return Join::Token(host);
        }
        let after_comma = self
            .tokens
            .last()
            .is_some_and(|token| token.span.of(self.raw) == ",");
        // An ellipsis is not a full stop, and a letter close after it starts a sentence.
        if rest.starts_with(['.', '…']) || !keeps_stop(word, after_comma, rest.trim_start()) {
            return Join::Stop;
        }
        Join::Token(end + 1)
    }

    fn at_apostrophe(&self, word: &str, after: usize) -> Join {
        if !char_at(self.raw, after).is_some_and(|c| class(c) == Class::Letter) {
            return Join::Stop;
        }
        let tail = &self.raw[after..letters_end(self.raw, after)];
        if tail.eq_ignore_ascii_case("t") && word.len() > 1 && word.ends_with(['n', 'N']) {
            return Join::Negation;
        }
        if is_clitic(tail) {
            return Join::Stop;
        }
        // "N'Djamena", "Sana'a", "d'Ivoire".
        Join::Upto(letters_end(self.raw, after))
    }

    /// A token that starts with a digit.
    fn number(&mut self) {
        let start = self.at;
        let end = number_end(self.raw, start);
        let letters = letters_end(self.raw, end);
        let suffix = &self.raw[end..letters];
        let is_unit = UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(suffix));
        let end = if is_unit { end } else { letters };
        self.push(start, end, Shape::Number);
    }

    /// A token that starts with a mark.
    fn mark(&mut self, c: char) {
        let start = self.at;
        let after = start + c.len_utf8();
        let attached = self.tokens.last().is_some_and(|t| t.span.end == start);
        match c {
            '.' | '…' => {
                if c == '.' && !attached && is_digit_at(self.raw, after) {
                    return self.push(start, number_end(self.raw, after), Shape::Number);
                }
                self.run(|c| matches!(c, '.' | '…'));
            }
            '!' | '?' => self.run(|c| matches!(c, '!' | '?')),
            '-' | '=' | '*' | '_' | '~' | '#' | '+' => self.run(|next| next == c),
            '@' if attached && is_alphanumeric_at(self.raw, after) => self.address(after),
            '@' if is_alphanumeric_at(self.raw, after) => {
                let end = letters_end(self.raw, after);
                self.push(start, end, Shape::Mixed);
            }
            _ if is_apostrophe(c) => self.apostrophe(c, attached),
            _ if is_flag(c) => {
                let end = match char_at(self.raw, after) {
                    Some(second) if is_flag(second) => after + second.len_utf8(),
                    _ => after,
                };
                self.push(start, end, Shape::Mark);
            }
            _ => self.single(c, Shape::Mark),
        }
    }

    /// A clitic, a short year ("'90s"), a doubled or a single quotation mark.
    fn apostrophe(&mut self, c: char, attached: bool) {
        let start = self.at;
        let after = start + c.len_utf8();
        let letters = letters_end(self.raw, after);
        let tail = &self.raw[after..letters];
        if attached && is_clitic(tail) {
            return self.push(start, letters, Shape::Lower);
        }
        if !attached && tail.len() >= 2 && is_digit_at(self.raw, after) {
            return self.push(start, letters, Shape::Number);
        }
        let doubled = matches!(c, '\'' | '`') && self.raw[after..].starts_with(c);
        let end = if doubled { after + 1 } else { after };
        self.push(start, skip_extenders(self.raw, end), Shape::Mark);
    }

    /// As many marks as `same` accepts.
    fn run(&mut self, same: impl Fn(char) -> bool) {
        let rest = &self.raw[self.at..];
        let len = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let end = skip_extenders(self.raw, self.at + len);
        self.push(self.at, end, Shape::Mark);
    }

    /// An e-mail address: the attached tokens before `@` are taken back.
    fn address(&mut self, after: usize) {
        let mut start = self.at;
        while let Some(token) = self.tokens.last() {
            if token.span.end != start || !is_local_part(token.span.of(self.raw)) {
                break;
            }
            start = token.span.start;
            self.tokens.pop();
        }
        let rest = &self.raw[after..];
        let len = rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_')))
            .unwrap_or(rest.len());
        let end = after + rest[..len].trim_end_matches(['.', '-', '_']).len();
        self.push(start, end, Shape::Mixed);
    }
}

/// How a word goes on after a run of letters.
enum Join {
    /// It ends here.
    Stop,
    /// It goes on to here at least.
    Upto(usize),
    /// It goes on to here and ends.
    Token(usize),
    /// Its last letter and the apostrophe after it are "n't".
    Negation,
}

/// An acronym long enough to be an organisation's: "PKK/YPG" is one name, "US/UK" are two.
/// Whether a line begins at `at`.
fn heads_line(raw: &str, at: usize) -> bool {
    raw[..at]
        .trim_end_matches([' ', '\t'])
        .chars()
        .next_back()
        .is_none_or(|c| c == '\n')
}

/// What follows places with a slash in a dateline ("GAZA/CAIRO, Nov 3", "CAIRO/PORT SUDAN (Wire)"),
/// and not parties.
fn is_dateline_behind(rest: &str) -> bool {
    rest.starts_with([',', '/'])
        || rest.starts_with(" (")
        || is_party(rest.trim_start().split(' ').next().unwrap_or(""))
}

fn is_party(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

fn letters_at(raw: &str, at: usize) -> &str {
    &raw[at..letters_end(raw, at)]
}

fn char_at(raw: &str, at: usize) -> Option<char> {
    match raw.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(*byte as char),
        Some(_) => raw[at..].chars().next(),
        None => None,
    }
}

fn char_len(raw: &str, at: usize) -> usize {
    char_at(raw, at).map_or(0, char::len_utf8)
}

fn is_digit_at(raw: &str, at: usize) -> bool {
    char_at(raw, at).is_some_and(|c| class(c) == Class::Digit)
}

fn is_alphanumeric_at(raw: &str, at: usize) -> bool {
    char_at(raw, at).is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
}

/// End of the letters, digits and extenders from `at` on.
fn letters_end(raw: &str, mut at: usize) -> usize {
    let bytes = raw.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        match char_at(raw, at) {
            Some(c)
                if !c.is_ascii()
                    && matches!(class(c), Class::Letter | Class::Digit | Class::Extend) =>
            {
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
}

/// End of the extenders from `at` on, with the symbols that a joiner ties to them.
fn skip_extenders(raw: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(raw, at) {
        if c.is_ascii() || class(c) != Class::Extend {
            break;
        }
        at += c.len_utf8();
        if c == '\u{200d}'
            && let Some(joined) = char_at(raw, at).filter(|c| !c.is_ascii())
            && class(joined) == Class::Mark
        {
            at += joined.len_utf8();
        }
    }
    at
}

/// End of "U.S.", "a.m.", "U.S": single letters with full stops between.
fn acronym_end(raw: &str, start: usize) -> Option<usize> {
    let mut at = start;
    let mut letters = 0;
    while let Some(c) = char_at(raw, at).filter(|&c| class(c) == Class::Letter) {
        let after = at + c.len_utf8();
        let stop = raw[after..].starts_with('.') && !raw[after..].starts_with("..");
        if !stop {
            // "U.S" keeps its last letter; the S of "J.Smith" is not part of it.
            let last = letters > 0 && !is_alphanumeric_at(raw, after);
            at = if last { after } else { at };
            letters += usize::from(last);
            break;
        }
        letters += 1;
        at = after + 1;
    }
    (letters > 1).then_some(at)
}

fn is_affix(word: &str) -> bool {
    word.len() <= 7 && AFFIXES.iter().any(|affix| affix.eq_ignore_ascii_case(word))
}

fn is_scheme(word: &str) -> bool {
    ["http", "https", "ftp"]
        .iter()
        .any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// "AT&T", "R&B".
fn joins_ampersand(word: &str, rest: &str) -> bool {
    word.len() <= 3
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
}

fn is_clitic(tail: &str) -> bool {
    ["s", "re", "ve", "ll", "d", "m"]
        .iter()
        .any(|clitic| clitic.eq_ignore_ascii_case(tail))
}

/// Bytes of the first part of "cannot" and the like.
fn contraction(word: &str) -> Option<usize> {
    const WHOLE: [(&str, usize); 4] = [("cannot", 3), ("gonna", 3), ("gotta", 3), ("wanna", 3)];
    if !(5..=6).contains(&word.len()) {
        return None;
    }
    WHOLE
        .iter()
        .find(|(whole, _)| whole.eq_ignore_ascii_case(word))
        .map(|&(_, first)| first)
}

fn is_flag(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

fn is_local_part(token: &str) -> bool {
    token
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%'))
}

/// End of a web address that runs over `at`.
fn url_end(raw: &str, at: usize) -> usize {
    let rest = &raw[at..];
    let len = rest
        .find(|c: char| class(c) == Class::Blank || matches!(c, '<' | '>' | '"' | '“' | '”' | '»'))
        .unwrap_or(rest.len());
    let trimmed = rest[..len].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    at + trimmed.len()
}

/// End of a host name whose first part ends at the full stop at `stop`: "Yahoo.com".
fn host_end(raw: &str, stop: usize) -> Option<usize> {
    let bytes = raw.as_bytes();
    if !bytes.get(stop + 1).is_some_and(u8::is_ascii_alphanumeric) {
        return None;
    }
    let rest = &raw[stop..];
    let len = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
        .unwrap_or(rest.len());
    let host = rest[..len].trim_end_matches(['.', '-']);
    let last = host.rsplit('.').next()?;
    if !TOP_LEVEL_DOMAINS.contains(&last) {
        return None;
    }
    if rest[len..].starts_with('/') {
        return Some(url_end(raw, stop));
    }
    Some(stop + host.len())
}

/// End of the number that starts at `start`: digits with inner separators.
fn number_end(raw: &str, start: usize) -> usize {
    let mut end = digits_end(raw, start);
    loop {
        let rest = &raw.as_bytes()[end..];
        let digits = rest.get(1..).map_or(0, |tail| {
            tail.iter().take_while(|b| b.is_ascii_digit()).count()
        });
        let joined = match rest.first() {
            Some(b'.' | b':' | b'/') => digits > 0,
            Some(b',') => digits == 3 || digits == 2 && rest.get(3) == Some(&b','),
            Some(b'-') => is_group(raw, start, end, digits, rest),
            _ => false,
        };
        if !joined {
            return end;
        }
        end += 1 + digits;
    }
}

/// Whether a hyphen joins groups of one number: a third group before or after it
/// ("2025-04-09"), or a telephone number ("555-0123").
fn is_group(raw: &str, start: usize, end: usize, digits: usize, rest: &[u8]) -> bool {
    let third_after =
        rest.get(1 + digits) == Some(&b'-') && rest.get(2 + digits).is_some_and(u8::is_ascii_digit);
    let third_before = raw[start..end].contains('-');
    digits > 0 && (third_after || third_before || digits == 4 && end - start == 3)
}

fn digits_end(raw: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(raw, at).filter(|&c| class(c) == Class::Digit) {
        at += c.len_utf8();
    }
    at
}

/// The shape of a token of any kind.
pub(super) fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    match chars.next().map(|c| (c, class(c))) {
        Some((_, Class::Letter | Class::Ideograph)) => word_shape(word),
        Some((_, Class::Digit)) => Shape::Number,
        Some((c, _)) if is_apostrophe(c) && is_clitic(chars.as_str()) => Shape::Lower,
        _ => Shape::Mark,
    }
}

/// The shape of a token that starts with a letter.
fn word_shape(word: &str) -> Shape {
    let mut letters = 0;
    let (mut upper, mut lower, mut first_upper) = (0, 0, false);
    for c in word.chars() {
        let is_upper = c.is_uppercase();
        if letters == 0 {
            first_upper = is_upper;
        }
        upper += usize::from(is_upper);
        lower += usize::from(!is_upper && c.is_lowercase());
        letters += usize::from(c.is_alphabetic());
    }
    match (upper, lower) {
        (0, 0) => Shape::Caseless,
        (0, _) => Shape::Lower,
        (1, 0) if letters == 1 => Shape::Capitalized,
        (_, 0) => Shape::Upper,
        (1, _) if first_upper => Shape::Capitalized,
        _ => Shape::Mixed,
    }
}
