//! Which format is it? By the first bytes, by the name, by the sender's word.

use super::Format;
use encoding_rs::Encoding;
use std::path::Path;

/// First bytes that are looked at for a proof.
pub const HEAD_BYTES: usize = 4096;

/// The format that the first bytes leave no doubt about.
pub fn proven(head: &[u8]) -> Option<Format> {
    let start = text_start(head);
    if head.starts_with(b"%PDF-") {
        Some(Format::Pdf)
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Some(Format::Zip)
    } else if head.starts_with(b"PAR1") {
        Some(Format::Parquet)
    } else if head.starts_with(b"WARC/") {
        Some(Format::Warc)
    } else if start.starts_with(b"{") {
        is_json_feed(start).then_some(Format::Feed)
    } else {
        by_root(start)
    }
}

/// What comes after a byte order mark and white space.
fn text_start(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start()
}

/// A JSON Feed names its version's address before its items.
fn is_json_feed(start: &[u8]) -> bool {
    start.windows(VERSION.len()).any(|window| window == VERSION)
}

const VERSION: &[u8] = b"://jsonfeed.org/version/";

/// The format of a first element, behind declarations and comments.
fn by_root(mut start: &[u8]) -> Option<Format> {
    loop {
        start = start.trim_ascii_start();
        let end: &[u8] = if start.starts_with(b"<!--") {
            b"-->"
        } else if start.starts_with(b"<?") {
            b"?>"
        } else if starts_with_word(start, b"<!doctype") && !is_html_doctype(start) {
            b">"
        } else {
            return first_tag(start);
        };
        let found = start.windows(end.len()).position(|window| window == end)?;
        start = &start[found + end.len()..];
    }
}

fn first_tag(start: &[u8]) -> Option<Format> {
    let is = |tag: &&[u8]| starts_with_word(start, tag);
    let pages: [&[u8]; 5] = [b"<html", b"<head", b"<body", b"<title", b"<meta"];
    let feeds: [&[u8]; 3] = [b"<rss", b"<feed", b"<rdf:rdf"];
    if is_html_doctype(start) || pages.iter().any(is) {
        Some(Format::Html)
    } else if feeds.iter().any(is) {
        Some(Format::Feed)
    } else {
        None
    }
}

fn is_html_doctype(start: &[u8]) -> bool {
    starts_with_word(start, b"<!doctype")
        && starts_with_word(start[b"<!doctype".len()..].trim_ascii_start(), b"html")
}

/// Whether `bytes` begin with `word`, in either case, and the word ends there.
fn starts_with_word(bytes: &[u8], word: &[u8]) -> bool {
    let begins = bytes
        .get(..word.len())
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case(word));
    let next = bytes.get(word.len());
    begins && next.is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// Whether the bytes begin a tar archive (POSIX ustar).
pub fn is_tar(head: &[u8]) -> bool {
    head.get(257..262) == Some(b"ustar")
}

/// The format that bytes look like when nothing else tells: a mail when they begin with the
/// fields of one, JSON Lines when a line begins with `{`, else text.
///
/// Looking at more than the first line keeps a broken first line from turning JSON Lines into
/// one strange article.
pub fn looks_like(head: &[u8]) -> Format {
    let is_object = |line: &[u8]| line.trim_ascii_start().starts_with(b"{");
    if is_mail(head) {
        Format::Eml
    } else if head.split(|byte| *byte == b'\n').any(is_object) {
        Format::JsonLines
    } else {
        Format::Text
    }
}

/// Whether the first lines are fields, down to a blank line, and among them are those that every
/// mail has.
fn is_mail(head: &[u8]) -> bool {
    let mut names = Vec::new();
    for line in head.split(|byte| *byte == b'\n') {
        if line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            return false;
        };
        let name = &line[..colon];
        if name.iter().any(|byte| !byte.is_ascii_graphic()) {
            return false;
        }
        names.push(name.to_ascii_lowercase());
    }
    let has = |name: &[u8]| names.iter().any(|there| there == name);
    has(b"from") && (has(b"date") || has(b"message-id") || has(b"subject"))
}

/// The format that a file's extension names, behind that of a compression.
pub fn of_name(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if is_compression(&extension) {
        return of_name(Path::new(path.file_stem()?));
    }
    match extension.as_str() {
        "txt" | "text" => Some(Format::Text),
        "jsonl" | "ndjson" => Some(Format::JsonLines),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "rss" | "atom" | "rdf" => Some(Format::Feed),
        "csv" => Some(Format::Csv),
        "tsv" | "tab" => Some(Format::Tsv),
        "parquet" => Some(Format::Parquet),
        "warc" => Some(Format::Warc),
        "zip" => Some(Format::Zip),
        "eml" => Some(Format::Eml),
        "pdf" => Some(Format::Pdf),
        _ => None,
    }
}

/// A path without the extension of a compression.
pub fn without_compression(path: &Path) -> &Path {
    let (Some(extension), Some(stem)) = (path.extension(), path.file_stem()) else {
        return path;
    };
    match extension.to_str() {
        Some(extension) if is_compression(&extension.to_ascii_lowercase()) => Path::new(stem),
        _ => path,
    }
}

fn is_compression(extension: &str) -> bool {
    matches!(extension, "gz" | "zst" | "zstd")
}

/// Whether files of this format are taken from a folder for their first bytes alone: a format
/// that other programs use for what is no news (a PDF among pages is named .pdf) is not.
pub fn is_taken_unnamed(format: Format) -> bool {
    matches!(
        format,
        Format::Html | Format::Feed | Format::Warc | Format::Parquet
    )
}

/// The format and the encoding that an HTTP or MIME content type names.
pub fn of_content_type(content_type: &str) -> (Option<Format>, Option<&'static Encoding>) {
    let mut parameters = content_type.split(';').map(str::trim);
    let kind = parameters.next().unwrap_or_default().to_ascii_lowercase();
    let format = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "application/rss+xml"
        | "application/atom+xml"
        | "application/rdf+xml"
        | "application/feed+json" => Some(Format::Feed),
        "application/x-ndjson" | "application/jsonl" | "application/jsonlines" => {
            Some(Format::JsonLines)
        }
        "text/csv" => Some(Format::Csv),
        "text/tab-separated-values" => Some(Format::Tsv),
        "text/plain" => Some(Format::Text),
        "message/rfc822" => Some(Format::Eml),
        "application/warc" => Some(Format::Warc),
        "application/zip" => Some(Format::Zip),
        "application/vnd.apache.parquet" => Some(Format::Parquet),
        "application/pdf" => Some(Format::Pdf),
        _ => None,
    };
    let encoding = parameters.find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let label = value.trim().trim_matches(['"', '\'']);
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| Encoding::for_label(label.as_bytes()))?
    });
    (format, encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_prove_a_format() {
        let cases: [(&[u8], Option<Format>); 12] = [
            (b"", None),
            (b"KYIV - Shells fell.", None),
            (b"<b>Kyiv</b> fell quiet", None),
            (b"<headline>Kyiv</headline>", None),
            (b"{\"text\": \"a\"}", None),
            (b"%PDF-1.7\n", Some(Format::Pdf)),
            (b"\xef\xbb\xbf\n <!DOCTYPE html>", Some(Format::Html)),
            (b"<!-- saved --><HTML lang=en>", Some(Format::Html)),
            (
                b"<?xml version='1.0'?><!DOCTYPE html PUBLIC ''>",
                Some(Format::Html),
            ),
            (
                b"<?xml version='1.0'?>\n<rss version='2.0'>",
                Some(Format::Feed),
            ),
            (b"<rdf:RDF xmlns='x'>", Some(Format::Feed)),
            (
                br#"{"version": "https://jsonfeed.org/version/1.1"}"#,
                Some(Format::Feed),
            ),
        ];
        for (bytes, format) in cases {
            let shown = String::from_utf8_lossy(bytes);
            assert_eq!(proven(bytes), format, "{shown}");
        }
    }

    #[test]
    fn json_lines_look_like_it() {
        let cases: [(&[u8], Format); 5] = [
            (b"", Format::Text),
            (b"KYIV \xe2\x80\x94 Shells fell.", Format::Text),
            (b"  {\"text\": \"a\"}\n", Format::JsonLines),
            (b"broken\n{\"text\": \"a\"}\n", Format::JsonLines),
            (b"a {b}\nc", Format::Text),
        ];
        for (bytes, format) in cases {
            assert_eq!(looks_like(bytes), format, "{bytes:?}");
        }
    }

    #[test]
    fn content_types_name_format_and_encoding() {
        let (format, encoding) = of_content_type("text/HTML; Charset=\"windows-1251\"");
        assert_eq!(format, Some(Format::Html));
        assert_eq!(encoding, Some(encoding_rs::WINDOWS_1251));
        assert_eq!(of_content_type("image/png"), (None, None));
    }
}
