//! Files of cases: "== name", then lines of a keyword and its value.

use std::fs;

/// One case.
pub struct Case {
    /// What it is about.
    pub name: String,
    /// Keyword and value of each line, in order.
    pub lines: Vec<(String, String)>,
}

impl Case {
    /// Values of a keyword, in order.
    pub fn all(&self, keyword: &str) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter(move |(key, _)| key == keyword)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a keyword that a case has once.
    pub fn one(&self, keyword: &str) -> &str {
        let mut all = self.all(keyword);
        match (all.next(), all.next()) {
            (Some(value), None) => value,
            _ => panic!("{}: one line `{keyword}` expected", self.name),
        }
    }
}

/// The cases of a file of `tests/data`, each with keywords out of `known`.
pub fn cases(file: &str, known: &[&str]) -> Vec<Case> {
    let path = super::run::root().join("tests/data").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let cases: Vec<Case> = text
        .split("\n== ")
        .skip(1)
        .map(|case| read_case(case, known))
        .collect();
    assert!(!cases.is_empty(), "{file} has no case");
    cases
}

fn read_case(case: &str, known: &[&str]) -> Case {
    let mut lines = case.lines();
    let name = lines.next().expect("a name").to_string();
    let pairs = lines.filter(|line| !line.trim().is_empty()).map(|line| {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        assert!(known.contains(&key), "{name}: unknown keyword `{key}`");
        (key.to_string(), value.to_string())
    });
    Case {
        lines: pairs.collect(),
        name: name.clone(),
    }
}

/// Bytes of a value in which `\n`, `\r`, `\t`, `\\` and `\xFF` stand for what they mean in Rust.
pub fn unescape(value: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = value;
    while let Some(at) = rest.find('\\') {
        bytes.extend(rest[..at].bytes());
        let escape = &rest[at + 1..];
        let (byte, length) = match escape.chars().next() {
            Some('n') => (b'\n', 1),
            Some('r') => (b'\r', 1),
            Some('t') => (b'\t', 1),
            Some('\\') => (b'\\', 1),
            Some('x') => (
                u8::from_str_radix(&escape[1..3], 16).expect("two hexadecimal digits"),
                3,
            ),
            _ => panic!("an unknown escape in {value}"),
        };
        bytes.push(byte);
        rest = &escape[length..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// Words of a command line; single quotes keep blanks and patterns together.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
