//! Triggers: which words of a sentence tell an event, and in which sense.

use super::frames::{self, Frame, Pattern, Word};
use super::guard::guard_holds;
use super::lexicon;
use super::sense;
use super::view::View;
use crate::span::Span;
use crate::syntax::{Relation as R, Tagged, Upos};

/// Words a gap may cover.
const GAP: usize = 5;

/// The words that tell an event.
#[derive(Clone, Debug)]
pub(super) struct Trigger {
    pub frame: &'static Frame,
    /// The node that stands for it in the tree.
    pub node: usize,
    /// All its nodes, in order.
    pub nodes: Vec<usize>,
    /// The predicate it is told by: itself when it is a verb, for a noun the verb it depends on.
    pub predicate: usize,
    pub span: Span,
}

/// The triggers of a sentence in text order; they share no word.
pub(super) fn find_triggers(view: &View<'_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut taken = vec![false; view.len()];
    let mut starts: Vec<(usize, &'static Pattern)> = Vec::new();
    for node in 0..view.len() {
        let patterns = patterns_of(view.lemma(node), view.word(node));
        starts.extend(patterns.iter().map(|pattern| (node, pattern)));
    }
    starts.sort_by_key(|(node, pattern)| (std::cmp::Reverse(pattern.words.len()), *node));
    for (node, pattern) in starts {
        if taken[node] {
            continue;
        }
        let Some(trigger) = match_pattern(view, node, pattern) else {
            continue;
        };
        if trigger.nodes.iter().any(|node| taken[*node])
            || sense::describes_speaker(view, trigger.node)
            || !guard_holds(view, &trigger)
        {
            continue;
        }
        for node in &trigger.nodes {
            taken[*node] = true;
        }
        found.push(trigger);
    }
    found.sort_by_key(|trigger| trigger.span);
    found
}

fn patterns_of(lemma: &str, word: &str) -> &'static [Pattern] {
    let patterns = frames::patterns(lemma);
    if patterns.is_empty() {
        if word.contains(char::is_uppercase) {
            frames::patterns(&word.to_lowercase())
        } else {
            frames::patterns(word)
        }
    } else {
        patterns
    }
}

/// Whether a sentence has the words of some trigger, whatever its tree may say of them.
pub(super) fn may_tell(sentence: &Tagged<'_>) -> bool {
    let is_word = |at: usize, lemma: &str| is_form(sentence.lemma(at), sentence.word(at), lemma);
    (0..sentence.len()).any(|at| {
        patterns_of(sentence.lemma(at), sentence.word(at))
            .iter()
            .any(|pattern| words_of(pattern, at, sentence.len(), is_word).is_some())
    })
}

/// Where the words of a pattern are that begins at `start` of `count` words.
fn words_of(
    pattern: &Pattern,
    start: usize,
    count: usize,
    is_word: impl Fn(usize, &str) -> bool,
) -> Option<Vec<usize>> {
    let mut found = vec![start];
    let mut gap = 0;
    for word in &pattern.words[1..] {
        match word {
            Word::Gap => gap = GAP,
            Word::Lemma(lemma) => {
                let next = *found.last()? + 1;
                let end = (next + gap + 1).min(count);
                found.push((next..end).find(|at| is_word(*at, lemma))?);
                gap = 0;
            }
        }
    }
    Some(found)
}

fn match_pattern(view: &View<'_>, start: usize, pattern: &Pattern) -> Option<Trigger> {
    let is_word = |at: usize, lemma: &str| is_form(view.lemma(at), view.word(at), lemma);
    let mut nodes = words_of(pattern, start, view.len(), is_word)?;
    let frame = frames::frame(pattern.frame);
    let node = if frame.verb {
        start
    } else {
        view.head_of(&nodes)?
    };
    let tells = !sense::is_of_police(view, node)
        && if frame.verb {
            sense::tells_verb(view, node)
        } else {
            sense::tells_noun(view, node, &nodes, frame)
        };
    let span = view.span(start).cover(view.span(*nodes.last()?));
    // "Typhoon Kalmaegi": the name heads the phrase.
    let node = storm_name(view, node, frame).unwrap_or(node);
    if !nodes.contains(&node) {
        nodes.push(node);
    }
    tells.then(|| Trigger {
        frame,
        node,
        predicate: predicate_of(view, node, frame),
        nodes,
        span,
    })
}

/// The name that a kind of disaster stands before.
pub(super) fn storm_name(view: &View<'_>, node: usize, frame: &Frame) -> Option<usize> {
    let is_kind = matches!(
        view.relation(node),
        R::Compound | R::NmodDesc | R::Flat | R::Amod
    );
    // "the China Earthquake Networks Center" is none.
    let is_storm = view.classes[node].meets(*lexicon::STORM);
    let disaster = frame.leaf.event_type == "DISASTER" && !frame.verb && is_kind && is_storm;
    view.head(node)
        .filter(|head| disaster && *head > node && view.upos(*head) == Upos::Propn)
}

/// Whether a word with its own lemma is a form of another one.
fn is_form(own: &str, word: &str, lemma: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    own == lemma || word.eq_ignore_ascii_case(lemma) || singular.eq_ignore_ascii_case(lemma)
}

/// The verb that a noun trigger is an argument of, or the trigger itself.
fn predicate_of(view: &View<'_>, node: usize, frame: &Frame) -> usize {
    if frame.verb {
        return node;
    }
    let mut here = node;
    while let Some(head) = view.head(here) {
        match view.relation(here) {
            R::Obj | R::NsubjPass | R::Nsubj | R::Obl | R::OblAgent => return head,
            R::Conj | R::Appos | R::Nmod => here = head,
            _ => break,
        }
    }
    node
}
