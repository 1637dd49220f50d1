//! How names are written: where one can begin, go on and end, and the generic beside it.

use super::generic::Generic;
use super::marks::Marks;
use super::words::Cues;
use crate::gazetteer::{Cases, Gazetteer, Match as Named};
use crate::span::Span;
use crate::text::Shape;
use std::ops::Range;

/// Letters of the shortest name in a script without case: shorter ones are parts of words.
const MIN_CASELESS_BYTES: usize = 6;

/// Tokens that are a name, with the places of that name in this writing.
#[derive(Clone, Debug)]
pub struct Match {
    /// The tokens.
    pub tokens: Range<usize>,
    /// The places, larger ones first.
    pub named: Vec<Named>,
    /// Whether it is only so written with full stops or in capitals ("La.", "US").
    pub abbreviation: bool,
    /// The generic beside it or in it.
    pub generic: Option<Generic>,
}

/// The places of exactly these tokens; of the tokens without a generic at either end when the
/// whole is no name ("Osun State"); none when there are none.
pub fn exactly(marks: &Marks, gazetteer: &Gazetteer, tokens: Range<usize>, span: Span) -> Match {
    let named = |range: Range<usize>| -> Vec<Named> {
        let from = marks.text.tokens[range.start].span.start.max(span.start);
        let to = marks.text.tokens[range.end - 1].span.end.min(span.end);
        let surface = &marks.text.raw[from.min(to)..to];
        let written = Cases::of(surface);
        let all: Vec<Named> = gazetteer.lookup(surface).collect();
        let admitted: Vec<Named> = all
            .iter()
            .copied()
            .filter(|n| n.cases.admit(written))
            .collect();
        if admitted.is_empty() { all } else { admitted }
    };
    let mut found = Match {
        named: named(tokens.clone()),
        generic: None,
        abbreviation: false,
        tokens: tokens.clone(),
    };
    if found.named.is_empty() && tokens.len() > 1 {
        let (first, last) = (tokens.start, tokens.end - 1);
        if let Some(generic) = Generic::of(marks.folded(last), marks.cues(last)) {
            found.named = named(first..last);
            found.generic = Some(generic);
        } else if marks
            .cues(first)
            .any(Cues::FUNCTION | Cues::GENERIC | Cues::DIRECTION)
        {
            found.named = named(first + 1..tokens.end);
            found.generic = Generic::of(marks.folded(first), marks.cues(first));
        }
    }
    if found.named.is_empty() {
        found.named = with_generic_behind(marks, gazetteer, &tokens);
    } else {
        add_of_plural(marks, gazetteer, &found.tokens, &mut found.named);
    }
    found.abbreviation =
        !found.named.is_empty() && found.named.iter().all(|n| is_abbreviation(n.cases));
    if found.generic.is_none() {
        found.generic = beside(marks, &found.tokens);
    }
    found
}

/// The places named by the tokens and the generic in lower case behind them: "Toussaint
/// Louverture airport", "Zamzam displacement camp", "Kerr and Kendall counties".
pub fn with_generic_behind(
    marks: &Marks,
    gazetteer: &Gazetteer,
    tokens: &Range<usize>,
) -> Vec<Named> {
    let next = tokens.end + usize::from(is_site_kind(marks, tokens.end));
    if next >= marks.len() || !marks.lower_cues(next).any(Cues::GENERIC) {
        let plural = shared(marks, tokens.end);
        return plural.map_or_else(Vec::new, |plural| plural.of_each(marks, gazetteer, tokens));
    }
    let surface = marks.span(&(tokens.start..next + 1)).of(marks.text.raw);
    gazetteer.lookup(surface).collect()
}

/// Whether a name can be written as `surface`; a name in small letters is none with a capital.
pub fn admits(cases: Cases, written: Cases, begins_upper: bool) -> bool {
    cases.admit(written) && !(cases == Cases::LOWER && begins_upper)
}

/// Whether a name is only so written with full stops or in capitals.
pub fn is_abbreviation(cases: Cases) -> bool {
    !cases.intersects(
        Cases::CAPITALIZED
            .union(Cases::CASELESS)
            .union(Cases::LOWER),
    )
}

pub fn can_start(marks: &Marks, start: usize) -> bool {
    let caseless = marks.shape(start) == Shape::Caseless
        && marks.text.tokens[start].span.len() >= MIN_CASELESS_BYTES;
    let particle = marks.cues(start).any(Cues::NAME_PARTICLE)
        && marks.is_hyphen(start + 1)
        && marks.is_name(start + 2);
    // "O'Brien-Paris", "Trans-Pacific": a name does not start behind a hyphen, but a pair's
    // second place does; the judge tells them apart.
    marks.is_name(start) || caseless || particle
}

/// Whether a name may go on with a token: words, and hyphens or apostrophes without blanks.
pub fn can_go_on(marks: &Marks, at: usize) -> bool {
    match marks.shape(at) {
        Shape::Mark => marks.is_hyphen(at) || marks.is_mark(at, "&"),
        Shape::Lower => !marks.is_possessive(at),
        _ => true,
    }
}

/// A name ends in a capitalised word, or in lower case behind a hyphen ("Aix-les-bains").
pub fn can_end(marks: &Marks, start: usize, end: usize) -> bool {
    end == start && !marks.is_lower(end)
        || marks.is_name(end)
        || marks.shape(end) == Shape::Caseless
        || marks.shape(end) == Shape::Number && end > start
        || marks.is_lower(end) && end > start && marks.is_hyphen(end - 1) && !is_suffix(marks, end)
}

fn is_suffix(marks: &Marks, at: usize) -> bool {
    marks
        .cues(at)
        .any(Cues::AFFILIATION_SUFFIX | Cues::BASED_SUFFIX)
}

/// Whether only a comma or an opening bracket stands between two names.
pub fn are_joined(marks: &Marks, child: &Range<usize>, parent: &Range<usize>) -> bool {
    parent.start == child.end
        || parent.start == child.end + 1
            && (marks.is_mark(child.end, ",") || marks.is_mark(child.end, "("))
}

/// How the words between two names tell that one lies in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// The first in the second: "Novopavlivka in the Donetsk region".
    Within,
    /// The second in the first: "eastern Congo's North Kivu".
    Owner,
}

/// Words between two names, at most.
const MAX_BETWEEN: usize = 8;

/// How two names that follow each other in a sentence are related, if the words between them say.
pub fn between(marks: &Marks, first: &Range<usize>, second: &Range<usize>) -> Option<Between> {
    let gap = first.end..second.start;
    if gap.is_empty() || gap.len() > MAX_BETWEEN || !marks.sentence(first.start).contains(&gap.end)
    {
        return None;
    }
    let describes = |at: usize| {
        let cues = marks.lower_cues(at);
        cues.any(Cues::DIRECTION | Cues::GENERIC) || marks.raw(at) == "of"
    };
    if marks.is_possessive(gap.start) {
        return (gap.start + 1..gap.end)
            .all(describes)
            .then_some(Between::Owner);
    }
    // "the city of X, in the northern province of Y", "X town in Y"
    let mut at = gap.start;
    while at < gap.end && (marks.is_mark(at, ",") || marks.lower_cues(at).any(Cues::GENERIC)) {
        at += 1;
    }
    let is_in = at < gap.end && marks.raw(at) == "in";
    let is_the = |at: usize| matches!(marks.raw(at), "the" | "neighbouring" | "neighboring");
    let rest = at + 1..gap.end;
    (is_in && rest.into_iter().all(|at| is_the(at) || describes(at))).then_some(Between::Within)
}

/// Whether a capitalised generic behind the name may belong to it ("Osun State"): not when the
/// name goes on ("Cook County Jail", "Washington State University").
pub fn takes_generic(marks: &Marks, tokens: &Range<usize>, abbreviation: bool) -> bool {
    let next = tokens.end;
    let inside = Cues::DIVISION_GENERIC | Cues::WATER_GENERIC | Cues::LAND_GENERIC;
    marks.is_name(next)
        && marks.cues(next).any(inside)
        && !abbreviation
        && !marks.is_dateline(next)
        && marks.sentence(tokens.start).contains(&next)
}

/// What stands between a name and the generic of a site.
const SITE_KINDS: &[&str] = &[
    "refugee",
    "displacement",
    "displaced",
    "idp",
    "air",
    "military",
    "naval",
    "army",
    "border",
    "power",
    "nuclear",
    "oil",
    "gas",
    "coal",
    "gold",
    "copper",
    "railway",
    "train",
    "police",
];

fn is_site_kind(marks: &Marks, at: usize) -> bool {
    at + 1 < marks.len() && marks.is_lower(at) && SITE_KINDS.contains(&marks.folded(at))
}

/// "the provinces of Santiago, Holguin and Granma": the plural before a list of names.
fn listed(marks: &Marks, start: usize) -> Option<Generic> {
    let mut at = start;
    for _ in 0..MAX_BETWEEN {
        at = at.checked_sub(1)?;
        if marks.raw(at) == "of" {
            return Some(of_several(marks.folded(at.checked_sub(1)?))?.generic);
        }
        let goes_on = marks.is_name(at) || marks.is_mark(at, ",") || marks.raw(at) == "and";
        if !goes_on {
            return None;
        }
    }
    None
}

/// A generic in the plural.
struct Plural {
    generic: Generic,
    singular: &'static str,
}

impl Plural {
    /// The places named by some tokens and the generic in the singular.
    fn of_each(&self, marks: &Marks, gazetteer: &Gazetteer, tokens: &Range<usize>) -> Vec<Named> {
        let name = marks.span(tokens).of(marks.text.raw);
        gazetteer
            .lookup(&format!("{name} {}", self.singular))
            .collect()
    }
}

/// Adds what the singular of a plural behind the tokens names with them: "Dale and Geneva counties" are
/// no canton.
pub fn add_of_plural(
    marks: &Marks,
    gazetteer: &Gazetteer,
    tokens: &Range<usize>,
    named: &mut Vec<Named>,
) {
    if let Some(plural) = shared(marks, tokens.end) {
        let mut more = plural.of_each(marks, gazetteer, tokens);
        more.retain(|one| named.iter().all(|own| own.place != one.place));
        named.extend(more);
    }
}

/// The generic that a plural is of.
fn of_several(word: &str) -> Option<Plural> {
    let (generic, singular) = match word {
        "provinces" => (Generic::Province, "province"),
        "governorates" => (Generic::Province, "governorate"),
        "oblasts" => (Generic::Province, "oblast"),
        "regions" => (Generic::Province, "region"),
        "prefectures" => (Generic::Province, "prefecture"),
        "counties" => (Generic::County, "county"),
        "districts" => (Generic::District, "district"),
        "departments" => (Generic::Province, "department"),
        "municipalities" => (Generic::District, "municipality"),
        _ => return None,
    };
    Some(Plural { generic, singular })
}

/// "Balkh and Samangan provinces": the plural behind a list of names that holds for all of them.
fn shared(marks: &Marks, mut at: usize) -> Option<Plural> {
    for _ in 0..MAX_BETWEEN {
        if at >= marks.len() {
            return None;
        }
        if marks.is_lower(at) {
            if !matches!(marks.raw(at), "and" | "or") {
                return of_several(marks.folded(at));
            }
        } else if !marks.is_name(at) && !marks.is_mark(at, ",") {
            return None;
        }
        at += 1;
    }
    None
}

/// Seas and oceans that are named without the generic, behind an article.
const GO_BY_ARTICLE: &[&str] = &[
    "pacific",
    "atlantic",
    "mediterranean",
    "baltic",
    "adriatic",
    "aegean",
    "caspian",
];

/// The generic in lower case behind a name, or the one before "of" or directly before it.
pub fn beside(marks: &Marks, tokens: &Range<usize>) -> Option<Generic> {
    // "the Nuseirat refugee camp", "Bagram air base"
    let next = tokens.end + usize::from(is_site_kind(marks, tokens.end));
    if next < marks.len() && marks.lower_cues(next).any(Cues::GENERIC) && !marks.is_possessive(next)
    {
        return Generic::of(marks.folded(next), marks.cues(next));
    }
    let plural = shared(marks, tokens.end).map(|plural| plural.generic);
    if let Some(generic) = plural.or_else(|| listed(marks, tokens.start)) {
        return Some(generic);
    }
    // "the Red Sea", which is also a state of Sudan.
    if tokens.len() > 1 && matches!(marks.folded(tokens.end - 1), "sea" | "ocean") {
        return Some(Generic::Water);
    }
    let mut before = tokens.start.checked_sub(1)?;
    // "the eastern Pacific", which is also a town of Missouri.
    let water = tokens.len() == 1 && GO_BY_ARTICLE.contains(&marks.folded(tokens.start));
    if water && (marks.raw(before) == "the" || marks.cues(before).any(Cues::DIRECTION)) {
        return Some(Generic::Water);
    }
    if marks.raw(before) == "of" {
        before = before.checked_sub(1)?;
        let word = marks.folded(before);
        // "the neighbouring state of Niger" is no country.
        let is_described =
            |at: usize| !matches!(marks.raw(at), "the" | "a" | "an" | "this" | "that");
        if word == "state" && before.checked_sub(1).is_some_and(is_described) {
            return Some(Generic::Province);
        }
        // "the capital of X" and "the state of X" say nothing of X itself.
        if !marks
            .cues(before)
            .any(Cues::SETTLEMENT_GENERIC | Cues::DIVISION_GENERIC)
            || matches!(
                word,
                "capital" | "state" | "region" | "outskirts" | "cities" | "towns"
            )
            || word.ends_with('s') && !word.ends_with("ss")
        {
            return None;
        }
        return Generic::of(word, marks.cues(before));
    }
    let water = Cues::WATER_GENERIC | Cues::LAND_GENERIC;
    if marks.is_name(before) && marks.cues(before).any(water) {
        return Generic::of(marks.folded(before), marks.cues(before));
    }
    None
}
