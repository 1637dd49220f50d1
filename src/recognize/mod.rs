//! Recognition: which words are place names, and how they are used.
//!
//! The naive version marks every longest gazetteer name with a capital. What is added, and where:
//!
//! | departure | file |
//! |---|---|
//! | names in their own case only, token boundaries | `lookup.rs` |
//! | persons, organisations, streets, common words, abbreviations left alone | `judge.rs` |
//! | a person's surname later in the document | `people.rs` |
//! | "Paris, Texas" are two mentions, one the container of the other | `pairs.rs` |
//! | "Aleppo province", "the city of Aleppo": the generic guides resolution | `generic.rs` |
//! | "the village of Xyz" though no gazetteer has it | `unlisted.rs` |
//! | literal or associative | `usage.rs` |
//!
//! The word lists are tables under `tables/`, read by `words.rs`. A trained recogniser replaces
//! [`judge::judge`] and [`usage::usage`]; both see a context and return a decision.

mod generic;
mod judge;
mod lookup;
mod marks;
mod pairs;
mod people;
mod prominence;
mod runs;
mod unlisted;
mod usage;
mod words;

pub use generic::{Fit, Generic};
pub use judge::Reason;

use crate::analysis::MentionType;
use crate::gazetteer::{Gazetteer, Match as Named};
use crate::span::Span;
use crate::text::Text;
use judge::{Context, Verdict};
use lookup::Match;
use marks::Marks;
use pairs::Pair;
use people::People;
use prominence::Prominence;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// A place name in the text.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// The tokens.
    pub tokens: Range<usize>,
    /// Literal or associative.
    pub mention_type: MentionType,
    /// The places of that name, larger ones first; empty when the gazetteer has none.
    pub candidates: Vec<Named>,
    /// The generic beside it or in it.
    pub generic: Option<Generic>,
    /// Index of the mention that contains it by the text: in "Paris, Texas" that of "Texas".
    pub container: Option<usize>,
    /// Whether it is in the dateline.
    pub in_dateline: bool,
    /// Why it is not counted as a place by itself: it stands in a longer name. Only with
    /// [`Options::nested`].
    pub nested: Option<Reason>,
}

/// What to find.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Also names of places inside names of organisations, buildings and streets.
    pub nested: bool,
}

/// The place names of a text, in order, without overlaps.
pub fn find_mentions(text: &Text, gazetteer: &Gazetteer) -> Vec<Mention> {
    find_with(text, gazetteer, Options::default())
}

/// The place names of a text, as options say.
pub fn find_with(text: &Text, gazetteer: &Gazetteer, options: Options) -> Vec<Mention> {
    let marks = Marks::new(text);
    let matches = lookup::all(&marks, gazetteer);
    let pairs = pairs::find(&marks, gazetteer, &matches);
    let judged = judge_all(&marks, gazetteer, &matches, &pairs);
    let mut mentions = Vec::new();
    let mut index = vec![None; matches.len()];
    for (i, (found, judged)) in matches.iter().zip(&judged).enumerate() {
        let nested = match judged.verdict {
            Verdict::Place => None,
            Verdict::Nested(reason) if options.nested => Some(reason),
            _ => continue,
        };
        index[i] = Some(mentions.len());
        mentions.push(Mention {
            span: marks.span(&found.tokens),
            tokens: found.tokens.clone(),
            mention_type: MentionType::Literal,
            candidates: found.named.clone(),
            generic: found.generic,
            container: None,
            in_dateline: marks.is_dateline(found.tokens.start),
            nested,
        });
    }
    for pair in &pairs {
        if let (Some(child), Some(parent)) = (index[pair.child], index[pair.parent]) {
            mentions[child].container = Some(parent);
        }
    }
    let mut mentions = unlisted::add(&marks, mentions);
    set_usage(&marks, gazetteer, &mut mentions);
    mentions
}

/// Mentions at given spans, whether or not the rules would find them.
///
/// The candidates are the places of exactly that name; literal or associative and containers are
/// decided as for found mentions. Spans that overlap an earlier one are left out.
pub fn mentions_from_spans(text: &Text, spans: &[Span], gazetteer: &Gazetteer) -> Vec<Mention> {
    let marks = Marks::new(text);
    let mut ordered = spans.to_vec();
    ordered.sort();
    let mut matches: Vec<Match> = Vec::new();
    let mut kept: Vec<Span> = Vec::new();
    for span in ordered {
        let tokens = text.tokens_in(span);
        if tokens.is_empty() || kept.last().is_some_and(|last| last.overlaps(span)) {
            continue;
        }
        kept.push(span);
        matches.push(lookup::exactly(&marks, gazetteer, tokens, span));
    }
    let pairs = pairs::find(&marks, gazetteer, &matches);
    let mut mentions: Vec<Mention> = matches
        .into_iter()
        .zip(kept)
        .map(|(found, span)| Mention {
            span,
            mention_type: MentionType::Literal,
            in_dateline: marks.is_dateline(found.tokens.start),
            tokens: found.tokens,
            candidates: found.named,
            generic: found.generic,
            container: None,
            nested: None,
        })
        .collect();
    for pair in &pairs {
        mentions[pair.child].container = Some(pair.parent);
    }
    set_usage(&marks, gazetteer, &mut mentions);
    mentions
}

/// A match with its verdict.
struct Judged {
    verdict: Verdict,
}

fn judge_all(
    marks: &Marks,
    gazetteer: &Gazetteer,
    matches: &[Match],
    pairs: &[Pair],
) -> Vec<Judged> {
    let people = People::find(marks);
    let mut is_child = vec![false; matches.len()];
    let mut is_parent = vec![false; matches.len()];
    for pair in pairs {
        is_child[pair.child] = true;
        is_parent[pair.parent] = true;
    }
    let mut judged: Vec<Judged> = Vec::with_capacity(matches.len());
    for (i, found) in matches.iter().enumerate() {
        let context = Context {
            marks,
            found,
            run: runs::around(marks, &found.tokens),
            prominence: Prominence::of(gazetteer, &found.named),
            demonym_before: demonym_before(marks, gazetteer, found.tokens.start),
            container_follows: is_child[i],
            is_container: is_parent[i],
        };
        judged.push(Judged {
            verdict: judge::judge(&context, &people),
        });
    }
    settle_pairs(pairs, &mut judged);
    settle_doubts(marks, matches, &mut judged);
    judged
}

/// A container whose child is no place is judged alone: "Jordan Peters, Alabama".
fn settle_pairs(pairs: &[Pair], judged: &mut [Judged]) {
    for pair in pairs {
        let dangling = judged[pair.child].verdict != Verdict::Place
            && pair.parent_is_abbreviation
            && judged[pair.parent].verdict == Verdict::Place;
        if dangling {
            judged[pair.parent].verdict = Verdict::Other(Reason::Abbreviation);
        }
    }
}

/// A doubtful name is a place when the document uses the same name as one without doubt.
fn settle_doubts(marks: &Marks, matches: &[Match], judged: &mut [Judged]) {
    let sure: FxHashSet<&str> = matches
        .iter()
        .zip(judged.iter())
        .filter(|(_, judged)| judged.verdict == Verdict::Place)
        .map(|(found, _)| marks.folded(found.tokens.start))
        .collect();
    for (found, judged) in matches.iter().zip(judged.iter_mut()) {
        if let Verdict::Doubtful(reason) = judged.verdict {
            let settled = reason == Reason::CommonWord
                && found.tokens.len() == 1
                && sure.contains(marks.folded(found.tokens.start));
            judged.verdict = if settled {
                Verdict::Place
            } else {
                Verdict::Other(reason)
            };
        }
    }
}

fn demonym_before(marks: &Marks, gazetteer: &Gazetteer, start: usize) -> bool {
    start > 0
        && marks.is_name(start - 1)
        && gazetteer.demonym(marks.folded(start - 1)).next().is_some()
}

/// Decides literal or associative in text order, so that conjuncts can inherit.
fn set_usage(marks: &Marks, gazetteer: &Gazetteer, mentions: &mut [Mention]) {
    let mut contained = vec![None; mentions.len()];
    for i in 0..mentions.len() {
        let conjunct = i
            .checked_sub(1)
            .filter(|&last| is_conjunct(marks, &mentions[last].tokens, &mentions[i].tokens))
            .map(|last| mentions[last].mention_type);
        let mention_type = usage::usage(&usage::Use {
            marks,
            tokens: mentions[i].tokens.clone(),
            prominence: Prominence::of(gazetteer, &mentions[i].candidates),
            conjunct,
            contained: contained[i],
        });
        mentions[i].mention_type = mention_type;
        if let Some(parent) = mentions[i].container {
            contained[parent] = Some(MentionType::Literal);
        }
    }
}

/// Whether only "and", "or", a comma, a slash or an article stands between two mentions.
fn is_conjunct(marks: &Marks, last: &Range<usize>, next: &Range<usize>) -> bool {
    let gap = last.end..next.start;
    !gap.is_empty()
        && gap.len() <= 3
        && gap.clone().all(|i| {
            matches!(
                marks.raw(i),
                "," | "and" | "or" | "&" | "/" | "the" | "both" | "-" | "–"
            )
        })
        && marks.sentence(last.start).contains(&next.start)
}
