//! Persons a document names, so that a bare "Peters" or "Jordan" later is known to be one.

use super::marks::Marks;
use super::runs;
use super::words::Cues;
use crate::text::Shape;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// The parts of the persons' names, folded.
#[derive(Default)]
pub struct People {
    parts: FxHashSet<String>,
}

impl People {
    /// Collects persons: a title or given name followed by capitalised words, none of which says
    /// that it is something else.
    pub fn find(marks: &Marks) -> People {
        let mut people = People::default();
        let mut i = 0;
        while i < marks.len() {
            if !marks.is_name(i) || marks.is_dateline(i) {
                i += 1;
                continue;
            }
            let run = runs::around(marks, &(i..i + 1));
            if !marks.is_loud(i) {
                people.add_run(marks, &run);
            }
            i = run.end.max(i + 1);
        }
        people
    }

    fn add_run(&mut self, marks: &Marks, run: &Range<usize>) {
        let mut start = run.start;
        let title = (run.start..run.end).rev().find(|&i| is_title(marks, i));
        let before = run.start.checked_sub(1).is_some_and(|i| is_title(marks, i));
        if let Some(title) = title {
            start = title + 1;
        }
        let name = start..run.end;
        let words = name.clone().filter(|&i| marks.is_name(i)).count();
        let other = Cues::ORGANISATION | Cues::GENERIC | Cues::CALENDAR | Cues::DIRECTION;
        if words == 0 || words > 4 || name.clone().any(|i| marks.cues(i).any(other)) {
            return;
        }
        let given = marks.cues(start).any(Cues::GIVEN_NAME) && words >= 2;
        let aged = is_aged(marks, run.end);
        if title.is_some() || before || given || aged && words >= 2 {
            for i in name.filter(|&i| marks.is_name(i)) {
                self.parts.insert(marks.folded(i).to_owned());
            }
        }
    }

    /// Whether a folded word is part of a person's name.
    pub fn knows(&self, folded: &str) -> bool {
        self.parts.contains(folded)
    }
}

/// A title that only stands before names: capitalised, or of a speaker.
fn is_title(marks: &Marks, i: usize) -> bool {
    marks.cues(i).any(Cues::TITLE)
        && (marks.is_name(i)
            || matches!(
                marks.raw(i),
                "spokesman" | "spokeswoman" | "spokesperson" | "director" | "coach" | "striker"
            ))
}

fn is_aged(marks: &Marks, at: usize) -> bool {
    marks.is_mark(at, ",")
        && marks.shape(at + 1) == Shape::Number
        && marks.raw(at + 1).len() <= 2
        && marks.is_mark(at + 2, ",")
}
