//! Names that no gazetteer has but that the text says are places: "the village of Xyz", "in Xyz
//! province".

use super::Mention;
use super::generic::Generic;
use super::marks::Marks;
use super::words::Cues;
use crate::analysis::MentionType;
use std::ops::Range;

/// Words of such a name at most.
const MAX_WORDS: usize = 4;

/// The mentions with unlisted ones added, in order.
pub fn add(marks: &Marks, mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut unlisted = Vec::new();
    for i in 0..marks.len() {
        let Some((tokens, generic)) =
            name_after_generic(marks, i).or_else(|| name_before_generic(marks, i))
        else {
            continue;
        };
        let span = marks.span(&tokens);
        let taken = |mention: &Mention| mention.span.overlaps(span);
        if mentions.iter().any(taken) || unlisted.iter().any(taken) {
            continue;
        }
        unlisted.push(Mention {
            span,
            tokens,
            mention_type: MentionType::Literal,
            candidates: Vec::new(),
            generic: Some(generic),
            container: None,
            in_dateline: false,
            nested: None,
        });
    }
    if !unlisted.is_empty() {
        insert(&mut mentions, unlisted);
    }
    mentions
}

/// Merges by position; containers keep pointing at their mention.
fn insert(mentions: &mut Vec<Mention>, unlisted: Vec<Mention>) {
    let moved = |old: usize, mentions: &[Mention]| {
        let start = mentions[old].span.start;
        old + unlisted.iter().filter(|new| new.span.start < start).count()
    };
    let containers: Vec<Option<usize>> = mentions
        .iter()
        .map(|mention| mention.container.map(|old| moved(old, mentions)))
        .collect();
    for (mention, container) in mentions.iter_mut().zip(containers) {
        mention.container = container;
    }
    mentions.extend(unlisted);
    mentions.sort_by_key(|mention| mention.span);
}

/// "the village of Xyz".
fn name_after_generic(marks: &Marks, of: usize) -> Option<(Range<usize>, Generic)> {
    if of == 0 || marks.raw(of) != "of" || !marks.is_lower(of - 1) {
        return None;
    }
    let cues = marks.cues(of - 1);
    let singular = !marks.folded(of - 1).ends_with('s');
    let generic = Generic::of(marks.folded(of - 1), cues)?;
    let fits = matches!(
        generic,
        Generic::Settlement | Generic::County | Generic::Province | Generic::District
    ) && !matches!(
        marks.folded(of - 1),
        "state" | "capital" | "community" | "quarter" | "region" | "settlement"
    );
    let name = name_at(marks, of + 1)?;
    (fits && singular).then_some((name, generic))
}

/// "in Xyz province", "in Xyz district".
fn name_before_generic(marks: &Marks, preposition: usize) -> Option<(Range<usize>, Generic)> {
    if !marks.cues(preposition).any(Cues::LOCATION_PREPOSITION) || !marks.is_lower(preposition) {
        return None;
    }
    let name = name_at(marks, preposition + 1)?;
    let word = name.end;
    if !marks.lower_cues(word).any(Cues::DIVISION_GENERIC) || marks.folded(word) == "state" {
        return None;
    }
    Some((name, Generic::of(marks.folded(word), marks.cues(word))?))
}

/// Capitalised words from `start` on that nothing else is known of.
fn name_at(marks: &Marks, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    while end < start + MAX_WORDS && (marks.is_name(end) || end > start && marks.is_hyphen(end)) {
        let other =
            Cues::CALENDAR | Cues::TITLE | Cues::FUNCTION | Cues::ORGANISATION | Cues::COMMON;
        if marks.cues(end).any(other) {
            return None;
        }
        end += 1;
    }
    (end > start && !marks.is_hyphen(end - 1)).then_some(start..end)
}
