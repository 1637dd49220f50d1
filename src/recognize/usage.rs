//! Literal or associative: does a place name mean the ground, or its government, people or team?
//!
//! What the first rule that applies says is the strongest feature of the trained model
//! (`usage_model.rs`), which decides. The rules ask in order what binds the name most closely:
//!
//! | binding | literal | associative |
//! |---|---|---|
//! | dateline, container ("X, **Y**") | always (container: as X) | |
//! | compound ("X-backed") | `based_suffix`, pair before a `route` | `affiliation_suffix`, pair before `talks` |
//! | possessive or noun after | `territory` | `institution` |
//! | preposition before | `location_preposition`; "of" after a `part` | `opposing_preposition`; "of", "from" after `official_people`; "on" after `policy`; any after `talks` |
//! | conjunction | as the first conjunct | |
//! | verb before (object) | | `communication` with a polity |
//! | verb after (subject) | `passive_place`, `event_subject` | `saying`, `decision` with a polity |
//!
//! The words of each cue are in `tables/cues.tsv`. A polity is a country, division or national
//! capital; other places decide nothing, but speak through their councils ("San Jose has chosen").

use super::marks::Marks;
use super::prominence::Prominence;
use super::words::Cues;
use crate::analysis::MentionType;
use crate::analysis::MentionType::{Associative, Literal};
use crate::text::Shape;
use std::ops::Range;

/// Words looked at for the noun after "X's" or the verb after "X".
const REACH: usize = 4;

/// What a decision rests on.
pub struct Use<'m> {
    /// The tokens.
    pub marks: &'m Marks<'m>,
    /// The name.
    pub tokens: Range<usize>,
    /// What its candidates are at most.
    pub prominence: Prominence,
    /// The use of the mention before it, when only "and", "or" or a comma is between.
    pub conjunct: Option<MentionType>,
    /// The use of the mention that it contains: "Paris, Texas".
    pub contained: Option<MentionType>,
}

type Rule = fn(&Use) -> Option<MentionType>;

/// In order of precedence.
const RULES: &[Rule] = &[
    dateline,
    container,
    compound,
    possessive,
    noun_after,
    conjunction,
    preposition,
    object,
    subject,
];

/// The first rule that says something, by its number, and what it says.
pub fn usage(mention: &Use) -> Option<(usize, MentionType)> {
    RULES
        .iter()
        .enumerate()
        .find_map(|(number, rule)| Some((number, rule(mention)?)))
}

/// The token that governs a name by standing before it: a preposition or verb.
pub fn governor(mention: &Use) -> Option<usize> {
    mention.governor()
}

impl Use<'_> {
    fn is_polity(&self) -> bool {
        let p = &self.prominence;
        p.is_country || p.is_division || p.is_capital
    }

    fn start(&self) -> usize {
        self.tokens.start
    }

    fn end(&self) -> usize {
        self.tokens.end
    }

    /// The token before the name, its article and its directions.
    fn governor(&self) -> Option<usize> {
        let mut i = self.start();
        while i > 0 {
            i -= 1;
            let modifier = self.marks.cues(i).any(Cues::DIRECTION)
                || matches!(
                    self.marks.raw(i),
                    "the" | "The" | "neighbouring" | "neighboring" | "both"
                );
            if !modifier {
                return Some(i);
            }
        }
        None
    }
}

fn dateline(u: &Use) -> Option<MentionType> {
    u.marks.is_dateline(u.start()).then_some(Literal)
}

fn container(u: &Use) -> Option<MentionType> {
    u.contained
}

/// "Tehran-backed", "Moscow-based", "Damascus-Aleppo highway", "Israel-Gaza war".
fn compound(u: &Use) -> Option<MentionType> {
    let marks = u.marks;
    let pair_noun = |at: usize| {
        let cues = marks.cues(at);
        if cues.any(Cues::ROUTE | Cues::TERRITORY) && !cues.any(Cues::TALKS) {
            Some(Literal)
        } else if cues.any(Cues::TALKS | Cues::INSTITUTION) {
            Some(Associative)
        } else {
            None
        }
    };
    if marks.is_hyphen(u.end()) {
        let second = marks.cues(u.end() + 1);
        if marks.is_name(u.end() + 1) {
            return pair_noun(u.end() + 2);
        }
        if second.any(Cues::AFFILIATION_SUFFIX) {
            return Some(Associative);
        }
        return second.any(Cues::BASED_SUFFIX).then_some(Literal);
    }
    if u.start() >= 2 && marks.is_hyphen(u.start() - 1) && marks.is_name(u.start() - 2) {
        return pair_noun(u.end());
    }
    None
}

/// "Turkey's defence ministry" against "Egypt's Mediterranean coast".
fn possessive(u: &Use) -> Option<MentionType> {
    if !u.marks.is_possessive(u.end()) {
        return None;
    }
    let mut found = None;
    for i in (u.end() + 1..u.end() + 1 + REACH).take_while(|&i| u.marks.shape(i) != Shape::Mark) {
        let cues = u.marks.cues(i);
        if cues.any(Cues::TERRITORY) {
            found = Some(Literal);
        } else if cues.any(Cues::INSTITUTION) {
            found = Some(Associative);
        }
        let phrase_ends = cues.any(Cues::LOCATION_PREPOSITION | Cues::LOOSE_PREPOSITION)
            || cues.any(Cues::SAYING | Cues::PASSIVE_PLACE);
        if phrase_ends {
            break;
        }
        if found == Some(Literal) || u.marks.is_name(i) && found.is_none() {
            break;
        }
    }
    let default = if u.is_polity() { Associative } else { Literal };
    Some(found.unwrap_or(default))
}

/// "U.S. envoy", "Misrata brigades", "Alabama Gov. Kay Ivey" against "Mitrovica prison".
fn noun_after(u: &Use) -> Option<MentionType> {
    let marks = u.marks;
    let next = marks.cues(u.end());
    if marks.shape(u.end()) == Shape::Mark {
        return None;
    }
    if marks.is_name(u.end()) && next.any(Cues::TITLE) {
        return Some(Associative);
    }
    if !marks.is_lower(u.end()) {
        return None;
    }
    // A verb form that is also a noun ("Ankara plans to", "Brazil aids") is left to the subject
    // rule unless a second noun follows.
    if next.any(Cues::DECISION | Cues::SAYING | Cues::FUNCTION | Cues::LOCATION_PREPOSITION) {
        let people = marks.raw(u.end()) == "officials" || marks.raw(u.end()) == "police";
        return people.then_some(Associative);
    }
    if next.any(Cues::GENERIC | Cues::TERRITORY) {
        return Some(Literal);
    }
    if next.any(Cues::INSTITUTION | Cues::TITLE | Cues::OFFICIAL_PEOPLE) {
        return Some(Associative);
    }
    None
}

fn conjunction(u: &Use) -> Option<MentionType> {
    u.conjunct
}

fn preposition(u: &Use) -> Option<MentionType> {
    let marks = u.marks;
    let governor = u.governor()?;
    let cues = marks.cues(governor);
    let before = governor.checked_sub(1);
    let noun = before.map_or(Cues::NONE, |i| marks.cues(i));
    let word = marks.folded(governor);
    match word {
        "of" => return Some(of(u, noun)),
        "from" if noun.any(Cues::OFFICIAL_PEOPLE) => return Some(Associative),
        "on" if noun.any(Cues::POLICY) && u.is_polity() => return Some(Associative),
        "on" => return Some(Literal),
        "between" | "to" if noun.any(Cues::TALKS) => return Some(Associative),
        "to" if noun.any(Cues::OFFICIAL_PEOPLE) || before.is_some_and(|i| is_tie(marks, i)) => {
            return Some(Associative);
        }
        "for" | "by" | "about" if u.is_polity() => return Some(Associative),
        "like" | "than" | "as" => return None,
        _ => {}
    }
    if cues.any(Cues::OPPOSING_PREPOSITION) {
        return Some(Associative);
    }
    if cues.any(Cues::LOCATION_PREPOSITION) || cues.any(Cues::LOOSE_PREPOSITION) {
        return Some(Literal);
    }
    None
}

/// "ministers of X" and "war of X" against "outskirts of X", "the city of X".
fn of(u: &Use, noun: Cues) -> MentionType {
    let place_noun = noun.any(Cues::PART | Cues::GENERIC | Cues::TERRITORY);
    if noun.any(Cues::OFFICIAL_PEOPLE | Cues::INSTITUTION) && !place_noun {
        return Associative;
    }
    if u.is_polity() && !place_noun && noun.any(Cues::TALKS | Cues::COMMUNICATION | Cues::DECISION)
    {
        return Associative;
    }
    Literal
}

/// "linked to X", "loyal to X", "sold to X".
fn is_tie(marks: &Marks, i: usize) -> bool {
    matches!(
        marks.raw(i),
        "linked"
            | "loyal"
            | "allied"
            | "sold"
            | "exported"
            | "sell"
            | "close"
            | "ally"
            | "threat"
            | "belongs"
            | "belonging"
            | "similar"
            | "aid"
            | "arms"
            | "weapons"
            | "support"
            | "loyalty"
    )
}

/// "Ankara urges Israel", "warned Ankara".
fn object(u: &Use) -> Option<MentionType> {
    let governor = u.governor()?;
    let marks = u.marks;
    if !u.is_polity() || !marks.is_lower(governor) {
        return None;
    }
    marks
        .cues(governor)
        .any(Cues::COMMUNICATION)
        .then_some(Associative)
}

/// "Bamako denied", "Brazil, which will host", "Kosovo and Serbia to meet".
fn subject(u: &Use) -> Option<MentionType> {
    let marks = u.marks;
    let mut at = u.end();
    if marks.is_mark(at, ",") && at + 1 < marks.len() && marks.raw(at + 1) == "which" {
        at += 2;
    }
    at = after_conjuncts(marks, at);
    let verb = main_verb(marks, at)?;
    let cues = marks.cues(verb);
    if cues.any(Cues::EVENT_SUBJECT | Cues::PASSIVE_PLACE) {
        return Some(Literal);
    }
    let decides = cues.any(Cues::SAYING | Cues::DECISION) || marks.raw(verb) == "to";
    let speaks = u.is_polity() || cues.any(Cues::SAYING);
    (decides && speaks).then_some(Associative)
}

/// Skips "and Y", ", Y and Z" so that the first conjunct sees the verb too.
fn after_conjuncts(marks: &Marks, start: usize) -> usize {
    let mut at = start;
    for _ in 0..3 {
        let joins = at < marks.len() && matches!(marks.raw(at), "and" | "or" | "&");
        if !joins || !marks.is_name(at + 1) {
            break;
        }
        at += 1;
        while marks.is_name(at) {
            at += 1;
        }
    }
    at
}

/// The verb a subject before `at` would have: past auxiliaries and adverbs, so that "has been
/// hit" gives "hit" and "has also promised" gives "promised".
pub fn main_verb(marks: &Marks, at: usize) -> Option<usize> {
    let mut verb = None;
    for i in at..at + REACH {
        if !marks.is_lower(i) {
            break;
        }
        let word = marks.raw(i);
        let auxiliary = matches!(
            word,
            "has"
                | "have"
                | "had"
                | "is"
                | "are"
                | "was"
                | "were"
                | "be"
                | "been"
                | "being"
                | "will"
                | "would"
                | "may"
                | "might"
                | "could"
                | "should"
                | "must"
                | "can"
                | "does"
                | "did"
                | "do"
                | "not"
                | "n't"
        );
        let adverb =
            word.ends_with("ly") || matches!(word, "also" | "still" | "then" | "now" | "never");
        if auxiliary {
            verb = Some(i);
        } else if !adverb {
            let known = marks.cues(i).any(
                Cues::SAYING
                    | Cues::DECISION
                    | Cues::PASSIVE_PLACE
                    | Cues::EVENT_SUBJECT
                    | Cues::COMMUNICATION,
            );
            return if known || word == "to" && verb.is_none() {
                Some(i)
            } else {
                verb
            };
        }
    }
    verb
}
