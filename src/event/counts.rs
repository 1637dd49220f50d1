//! Counts: how many were killed, injured, detained, released, displaced or are missing.
//!
//! A number is read from its words, then the word that says what happened to those counted
//! is looked for: the verb that governs their noun, or an adjective beside it. A breakdown
//! after "including" counts nothing of its own.

use super::lexicon;
use super::view::View;
use crate::analysis::{Count, CountKind, CountPrecision, Timex};
use crate::span::Span;
use crate::syntax::{Relation as R, Upos, Xpos};

/// A count and the node that says what happened.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub count: Count,
    /// The verb or adjective of the outcome.
    pub outcome: usize,
    /// The noun that is counted.
    noun: usize,
}

/// Lemmas that say what happened to those counted.
const OUTCOMES: &[(CountKind, &[&str])] = &[
    (
        CountKind::Killed,
        &[
            "kill",
            "killing",
            "assassination",
            "execution",
            "die",
            "dead",
            "perish",
            "death",
            "slay",
            "murder",
            "execute",
            "massacre",
            "eliminate",
            "neutralize",
            "neutralise",
            "fatality",
            "behead",
            "assassinate",
            "drown",
            "toll",
            "slaughter",
        ],
    ),
    (
        CountKind::Injured,
        &[
            "injure", "wound", "injured", "wounded", "hurt", "injury", "maim", "sicken",
        ],
    ),
    (
        CountKind::Detained,
        &[
            "arrest",
            "detain",
            "detention",
            "imprison",
            "jail",
            "apprehend",
            "arrested",
            "detained",
        ],
    ),
    (
        CountKind::Released,
        &[
            "release", "free", "freed", "released", "liberate", "exchange", "swap", "parole",
        ],
    ),
    (
        CountKind::Displaced,
        &[
            "displace",
            "displaced",
            "uproot",
            "flee",
            "evict",
            "evacuate",
            "homeless",
        ],
    ),
    (CountKind::Missing, &["missing", "unaccounted", "disappear"]),
];

fn outcome_kind(lemma: &str) -> Option<CountKind> {
    OUTCOMES
        .iter()
        .find(|(_, lemmas)| lemmas.contains(&lemma))
        .map(|(kind, _)| *kind)
}

/// What a word says happened: by its lemma, by its form ("missing"), or as a deadly deed ("shot dead",
/// "beaten to death").
fn outcome_at(view: &View<'_>, node: usize) -> Option<CountKind> {
    let word = view.word(node).to_lowercase();
    outcome_kind(view.lemma(node))
        .or_else(|| outcome_kind(&word))
        .or_else(|| drives_out(view, node).then_some(CountKind::Displaced))
        .or_else(|| is_deadly(view, node).then_some(CountKind::Killed))
}

/// "driven from their homes", "forced out of their villages", "forced to leave".
fn drives_out(view: &View<'_>, node: usize) -> bool {
    let out = |child: usize| {
        matches!(view.lemma(child), "home" | "house" | "village")
            && matches!(
                view.preposition(child).as_deref(),
                Some("from" | "out of" | "out")
            )
    };
    let leaves = |child: usize| matches!(view.lemma(child), "leave" | "flee" | "evacuate");
    let mut after = node..(node + 12).min(view.len());
    matches!(view.lemma(node), "drive" | "force") && after.any(|child| out(child) || leaves(child))
}

/// Verbs that kill when "dead", "to death" or "and killed" follows.
const DEADLY: &[&str] = &[
    "shoot", "gun", "beat", "stab", "burn", "hack", "crush", "trample",
];

fn is_deadly(view: &View<'_>, node: usize) -> bool {
    // "claimed the lives of six people"
    let costs_life = view.lemma(node) == "life"
        && view
            .head(node)
            .is_some_and(|head| matches!(view.lemma(head), "claim" | "take" | "cost" | "lose"));
    if costs_life {
        return true;
    }
    let after = node + 1..(node + 4).min(view.len());
    DEADLY.contains(&view.lemma(node))
        && after
            .into_iter()
            .any(|next| matches!(view.lemma(next), "dead" | "death" | "kill" | "die"))
}

/// The counts of a sentence, in text order.
pub(super) fn find_counts(view: &View<'_>, timexes: &[Timex]) -> Vec<Counted> {
    let mut counts = Vec::new();
    let mut node = 0;
    while node < view.len() {
        if timexes
            .iter()
            .any(|timex| timex.span.contains(view.span(node)))
        {
            node += 1;
            continue;
        }
        match read_number(view, node) {
            Some(number) => {
                node = number.end;
                counts.extend(counted(view, &number));
            }
            None => node += 1,
        }
    }
    counts
}

/// "21 passengers and four soldiers were killed": the sum of what is coordinated.
pub(super) fn summed(view: &View<'_>, counts: Vec<Counted>) -> Vec<Counted> {
    let mut sums: Vec<Counted> = Vec::new();
    for counted in counts {
        let joins = |sum: &Counted| {
            sum.outcome == counted.outcome
                && sum.count.kind == counted.count.kind
                && view.relation(counted.noun) == R::Conj
                && view.head(counted.noun) == Some(sum.noun)
        };
        match sums.iter_mut().find(|sum| joins(sum)) {
            Some(sum) => {
                sum.count.value = sum.count.value.saturating_add(counted.count.value);
                sum.count.span = sum.count.span.cover(counted.count.span);
                if sum.count.precision == CountPrecision::Exact {
                    sum.count.precision = counted.count.precision;
                }
            }
            None => sums.push(counted),
        }
    }
    sums
}

/// A person or thing named in the singular is one: "killed a police inspector".
pub(super) fn single(view: &View<'_>, target: usize, outcome: usize) -> Option<Counted> {
    let kind = outcome_at(view, outcome)?;
    let singular = view.parse.nodes[target].xpos == Xpos::Nn
        && view.upos(target) == Upos::Noun
        && view.classes[target].meets(*lexicon::PERSON)
        && !view.classes[target].meets(*lexicon::GROUP)
        && view.child(target, &[R::Nummod, R::Conj]).is_none()
        && view.child(target, &[R::Det, R::NmodPoss]).is_some();
    let span = view.span(target);
    singular.then_some(Counted {
        count: Count {
            kind,
            value: if matches!(view.lemma(target), "couple" | "pair") {
                2
            } else {
                1
            },
            precision: CountPrecision::Exact,
            span,
        },
        outcome,
        noun: target,
    })
}

/// A number in words or figures, with the nodes it covers.
#[derive(Debug)]
struct Number {
    value: u64,
    precision: CountPrecision,
    start: usize,
    end: usize,
}

fn counted(view: &View<'_>, number: &Number) -> Option<Counted> {
    let last = number.end - 1;
    if is_breakdown(view, number.start) {
        return None;
    }
    let outcome = beside(view, number)
        .or_else(|| governing(view, last))
        .or_else(|| toll(view, last))?;
    let kind = outcome_at(view, outcome)?;
    if is_measure(view, number, kind) {
        return None;
    }
    let span = view.span(number.start).cover(view.span(last));
    let count = Count {
        kind,
        value: number.value,
        precision: number.precision,
        span,
    };
    let noun = counted_noun(view, last);
    Some(Counted {
        count,
        outcome,
        noun,
    })
}

/// "18 dead", "11 injured", "some 50 civilians missing", "six were wounded".
fn beside(view: &View<'_>, number: &Number) -> Option<usize> {
    let noun = counted_noun(view, number.end - 1);
    let after = noun.max(number.end - 1) + 1;
    (number.end..(after + 3).min(view.len()))
        .take_while(|node| !matches!(view.word(*node), "," | ";" | "and" | "." | "of"))
        .find(|node| outcome_at(view, *node).is_some())
}

/// The verb above those counted: "killing 14 soldiers", "14 soldiers were killed".
fn governing(view: &View<'_>, number: usize) -> Option<usize> {
    let mut here = counted_noun(view, number);
    for _ in 0..4 {
        let head = view.head(here)?;
        if outcome_at(view, head).is_some() {
            return Some(head);
        }
        // "15 people were abducted and killed"
        if matches!(view.relation(here), R::NsubjPass | R::Nsubj) {
            let shares = |verb: &usize| {
                outcome_at(view, *verb).is_some()
                    && view.child(*verb, &[R::Nsubj, R::NsubjPass]).is_none()
            };
            return view.children_with(head, &[R::Conj]).find(shares);
        }
        let passes_on = matches!(
            view.relation(here),
            R::Nummod | R::Nmod | R::Conj | R::Obj | R::Nsubj | R::NsubjPass | R::Appos | R::Obl
        );
        let argument = matches!(view.relation(here), R::Obj | R::Nsubj | R::NsubjPass);
        if !passes_on || argument || view.is_verb(head) {
            return None;
        }
        here = head;
    }
    None
}

/// Verbs that tell what a toll has come to.
const COMES_TO: &[&str] = &[
    "rise", "climb", "reach", "pass", "exceed", "stand", "top", "increase", "grow", "jump", "mount",
];

/// "the death toll rose to 47", "the number of dead has passed 1,600".
fn toll(view: &View<'_>, number: usize) -> Option<usize> {
    let noun = counted_noun(view, number);
    let verb = view
        .head(noun)
        .filter(|_| matches!(view.relation(noun), R::Obl | R::Obj | R::Nummod | R::Xcomp))?;
    let subject = view.subject(verb)?.node;
    let counts = matches!(view.lemma(subject), "toll" | "number" | "figure");
    (counts && COMES_TO.contains(&view.lemma(verb)))
        .then(|| {
            view.parse
                .subtree_span(subject)
                .find(|node| outcome_at(view, *node).is_some())
        })
        .flatten()
}

/// The noun a number counts, or the number itself when it stands alone.
fn counted_noun(view: &View<'_>, number: usize) -> usize {
    let next = number + 1;
    // "four more of its soldiers"
    let is_part = matches!(word_or_none(view, next), "more" | "others")
        && word_or_none(view, next + 1) == "of";
    if is_part && let Some(whole) = view.head(next + 1) {
        return whole;
    }
    match view.head(number) {
        // "Thirty demonstrators were arrested", read as an adverb of the verb.
        Some(head) if view.is_verb(head) && next < view.len() && view.upos(next) == Upos::Noun => {
            next
        }
        Some(head) if matches!(view.relation(number), R::Nummod | R::Compound | R::Advmod) => head,
        _ => number,
    }
}

/// "12, including three children": the three are among the 12.
fn is_breakdown(view: &View<'_>, start: usize) -> bool {
    if is_whole(view, start) {
        return true;
    }
    let from = start.saturating_sub(4);
    (from..start).any(|node| matches!(view.lemma(node), "include" | "including" | "among"))
}

/// "three of its 24 crew": the 24 are those of whom three are told.
fn is_whole(view: &View<'_>, number: usize) -> bool {
    let noun = counted_noun(view, number);
    view.relation(noun) == R::Nmod
        && view.preposition(noun).as_deref() == Some("of")
        && view
            .head(noun)
            .is_some_and(|head| view.upos(head) == Upos::Num)
}

/// Numbers that count no people: years, ages, money, distances, hours, vehicles.
fn is_measure(view: &View<'_>, whole: &Number, kind: CountKind) -> bool {
    let number = whole.end - 1;
    let noun = counted_noun(view, number);
    let next = word_or_none(view, number + 1);
    let is_glued = number + 1 < view.len() && view.span(number).end == view.span(number + 1).start;
    let before = whole
        .start
        .checked_sub(1)
        .map_or("", |before| view.word(before));
    let is_told = number + 1 < view.len() && outcome_at(view, number + 1).is_some();
    // Who is arrested is somebody, whatever the word.
    let is_arrested = kind == CountKind::Detained && !view.classes[noun].meets(*lexicon::THINGS);
    let of_things = noun != number
        && !is_told
        && !is_arrested
        && !view.classes[noun].meets(*lexicon::PERSON)
        && !matches!(
            view.lemma(noun),
            "other" | "more" | "dead" | "body" | "family" | "life" | "total" | "soul"
        );
    matches!(
        next,
        "%" | "percent" | "km" | "kilometres" | "kilometers" | "miles" | "a.m." | "p.m."
    ) || is_glued && next == "-"
        || matches!(before, "$" | "€" | "£" | "-" | "aged" | "No.")
        || of_things && !view.country_people(noun)
}

/// The word of a node, empty after the last.
fn word_or_none<'a>(view: &View<'a>, node: usize) -> &'a str {
    if node < view.len() {
        view.word(node)
    } else {
        ""
    }
}

/// "half a million".
fn read_half(view: &View<'_>, start: usize) -> Option<Number> {
    let end = start + 3;
    let is = |at: usize, word: &str| view.word(at).eq_ignore_ascii_case(word);
    if end > view.len() || !is(start, "half") || !is(start + 1, "a") {
        return None;
    }
    let whole = word_value(view, start + 2).filter(|whole| *whole > 1)?;
    Some(Number {
        value: whole / 2,
        precision: CountPrecision::Approximate,
        start,
        end,
    })
}

/// "1.4 million".
fn read_decimal(view: &View<'_>, start: usize) -> Option<Number> {
    let end = start + 2;
    if end > view.len() || !view.word(start).contains('.') {
        return None;
    }
    let figures: f64 = view.word(start).parse().ok()?;
    let unit = word_value(view, start + 1).filter(|unit| *unit >= 1_000)?;
    let value = (figures * unit as f64).round();
    // Counts of people are far below 2^53.
    (value.is_finite() && value > 0.0).then(|| Number {
        value: value as u64,
        precision: precision_before(view, start),
        start,
        end,
    })
}

fn read_number(view: &View<'_>, start: usize) -> Option<Number> {
    if let Some(number) = read_half(view, start).or_else(|| read_decimal(view, start)) {
        return Some(number);
    }
    let mut value = word_value(view, start)?;
    let mut end = start + 1;
    while end < view.len() {
        let joined = matches!(view.word(end), "-" | "and") && end + 1 < view.len();
        let next = if joined { end + 1 } else { end };
        let Some(more) = word_value(view, next) else {
            break;
        };
        let combined = combine(value, more);
        let Some(combined) = combined.filter(|_| !joined || value >= 20 && more < 100) else {
            break;
        };
        value = combined;
        end = next + 1;
    }
    let precision = precision_before(view, start);
    Some(Number {
        value,
        precision,
        start,
        end,
    })
}

/// "two hundred" multiplies, "twenty one" and "two hundred five" add.
fn combine(value: u64, more: u64) -> Option<u64> {
    match more {
        100 | 1_000 | 1_000_000 if value < more || more == 100 => value.checked_mul(more),
        1..=9 if value.is_multiple_of(10) && value >= 20 => Some(value + more),
        1..=99 if value.is_multiple_of(100) && value >= 100 => Some(value + more),
        _ => None,
    }
}

fn word_value(view: &View<'_>, node: usize) -> Option<u64> {
    let word = view.word(node);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return parse_figures(word);
    }
    let index = NUMBER_WORDS
        .iter()
        .position(|(name, _)| word.eq_ignore_ascii_case(name))?;
    let (name, value) = NUMBER_WORDS[index];
    let pronoun = name == "one" && view.upos(node) != Upos::Num;
    (!pronoun).then_some(value)
}

fn parse_figures(word: &str) -> Option<u64> {
    let grouped = word.split(',').skip(1).all(|group| group.len() == 3);
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    grouped.then(|| digits.parse().ok()).flatten()
}

const NUMBER_WORDS: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1_000),
    ("million", 1_000_000),
];

/// What the words before a number say of its exactness.
fn precision_before(view: &View<'_>, start: usize) -> CountPrecision {
    let from = start.saturating_sub(3);
    for node in (from..start).rev() {
        let word = view.word(node).to_lowercase();
        match word.as_str() {
            "least" | "than" if node > 0 && is_floor(view, node) => return CountPrecision::AtLeast,
            "over" => return CountPrecision::AtLeast,
            "about" | "around" | "some" | "nearly" | "almost" | "approximately" | "roughly"
            | "estimated" | "perhaps" | "up" => return CountPrecision::Approximate,
            _ => {}
        }
    }
    CountPrecision::Exact
}

fn is_floor(view: &View<'_>, node: usize) -> bool {
    matches!(view.word(node - 1).to_lowercase().as_str(), "at" | "more")
}

/// Keeps one count of each kind: the largest, as totals are larger than their parts.
pub(super) fn one_of_each(counts: Vec<Count>) -> Vec<Count> {
    CountKind::ALL
        .iter()
        .filter_map(|kind| {
            let of_kind = counts.iter().filter(|count| count.kind == *kind);
            of_kind
                .max_by_key(|count| (count.value, std::cmp::Reverse(count.span)))
                .cloned()
        })
        .collect()
}

/// The words of all counts, joined: what `count_text` shows.
pub fn count_text(counts: &[Count], raw: &str) -> Option<String> {
    let mut spans: Vec<Span> = counts.iter().map(|count| count.span).collect();
    spans.sort_unstable();
    spans.dedup();
    let words: Vec<&str> = spans.iter().map(|span| span.of(raw)).collect();
    (!words.is_empty()).then(|| words.join("; "))
}
