//! Lines and paragraphs: where a line end ends a sentence, and where it only wraps.

use super::chars::{Class, class, is_closer, is_line_end, is_terminal};
use crate::span::Span;

/// Longest line, in characters, of text that is wrapped by line ends.
const WRAP_MAX: usize = 100;
/// Shortest line, in characters, that can be full in wrapped text.
const WRAP_MIN: usize = 45;

/// A stretch of text that no sentence leaves: a paragraph, headline or list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// First to last character that is not blank.
    pub span: Span,
    /// Whether it starts with a list mark.
    pub bullet: bool,
}

/// Cuts `raw` into blocks, in order.
///
/// Complexity: O(text).
pub(super) fn blocks(raw: &str) -> Vec<Block> {
    let lines = lines(raw);
    let width = wrap_width(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in &lines {
        if line.span.is_empty() {
            last = None;
            continue;
        }
        match (last, blocks.last_mut()) {
            (Some(before), Some(block)) if joins(raw, before, line, width) => {
                block.span = block.span.cover(line.span);
            }
            _ => blocks.push(Block {
                span: line.span,
                bullet: has_list_mark(line.span.of(raw)),
            }),
        }
        last = Some(line);
    }
    blocks
}

/// One line, without the blanks around it.
struct Line {
    span: Span,
    /// Characters.
    width: usize,
}

fn lines(raw: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (offset, end) in raw.match_indices(is_line_end) {
        lines.push(trimmed(raw, start, offset));
        start = offset + end.len();
        // The two characters of CR LF end one line.
        if end == "\n" && raw[..offset].ends_with('\r') {
            lines.pop();
        }
    }
    lines.push(trimmed(raw, start, raw.len()));
    lines
}

fn trimmed(raw: &str, start: usize, end: usize) -> Line {
    let is_blank = |c| class(c) == Class::Blank;
    let line = &raw[start..end];
    let start = start + line.len() - line.trim_start_matches(is_blank).len();
    let line = line.trim_matches(is_blank);
    Line {
        span: Span::new(start.min(start + line.len()), start + line.len()),
        width: line.chars().count(),
    }
}

/// The width at which the text is wrapped, in characters, when most lines
/// that another line follows have about the same length.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let followed = || {
        lines
            .windows(2)
            .filter(|pair| pair[0].width > 0 && pair[1].width > 0)
            .map(|pair| pair[0].width)
    };
    let fits = |width: &usize| (WRAP_MIN..=WRAP_MAX).contains(width);
    let wrapped = followed().filter(fits).count();
    (wrapped > 0 && wrapped * 2 >= followed().count())
        .then(|| lines.iter().map(|line| line.width).filter(fits).max())
        .flatten()
}

/// Whether `next` goes on where `line` stops.
fn joins(raw: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let (text, next_text) = (line.span.of(raw), next.span.of(raw));
    if has_list_mark(next_text) {
        return false;
    }
    if ends_sentence(text) {
        return is_full(line, next_text, width);
    }
    if starts_lower(next_text) || text.ends_with([',', '-', '–', '—']) {
        return true;
    }
    is_full(line, next_text, width) && !starts_upper_word(next_text)
}

/// Whether the next line's first word had no room on this one.
fn is_full(line: &Line, next: &str, width: Option<usize>) -> bool {
    let word = next.split(char::is_whitespace).next().unwrap_or("");
    width.is_some_and(|width| {
        (WRAP_MIN..=WRAP_MAX).contains(&line.width) && line.width + 1 + word.chars().count() > width
    })
}

/// Whether a line ends with a full stop or another mark that ends a sentence.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(is_closer).ends_with(is_terminal)
}

fn starts_lower(line: &str) -> bool {
    line.trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(char::is_lowercase)
}

/// "BEIRUT": a dateline after a headline that fills its line.
fn starts_upper_word(line: &str) -> bool {
    let word = line.split([' ', ',']).next().unwrap_or("");
    word.chars().count() > 3 && word.chars().all(char::is_uppercase)
}

/// "• ", "- ", "* ", "1. ", "a) ".
fn has_list_mark(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(char::is_whitespace) else {
        return false;
    };
    let mut chars = mark.chars();
    match (chars.next(), chars.as_str()) {
        (Some('•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '*' | '-' | '–' | '—' | '>' | '+'), "") => {
            true
        }
        (Some(first), rest) if first.is_ascii_digit() => {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            digits < 2 && matches!(&rest[digits..], "." | ")")
        }
        (Some(first), ")") => first.is_ascii_lowercase(),
        _ => false,
    }
}
