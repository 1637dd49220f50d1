//! Name runs: capitalised words in a row, as in "Gen. Khalifa Haftar" or "Paris Police Department".

use super::marks::Marks;
use super::words::Cues;
use std::ops::Range;

/// Most tokens between two capitalised words of one name: "Salem al-Gharyani", "van der Berg".
const MAX_INNER: usize = 3;

/// The name run around some tokens that are a name: as far as capitalised words, hyphens,
/// ampersands and particles go without other punctuation.
pub fn around(marks: &Marks, name: &Range<usize>) -> Range<usize> {
    let sentence = marks.sentence(name.start);
    let mut run = name.clone();
    while let Some(end) = next_end(marks, run.end, sentence.end) {
        run.end = end;
    }
    while let Some(start) = next_start(marks, run.start, sentence.start) {
        run.start = start;
    }
    run
}

/// End of the run grown by one capitalised word after `at`.
fn next_end(marks: &Marks, at: usize, limit: usize) -> Option<usize> {
    let mut i = at;
    while i < limit && i <= at + MAX_INNER {
        if marks.is_name(i) && !marks.is_dateline(i) {
            return Some(i + 1);
        }
        if !is_inner(marks, i) {
            return None;
        }
        i += 1;
    }
    None
}

/// Start of the run grown by one capitalised word before `at`.
fn next_start(marks: &Marks, at: usize, limit: usize) -> Option<usize> {
    let mut i = at;
    while i > limit && i + MAX_INNER >= at {
        i -= 1;
        if marks.is_name(i) && !marks.is_dateline(i) {
            return Some(i);
        }
        if !is_inner(marks, i) {
            return None;
        }
    }
    None
}

/// What may stand between two capitalised words of one name. Not "of": what an "X of Y" is,
/// the judge decides; not "and" nor "in".
fn is_inner(marks: &Marks, i: usize) -> bool {
    if marks.is_hyphen(i) || marks.is_mark(i, "&") {
        return true;
    }
    let particle = marks.is_lower(i) && marks.cues(i).any(Cues::NAME_PARTICLE);
    particle && !matches!(marks.raw(i), "of" | "an" | "y" | "e" | "i")
}
