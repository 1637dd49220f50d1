//! Positions in a document's text.

/// A half-open range of bytes in a document's text, on character boundaries.
///
/// Everything inside the crate counts bytes; [`CodePoints`] converts at the edge,
/// because annotations count Unicode code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    ///
    /// # Panics
    ///
    /// If `start > end`: a span is always made by code that walked the text forwards.
    pub fn new(start: usize, end: usize) -> Span {
        assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start, end }
    }

    /// The words themselves.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, ends included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The bytes between the two, 0 when they touch or overlap.
    pub fn distance(self, other: Span) -> usize {
        if self.end <= other.start {
            other.start - self.end
        } else {
            self.start.saturating_sub(other.end)
        }
    }
}

/// Converts byte offsets of one text to Unicode code points, as annotations count.
///
/// Complexity: O(text) to make, O(64) per look-up.
pub struct CodePoints<'t> {
    text: &'t str,
    /// Code points before each 64-byte block.
    blocks: Vec<usize>,
}

/// Bytes per counted block: one cache line.
const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    /// Counts the blocks of `text`.
    pub fn new(text: &'t str) -> CodePoints<'t> {
        let mut blocks = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut count = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            blocks.push(count);
            count += count_starts(block);
        }
        blocks.push(count);
        CodePoints { text, blocks }
    }

    /// Code points before byte `offset`.
    pub fn at(&self, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.blocks[block] + count_starts(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The span in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }

    /// The byte span of a span given in code points; `None` when it leaves the text.
    pub fn to_bytes(&self, start: usize, end: usize) -> Option<Span> {
        if start > end {
            return None;
        }
        Some(Span::new(self.byte_of(start)?, self.byte_of(end)?))
    }

    fn byte_of(&self, code_point: usize) -> Option<usize> {
        let block = self.blocks.partition_point(|&count| count <= code_point) - 1;
        let from = block * BLOCK;
        if from >= self.text.len() {
            return (code_point == self.blocks[block]).then_some(self.text.len());
        }
        let mut left = code_point - self.blocks[block];
        for (offset, byte) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some(from + offset);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn count_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_start(**byte)).count()
}
