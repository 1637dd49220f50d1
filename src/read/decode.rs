//! Bytes in any encoding become text.

use super::hashing::{Stream, stream};
use super::{Item, ProblemKind, ReadProblem};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::collections::VecDeque;
use std::io::{self, BufRead, Cursor, Read};
use std::mem::Discriminant;

/// What comes of bytes: the text, and what had to be done to them.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The text, without byte order mark and NUL.
    pub text: String,
    /// Notes for the owner of the input.
    pub notes: Vec<ProblemKind>,
}

/// Decodes a whole file: UTF-8 where it is, else by byte order mark, else by the look of it.
pub fn decode(bytes: &[u8]) -> Decoded {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (encoding_of(bytes), 0),
    };
    decode_as(encoding, &bytes[start..])
}

/// Decodes a whole file whose sender names an encoding: the bytes win where they leave no doubt, and
/// over a sender who says UTF-8 of what is none.
pub fn decode_sent(bytes: &[u8], sender: Option<&'static Encoding>) -> Decoded {
    match sender.filter(|encoding| *encoding != UTF_8) {
        Some(encoding)
            if Encoding::for_bom(bytes).is_none() && std::str::from_utf8(bytes).is_err() =>
        {
            decode_as(encoding, bytes)
        }
        _ => decode(bytes),
    }
}

/// The encoding of bytes without a byte order mark.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some(encoding) = utf_16(bytes) {
        return encoding;
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => UTF_8,
        Err(_) if is_damaged_utf_8(bytes) => UTF_8,
        Err(_) => Guess::default().add(bytes),
    }
}

/// Decodes bytes of a known encoding.
pub fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if encoding != UTF_8 {
        let encoding = encoding.name();
        notes.push(ProblemKind::Converted { encoding });
    }
    if malformed {
        let encoding = encoding.name();
        notes.push(ProblemKind::Replaced { encoding });
    }
    let text = match replace_nul(text.into_owned()) {
        (text, true) => {
            notes.push(ProblemKind::Nul);
            text
        }
        (text, false) => text,
    };
    Decoded { text, notes }
}

/// Replaces NUL, which ends a string in half of the programs that read a layer, by U+FFFD: one
/// code point for one, so that spans hold. Says whether there was one.
pub fn replace_nul(text: String) -> (String, bool) {
    if text.contains('\0') {
        (text.replace('\0', "\u{FFFD}"), true)
    } else {
        (text, false)
    }
}

/// Guesses one encoding for all the lines or rows of a file that are not UTF-8.
pub struct Guess {
    known: Option<&'static Encoding>,
    detector: EncodingDetector,
}

impl Default for Guess {
    fn default() -> Guess {
        Guess::of(None)
    }
}

impl Guess {
    /// No guess where the encoding is known.
    pub fn of(known: Option<&'static Encoding>) -> Guess {
        Guess {
            known,
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
        }
    }

    /// The encoding that explains `bytes` and all that came before best.
    pub fn add(&mut self, bytes: &[u8]) -> &'static Encoding {
        self.detector.feed(bytes, false);
        self.detector.guess(None, Utf8Detection::Deny)
    }

    /// The text of a line or cell; in another encoding than UTF-8 those so far tell which.
    pub fn decode(&mut self, bytes: Vec<u8>) -> Decoded {
        if let Some(known) = self.known {
            return decode_as(known, &bytes);
        }
        match String::from_utf8(bytes) {
            Ok(text) => {
                let notes = Vec::new();
                Decoded { text, notes }
            }
            Err(error) if is_damaged_utf_8(error.as_bytes()) => decode_as(UTF_8, error.as_bytes()),
            Err(error) => decode_as(self.add(error.as_bytes()), error.as_bytes()),
        }
    }
}

/// Passes a byte order mark; decodes the whole of a UTF-16 file, which has no lines before that,
/// and says which it was.
pub fn narrow(mut bytes: Stream) -> io::Result<(Stream, Option<&'static Encoding>)> {
    let head = bytes.fill_buf()?;
    let encoding = match Encoding::for_bom(head) {
        Some((encoding, length)) => {
            bytes.consume(length);
            Some(encoding)
        }
        None => utf_16(head),
    };
    let Some(wide) = encoding.filter(|found| *found != UTF_8) else {
        return Ok((bytes, None));
    };
    let mut all = Vec::new();
    bytes.read_to_end(&mut all)?;
    let text = wide.decode_without_bom_handling(&all).0.into_owned();
    Ok((stream(Cursor::new(text.into_bytes())), Some(wide)))
}

/// Notes on the lines of a file, each kind of them given once.
#[derive(Default)]
pub struct Notes(Vec<Discriminant<ProblemKind>>);

impl Notes {
    /// Gives those of `notes` that are new, at `line`.
    pub fn give(
        &mut self,
        input: &str,
        line: u64,
        notes: Vec<ProblemKind>,
        out: &mut VecDeque<Item>,
    ) {
        for note in notes {
            let kind = std::mem::discriminant(&note);
            if !self.0.contains(&kind) {
                self.0.push(kind);
                out.push_back(Err(ReadProblem::at(input, line, note)));
            }
        }
    }
}

/// Bytes looked at for UTF-16 without a byte order mark.
const HEAD_BYTES: usize = 4096;

/// UTF-16, told by the zero bytes of its spaces and Latin letters: of the bytes on one side at
/// least a quarter are zero, of those on the other hardly one.
pub fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let zeros = |first: usize| {
        head.iter()
            .skip(first)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (high_first, low_first) = (zeros(0), zeros(1));
    let units = head.len() / 2;
    let clear = |many: usize, few: usize| units >= 2 && many * 4 >= units && few * 50 <= units;
    if clear(low_first, high_first) {
        Some(UTF_16LE)
    } else if clear(high_first, low_first) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 with a few broken ones: a cut or a bad paste, not another
/// encoding, in which hardly a sequence of bytes above 127 is valid UTF-8 by chance.
pub fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > 10 * broken
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_KR, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};

    fn names(decoded: &Decoded) -> Vec<String> {
        decoded.notes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn utf_8_passes_without_a_note() {
        for text in ["", "Kyiv", "Київ, Αθήνα, 東京"] {
            let decoded = decode(text.as_bytes());
            assert_eq!(decoded.text, text);
            assert!(decoded.notes.is_empty(), "{text}: {:?}", decoded.notes);
        }
    }

    #[test]
    fn byte_order_marks_go() {
        assert_eq!(decode(b"\xef\xbb\xbfKyiv").text, "Kyiv");
        assert_eq!(decode(b"\xff\xfeK\0y\0").text, "Ky");
        assert_eq!(decode(b"\xfe\xff\0K\0y").text, "Ky");
    }

    #[test]
    fn utf_16_without_a_mark() {
        let text = "Shells fell on Київ on Monday, officials said.";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little).text, text);
        assert_eq!(decode(&big).text, text);
    }

    #[test]
    fn old_encodings_are_told_apart() {
        let cases = [
            (
                WINDOWS_1252,
                "Le président a été reçu à São Tomé — « demain », a-t-il précisé.",
            ),
            (
                WINDOWS_1251,
                "Президент прибыл в Киев с официальным визитом в понедельник.",
            ),
            (
                WINDOWS_1256,
                "وصل الرئيس إلى دمشق يوم الاثنين في زيارة رسمية",
            ),
            (SHIFT_JIS, "大統領は月曜日に東京に到着した。"),
            (EUC_KR, "대통령이 월요일 서울에 도착했다."),
        ];
        for (encoding, text) in cases {
            let decoded = decode(&encoding.encode(text).0);
            assert_eq!(decoded.text, text);
            let note = format!("not UTF-8: converted from {}", encoding.name());
            assert_eq!(names(&decoded), [note]);
        }
    }

    #[test]
    fn damaged_utf_8_keeps_the_rest() {
        let mut bytes = "Київ і Харків".as_bytes().to_vec();
        bytes.extend(b"\xd0 !");
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "Київ і Харків\u{FFFD} !");
        assert_eq!(
            names(&decoded),
            ["bytes that are not UTF-8 were replaced by U+FFFD"]
        );
    }

    #[test]
    fn nul_is_replaced_one_for_one() {
        let decoded = decode(b"Kyiv\0 fell quiet");
        assert_eq!(decoded.text, "Kyiv\u{FFFD} fell quiet");
        assert_eq!(names(&decoded), ["NUL characters were replaced by U+FFFD"]);
    }
}
