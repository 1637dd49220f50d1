//! The features of a mention for the model that decides literal or associative.
//!
//! What the rules of [`usage`](super::usage) say is one of them; the others are the words around
//! it as [`Marks::tag`] gives them, their cues, and what its places are.

use super::features::hashed;
use super::marks::Marks;
use super::prominence::Prominence;
use super::usage::{Use, governor, main_verb};
use super::words::Cues;
use crate::analysis::MentionType;
use std::ops::Range;

/// Templates of this model begin here, apart from those of the other.
const FIRST: u32 = 1 << 16;

/// Features of a mention given what the rules say of it.
pub fn features(u: &Use, rule: Option<(usize, MentionType)>, out: &mut Vec<u32>) {
    out.clear();
    let marks = u.marks;
    let (start, end) = (u.tokens.start, u.tokens.end);
    let rank = rank(&u.prominence);
    let mut add = |template: u32, values: &[u32]| out.push(hashed(FIRST + template, values));
    let said = rule.map_or(0, |(number, kind)| 1 + number as u32 * 2 + kind as u32);
    add(0, &[]);
    add(1, &[said]);
    add(2, &[said, rank]);
    add(3, &[rank]);
    let before = start.checked_sub(1);
    let tag = |at: Option<usize>| at.map_or(0, |at| marks.tag(at));
    let cues = |at: Option<usize>| at.map_or(Cues::NONE, |at| marks.cues(at));
    add(4, &[tag(before)]);
    add(5, &[tag(Some(end))]);
    add(6, &[tag(before), tag(Some(end))]);
    add(7, &[tag(Some(end)), tag(Some(end + 1))]);
    add(8, &[tag(start.checked_sub(2)), tag(before)]);
    add(9, &[tag(before), rank]);
    add(10, &[tag(Some(end)), rank]);
    for cue in cues(before).numbers() {
        add(11, &[cue, rank]);
    }
    for cue in cues(Some(end)).numbers() {
        add(12, &[cue, u32::from(marks.is_name(end)), rank]);
    }
    let possessive = marks.is_possessive(end);
    for ahead in 1..4 {
        for cue in cues(Some(end + ahead)).numbers() {
            add(13, &[cue, ahead as u32, u32::from(possessive)]);
        }
        if possessive {
            add(14, &[tag(Some(end + ahead)), ahead as u32]);
        }
    }
    let governor = governor(u);
    add(15, &[tag(governor), rank]);
    add(
        16,
        &[
            tag(governor),
            tag(governor.and_then(|at| at.checked_sub(1))),
        ],
    );
    for cue in cues(governor.and_then(|at| at.checked_sub(1))).numbers() {
        add(17, &[cue, tag(governor)]);
    }
    let verb = main_verb(marks, end);
    add(18, &[tag(verb), u32::from(marks.is_first(start))]);
    for cue in cues(verb).numbers() {
        add(
            19,
            &[
                cue,
                rank,
                u32::from(before.is_some_and(|at| marks.is_lower(at))),
            ],
        );
    }
    let run = name_right(marks, end);
    if !run.is_empty() {
        for cue in cues(Some(run.end - 1)).numbers() {
            add(20, &[cue]);
        }
        add(21, &[tag(Some(run.end - 1))]);
        let organisation = run.clone().any(|i| marks.cues(i).any(Cues::ORGANISATION));
        add(22, &[u32::from(organisation), rank]);
    }
    add(
        23,
        &[
            u32::from(marks.is_first(start)),
            u32::from(marks.is_loud(start)),
            rank,
        ],
    );
    add(24, &[u32::from(marks.is_dateline(start))]);
    add(
        25,
        &[
            u32::from(u.contained.is_some()),
            u32::from(u.conjunct.is_some()),
        ],
    );
}

/// The capitalised words that follow.
fn name_right(marks: &Marks, end: usize) -> Range<usize> {
    let mut to = end;
    while marks.is_name(to) {
        to += 1;
    }
    end..to
}

fn rank(p: &Prominence) -> u32 {
    if p.is_country {
        0
    } else if p.is_capital {
        1
    } else if p.is_division {
        2
    } else if p.is_named_area {
        3
    } else if p.population > 500_000 {
        4
    } else if p.population > 0 {
        5
    } else {
        6
    }
}
