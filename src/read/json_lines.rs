//! JSON Lines: one document a line.
//!
//! `{doc_id?, title?, url?, published?, language?, text, toponyms?: [{start, end}]}`; members of
//! other names are left alone, `null` and an empty string count as absent. The text stays as it
//! is, line ends included, because given mentions and whoever made them count its code points.

use super::decode::{self, Decoded, Guess, Notes};
use super::hashing::{Stream, stream};
use super::part::Part;
use super::published::parse_published;
use super::{Item, ProblemKind, ReadProblem, Source};
use crate::document::Document;
use crate::span::{CodePoints, Span};
use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead, Read};

/// A JSON Lines file.
pub struct JsonLines {
    name: String,
    id: String,
    bytes: Stream,
    limit: usize,
    interactive: bool,
    line: u64,
    guess: Guess,
    notes: Notes,
}

/// What a line holds.
enum Line {
    End,
    TooLarge,
    Bytes(Vec<u8>),
}

impl JsonLines {
    /// A file whose lines may have up to `limit` bytes.
    pub fn new(part: Part, limit: usize) -> JsonLines {
        JsonLines {
            name: part.name,
            id: part.id,
            bytes: part.bytes,
            limit,
            interactive: part.interactive,
            line: 0,
            guess: Guess::of(part.encoding),
            notes: Notes::default(),
        }
    }

    fn next_line(&mut self, out: &mut VecDeque<Item>) -> io::Result<Line> {
        if self.line == 0 {
            self.start(out)?;
        }
        self.line += 1;
        read_line(&mut self.bytes, self.limit)
    }

    /// Passes the byte order mark; a UTF-16 file is decoded as a whole.
    fn start(&mut self, out: &mut VecDeque<Item>) -> io::Result<()> {
        let bytes = std::mem::replace(&mut self.bytes, stream(io::empty()));
        let (bytes, wide) = decode::narrow(bytes)?;
        self.bytes = bytes;
        if let Some(encoding) = wide {
            self.interactive = false;
            let encoding = encoding.name();
            let note = ProblemKind::Converted { encoding };
            out.push_back(Err(ReadProblem::new(&self.name, note)));
        }
        Ok(())
    }

    fn document(&mut self, bytes: Vec<u8>, out: &mut VecDeque<Item>) -> Option<Item> {
        let Decoded { text, notes } = self.guess.decode(bytes);
        self.note(notes, out);
        if text.trim().is_empty() {
            return None;
        }
        let parsed = serde_json::from_str::<Members>(&text)
            .map_err(|error| ProblemKind::BadLine(in_words(&error)))
            .and_then(|members| {
                self.note(members.notes(), out);
                members.into_document(|| format!("{}:{}", self.id, self.line))
            });
        Some(parsed.map_err(|kind| ReadProblem::at(&self.name, self.line, kind)))
    }

    fn note(&mut self, notes: Vec<ProblemKind>, out: &mut VecDeque<Item>) {
        self.notes.give(&self.name, self.line, notes, out);
    }
}

impl Source for JsonLines {
    fn read(&mut self, out: &mut VecDeque<Item>) -> bool {
        let line = match self.next_line(out) {
            Ok(line) => line,
            Err(error) => {
                let kind = ProblemKind::Unreadable(error);
                out.push_back(Err(ReadProblem::new(&self.name, kind)));
                return false;
            }
        };
        let item = match line {
            Line::End => return false,
            Line::Bytes(bytes) => self.document(bytes, out),
            Line::TooLarge => {
                let kind = ProblemKind::TooLarge { limit: self.limit };
                Some(Err(ReadProblem::at(&self.name, self.line, kind)))
            }
        };
        out.extend(item);
        true
    }

    fn is_ready(&self) -> bool {
        !self.interactive || self.bytes.buffer().contains(&b'\n')
    }
}

/// Reads a line without its end; of one longer than `limit` nothing is kept.
fn read_line(input: &mut impl BufRead, limit: usize) -> io::Result<Line> {
    let mut bytes = Vec::new();
    let read = input.take(limit as u64 + 1).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(Line::End);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        return Ok(Line::Bytes(bytes));
    }
    if read <= limit {
        return Ok(Line::Bytes(bytes));
    }
    input.skip_until(b'\n')?;
    Ok(Line::TooLarge)
}

/// Serde's message without the line, which is always 1 here: "… at line 1 column 7".
fn in_words(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = match message.rfind(" at line ") {
        Some(end) => &message[..end],
        None => &message,
    };
    match error.classify() {
        serde_json::error::Category::Data => what.to_string(),
        _ => format!("malformed JSON: {what}, column {}", error.column()),
    }
}

/// The members of a line's object.
#[derive(Default)]
struct Members {
    doc_id: Option<Words>,
    title: Option<Words>,
    url: Option<Words>,
    published: Option<Words>,
    language: Option<Words>,
    text: Option<Words>,
    toponyms: Option<Vec<GivenMention>>,
}

#[derive(serde::Deserialize)]
struct GivenMention {
    start: usize,
    end: usize,
}

impl Members {
    fn notes(&self) -> Vec<ProblemKind> {
        let words = [
            &self.doc_id,
            &self.title,
            &self.url,
            &self.language,
            &self.text,
        ];
        let mut notes = Vec::new();
        if words
            .iter()
            .any(|words| words.as_ref().is_some_and(|words| words.lone_surrogate))
        {
            notes.push(ProblemKind::LoneSurrogate);
        }
        if words
            .iter()
            .any(|words| words.as_ref().is_some_and(|words| words.nul))
        {
            notes.push(ProblemKind::Nul);
        }
        notes
    }

    fn into_document(self, default_id: impl Fn() -> String) -> Result<Document, ProblemKind> {
        let Some(text) = self.text else {
            return Err(ProblemKind::BadLine(
                "no `text`: expected a string".to_string(),
            ));
        };
        if text.text.trim().is_empty() {
            return Err(ProblemKind::EmptyText);
        }
        let published = given(self.published)
            .map(|date| parse_published(&date))
            .transpose();
        let toponyms = self
            .toponyms
            .map(|mentions| spans(&text.text, &mentions))
            .transpose();
        Ok(Document {
            id: given(self.doc_id).unwrap_or_else(default_id),
            title: given(self.title),
            url: given(self.url),
            published: published
                .map_err(|error| ProblemKind::BadLine(format!("`published`: {error}")))?,
            language: given(self.language),
            given_mentions: toponyms.map_err(ProblemKind::BadLine)?,
            text: text.text,
        })
    }
}

fn given(words: Option<Words>) -> Option<String> {
    words
        .map(|words| words.text)
        .filter(|text| !text.trim().is_empty())
}

/// Given mentions in bytes, in text order.
fn spans(text: &str, mentions: &[GivenMention]) -> Result<Vec<Span>, String> {
    let points = CodePoints::new(text);
    let mut spans = Vec::with_capacity(mentions.len());
    for (index, mention) in mentions.iter().enumerate() {
        let span = points
            .to_bytes(mention.start, mention.end)
            .filter(|span| !span.is_empty());
        spans.push(span.ok_or_else(|| {
            format!(
                "`toponyms`: number {}, start {}, end {}, is no span of a text of {} code points",
                index + 1,
                mention.start,
                mention.end,
                points.at(text.len()),
            )
        })?);
    }
    spans.sort();
    spans.dedup();
    Ok(spans)
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members, D::Error> {
        struct MembersVisitor;
        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with `text`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Members::default();
                while let Some(key) = map.next_key::<Words>()? {
                    let value = match key.text.as_str() {
                        "doc_id" => map.next_value().map(|value| members.doc_id = value),
                        "title" => map.next_value().map(|value| members.title = value),
                        "url" => map.next_value().map(|value| members.url = value),
                        "published" => map.next_value().map(|value| members.published = value),
                        "language" => map.next_value().map(|value| members.language = value),
                        "text" => map.next_value().map(|value| members.text = value),
                        "toponyms" => map.next_value().map(|value| members.toponyms = value),
                        _ => map.next_value::<IgnoredAny>().map(|_| ()),
                    };
                    value.map_err(|error| in_member(&key.text, error))?;
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(MembersVisitor)
    }
}

/// Says which member an error is in: serde knows only the column.
fn in_member<E: de::Error>(member: &str, error: E) -> E {
    let message = error.to_string();
    match message.find(": ") {
        Some(_) if message.starts_with("invalid type") || message.starts_with("missing field") => {
            let what = message.split(" at line ").next().unwrap_or(&message);
            E::custom(format!("`{member}`: {what}"))
        }
        _ => error,
    }
}

/// A JSON string in which lone surrogates and NUL have become U+FFFD, one code point for one.
#[derive(Default)]
struct Words {
    text: String,
    lone_surrogate: bool,
    nul: bool,
}

impl Words {
    /// From WTF-8, which is how serde_json hands lone surrogates to who asks for bytes.
    fn from_wtf8(bytes: &[u8]) -> Option<Words> {
        let (text, lone_surrogate) = match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_string(), false),
            Err(_) => (replace_surrogates(bytes)?, true),
        };
        let (text, nul) = decode::replace_nul(text);
        Some(Words {
            text,
            lone_surrogate,
            nul,
        })
    }
}

/// Replaces each surrogate, three bytes from `ED A0 80` to `ED BF BF`, by U+FFFD.
fn replace_surrogates(bytes: &[u8]) -> Option<String> {
    let mut sound = bytes.to_vec();
    for start in 0..sound.len().saturating_sub(2) {
        if sound[start] == 0xED && sound[start + 1] >= 0xA0 {
            sound[start..start + 3].copy_from_slice("\u{FFFD}".as_bytes());
        }
    }
    String::from_utf8(sound).ok()
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        struct WordsVisitor;
        impl Visitor<'_> for WordsVisitor {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Words, E> {
                Words::from_wtf8(bytes).ok_or_else(|| E::custom("not Unicode"))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Words, E> {
                self.visit_bytes(text.as_bytes())
            }
        }
        deserializer.deserialize_bytes(WordsVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn read(bytes: &[u8]) -> Vec<Item> {
        read_limited(bytes, 1 << 20)
    }

    fn read_limited(bytes: &[u8], limit: usize) -> Vec<Item> {
        let bytes = stream(io::Cursor::new(bytes.to_vec()));
        let mut lines = JsonLines::new(Part::new("news.jsonl", "news", bytes), limit);
        let mut out = VecDeque::new();
        while lines.read(&mut out) {}
        out.into()
    }

    fn one(line: &str) -> Document {
        let mut items = read(line.as_bytes());
        assert_eq!(items.len(), 1, "{items:?}");
        items.remove(0).unwrap()
    }

    fn words(items: &[Item]) -> Vec<String> {
        let word = |item: &Item| match item {
            Ok(document) => document.text.clone(),
            Err(problem) => problem.to_string(),
        };
        items.iter().map(word).collect()
    }

    #[test]
    fn all_members() {
        let document = one(
            r#"{"doc_id":"a","title":"T","url":"https://example.org","published":"2025-04-10",
            "language":"en","text":"In Київ now","toponyms":[{"start":3,"end":7}],"more":{"x":[1]}}"#
                .replace('\n', " ")
                .as_str(),
        );
        assert_eq!(document.id, "a");
        assert_eq!(document.title.as_deref(), Some("T"));
        assert_eq!(document.published, Some(date(2025, 4, 10)));
        assert_eq!(document.given_mentions, Some(vec![Span::new(3, 11)]));
    }

    #[test]
    fn absent_null_and_empty_are_the_same() {
        let document = one(r#"{"doc_id":null,"title":"","published":null,"text":"a"}"#);
        assert_eq!(document.id, "news:1");
        assert_eq!((document.title, document.published), (None, None));
    }

    #[test]
    fn what_is_wrong_and_in_which_line() {
        let cases = [
            (
                "{\"text\": \"a\"",
                "malformed JSON: EOF while parsing an object, column 12",
            ),
            ("nonsense", "malformed JSON: expected ident, column 2"),
            (
                "{\"text\": \"a\"} x",
                "malformed JSON: trailing characters, column 15",
            ),
            (
                "[1]",
                "invalid type: sequence, expected an object with `text`",
            ),
            (
                "\"a\"",
                "invalid type: string \"a\", expected an object with `text`",
            ),
            ("{}", "no `text`: expected a string"),
            ("{\"text\": null}", "no `text`: expected a string"),
            (
                "{\"text\": 5}",
                "`text`: invalid type: integer `5`, expected a string",
            ),
            (
                "{\"text\": [5]}",
                "`text`: invalid type: sequence, expected a string",
            ),
            ("{\"text\": \"  \"}", "skipped: the text is empty"),
            (
                "{\"text\": \"a\", \"published\": \"yesterday\"}",
                "`published`: `yesterday` is not a date; expected 2025-04-10 or 2025-04-10T21:30:00Z",
            ),
            (
                "{\"text\": \"a\", \"toponyms\": [{\"start\": 0, \"end\": 2}]}",
                "`toponyms`: number 1, start 0, end 2, is no span of a text of 1 code points",
            ),
            (
                "{\"text\": \"a\", \"toponyms\": [{\"start\": 0}]}",
                "missing field `end`",
            ),
            (
                "{\"text\": \"a\", \"toponyms\": 1}",
                "`toponyms`: invalid type: integer `1`, expected a sequence",
            ),
        ];
        for (line, what) in cases {
            let file = format!("{{\"text\":\"first\"}}\r\n\n{line}\n{{\"text\":\"last\"}}");
            let expected = [
                "first".to_string(),
                format!("news.jsonl, line 3: {what}"),
                "last".to_string(),
            ];
            assert_eq!(words(&read(file.as_bytes())), expected, "{line}");
        }
    }

    #[test]
    fn lone_surrogates_and_nul_keep_the_count_of_code_points() {
        let items =
            read(br#"{"text":"a\ud800b\u0000c \ud83d\ude00","toponyms":[{"start":4,"end":5}]}"#);
        let expected = [
            "news.jsonl, line 1: lone surrogates were replaced by U+FFFD",
            "news.jsonl, line 1: NUL characters were replaced by U+FFFD",
            "a\u{FFFD}b\u{FFFD}c 😀",
        ];
        assert_eq!(words(&items), expected);
        let document = items.into_iter().next_back().unwrap().unwrap();
        assert_eq!(document.given_mentions.unwrap()[0].of(&document.text), "c");
    }

    #[test]
    fn a_line_over_the_limit_is_refused_and_the_next_one_read() {
        let line = format!("{{\"text\":\"{}\"}}\n", "a".repeat(100));
        let file = format!("{line}{{\"text\":\"b\"}}\n");
        let items = read_limited(file.as_bytes(), 50);
        assert_eq!(
            words(&items),
            ["news.jsonl, line 1: larger than 50 bytes", "b"]
        );
        let fits = read_limited(line.as_bytes(), line.len() - 1);
        assert!(fits[0].is_ok());
    }

    #[test]
    fn other_encodings_are_said_once() {
        let lines = "{\"text\":\"Le président a été reçu à Sète\"}\n{\"text\":\"à Orléans\"}\n";
        let latin = encoding_rs::WINDOWS_1252.encode(lines).0.into_owned();
        let expected = [
            "news.jsonl, line 1: not UTF-8: converted from windows-1252",
            "Le président a été reçu à Sète",
            "à Orléans",
        ];
        assert_eq!(words(&read(&latin)), expected);
    }

    #[test]
    fn utf_16_and_byte_order_marks() {
        let lines = "{\"text\":\"Київ\"}\r\n{\"text\":\"b\"}";
        let mut little: Vec<u8> = lines.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let expected = [
            "news.jsonl: not UTF-8: converted from UTF-16LE",
            "Київ",
            "b",
        ];
        assert_eq!(words(&read(&little)), expected);
        little.splice(0..0, [0xFF, 0xFE]);
        assert_eq!(words(&read(&little)), expected);
        let marked = [b"\xEF\xBB\xBF", lines.as_bytes()].concat();
        assert_eq!(words(&read(&marked)), ["Київ", "b"]);
    }
}
