//! Which words tell which event: the frames of `frames.tsv`.
//!
//! A frame names a leaf, the part of speech and the trigger words, how syntax maps to
//! roles, and a guard. Active, passive, reduced relative, nominal and light-verb forms
//! all follow from one frame, because roles are read off the parse. Frames are tried in
//! the order of the table, longer triggers first; the first whose guard holds wins.
//!
//! Columns: `subtype  pos  triggers  roles  guard`.
//!
//! * `triggers`: lemmas, `|` between alternatives; several words must follow each other,
//!   `*` lets up to five words stand between.
//! * `roles`: `act` (subject acts on object), `und` (subject undergoes), `rec` (subjects
//!   and "with"/"between" phrases do it together); then flags: `move` (origin and
//!   destination count), `obj:at`, `obj:to`, `obj:from` (the object may be the place),
//!   `aim` (what follows "at", "into", "toward" is hit), `cas` (only the outcome of
//!   another event, when the sentence tells one), `said` (a deed of words).
//! * `guard`: conditions that must all hold, separated by commas: `subj:`, `obj:`, `of:`,
//!   `any:` (the sentence) and `doc:` (`doc:conflict`: the document tells of armed parties) followed by classes of `nouns.tsv`, one of which must be
//!   there; `no-…` when none may.

use super::lexicon::{self, ClassSet};
use super::ontology::{self, Leaf};
use crate::analysis::PlaceRole;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// One sense of some trigger words.
#[derive(Debug)]
pub struct Frame {
    /// What it tells.
    pub leaf: &'static Leaf,
    /// Whether the triggers are verbs; nouns otherwise.
    pub verb: bool,
    /// How syntax maps to roles.
    pub roles: Roles,
    /// What must hold.
    pub guard: Vec<Condition>,
}

/// How the subject and object of a frame map to actors and targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Valency {
    /// The subject acts on the object.
    Act,
    /// The subject undergoes it.
    Undergo,
    /// The subjects do it together.
    Reciprocal,
}

/// How syntax maps to roles.
#[derive(Clone, Copy, Debug)]
pub struct Roles {
    /// Who acts.
    pub valency: Valency,
    /// Origin and destination count.
    pub moves: bool,
    /// "at", "into", "toward" name what is hit.
    pub aims: bool,
    /// The role of a place that is the object.
    pub object: Option<PlaceRole>,
    /// An outcome of another event when the sentence tells one.
    pub outcome: bool,
    /// A deed of words: it is where the speaker is.
    pub said: bool,
}

/// What a guard looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The subject, or the agent of a passive.
    Subject,
    /// The object, or the subject of a passive.
    Object,
    /// What a noun is of.
    Of,
    /// Any word of the sentence.
    Any,
    /// The document: `doc:conflict` when it tells of armed parties.
    Document,
}

/// One condition of a guard.
#[derive(Clone, Copy, Debug)]
pub struct Condition {
    /// What it looks at.
    pub slot: Slot,
    /// The classes, one of which must be there.
    pub classes: ClassSet,
    /// Whether none may be there instead.
    pub negated: bool,
}

/// Trigger words in order.
#[derive(Debug)]
pub struct Pattern {
    /// The words.
    pub words: Vec<Word>,
    /// Index into `frames`.
    pub frame: usize,
}

/// A word of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub enum Word {
    /// This lemma.
    Lemma(&'static str),
    /// Up to five words of any kind.
    Gap,
}

struct Table {
    frames: Vec<Frame>,
    /// Patterns by first lemma, longest first, then in the order of the table.
    patterns: FxHashMap<&'static str, Vec<Pattern>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    read_table(include_str!("frames.tsv")).expect("frames.tsv is checked by a test")
});

/// The frame with an index.
pub fn frame(index: usize) -> &'static Frame {
    &TABLE.frames[index]
}

/// The first frame of a leaf, of verbs or of nouns.
pub(super) fn any_of(subtype: &str, verb: bool) -> Option<&'static Frame> {
    let is_one = |frame: &&Frame| frame.verb == verb && frame.leaf.subtype == subtype;
    TABLE.frames.iter().find(is_one)
}

/// The patterns that begin with a lemma, in the order in which they are tried.
pub fn patterns(first: &str) -> &'static [Pattern] {
    TABLE.patterns.get(first).map_or(&[], Vec::as_slice)
}

fn read_table(table: &'static str) -> Result<Table, String> {
    let mut frames = Vec::new();
    let mut patterns: FxHashMap<&'static str, Vec<Pattern>> = FxHashMap::default();
    for (number, line) in table.lines().enumerate().skip(1) {
        let at = |what: String| format!("frames.tsv:{}: {what}", number + 1);
        let fields: Vec<&str> = line.split('\t').collect();
        let [subtype, pos, triggers, roles, guard] = fields[..] else {
            return Err(at(format!("got {} columns, expected 5", fields.len())));
        };
        frames.push(Frame {
            leaf: ontology::leaf(subtype).ok_or_else(|| at(format!("no leaf {subtype}")))?,
            verb: pos == "verb",
            roles: read_roles(roles).map_err(at)?,
            guard: read_guard(guard).map_err(at)?,
        });
        for trigger in triggers.split('|') {
            let words = trigger.split(' ').map(read_word).collect::<Vec<_>>();
            let Some(&Word::Lemma(first)) = words.first() else {
                return Err(at(format!("trigger {trigger:?} begins with a gap")));
            };
            let frame = frames.len() - 1;
            patterns
                .entry(first)
                .or_default()
                .push(Pattern { words, frame });
        }
    }
    for list in patterns.values_mut() {
        list.sort_by_key(|pattern| (std::cmp::Reverse(pattern.words.len()), pattern.frame));
    }
    Ok(Table { frames, patterns })
}

fn read_word(word: &'static str) -> Word {
    match word {
        "*" => Word::Gap,
        lemma => Word::Lemma(lemma),
    }
}

fn read_roles(text: &str) -> Result<Roles, String> {
    let mut roles = Roles {
        valency: Valency::Act,
        moves: false,
        aims: false,
        object: None,
        outcome: false,
        said: false,
    };
    for word in text.split([' ', ',']) {
        match word {
            "act" => roles.valency = Valency::Act,
            "und" => roles.valency = Valency::Undergo,
            "rec" => roles.valency = Valency::Reciprocal,
            "move" => roles.moves = true,
            "aim" => roles.aims = true,
            "obj:at" => roles.object = Some(PlaceRole::At),
            "obj:to" => roles.object = Some(PlaceRole::To),
            "obj:from" => roles.object = Some(PlaceRole::From),
            "cas" => roles.outcome = true,
            "said" => roles.said = true,
            other => return Err(format!("no role {other:?}")),
        }
    }
    Ok(roles)
}

fn read_guard(text: &str) -> Result<Vec<Condition>, String> {
    text.split(',')
        .filter(|part| !part.is_empty())
        .map(read_condition)
        .collect()
}

fn read_condition(text: &str) -> Result<Condition, String> {
    let (slot, names) = text.split_once(':').ok_or(format!("no slot in {text:?}"))?;
    let (negated, slot) = match slot.strip_prefix("no-") {
        Some(rest) => (true, rest),
        None => (false, slot),
    };
    let slot = match slot {
        "subj" => Slot::Subject,
        "obj" => Slot::Object,
        "of" => Slot::Of,
        "any" => Slot::Any,
        "doc" => Slot::Document,
        other => return Err(format!("no slot {other:?}")),
    };
    let mut classes = ClassSet::NONE;
    for name in names.split('|') {
        classes |= lexicon::class(name).ok_or(format!("no class {name:?}"))?;
    }
    Ok(Condition {
        slot,
        classes,
        negated,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let table = read_table(include_str!("frames.tsv")).unwrap();
        let rows = include_str!("frames.tsv").lines().count() - 1;
        assert_eq!(table.frames.len(), rows);
    }

    #[test]
    fn a_bad_row_names_its_line() {
        let error = read_table("head\nno_leaf\tverb\tx\tact\t").err().unwrap();
        assert_eq!(error, "frames.tsv:2: no leaf no_leaf");
    }
}
