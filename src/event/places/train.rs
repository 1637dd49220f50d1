//! Training of the weights that link places to events. Not used when texts are analysed.

use super::scorer::Pairs;
use super::{Places, Weights};
use crate::event::about::About;
use crate::event::trigger::{Trigger, find_triggers};
use crate::event::view::View;
use crate::event::{Input, focus, frames};
use crate::span::Span;
use crate::syntax::Upos;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A marked verb and a place of its sentence.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The indicators.
    pub features: Vec<u32>,
    /// The name of the place.
    pub span: Span,
}

/// The pairs of the marked verbs of a document with the places in their sentences.
pub fn pairs(input: &Input<'_>, verbs: &[Span]) -> Vec<Pair> {
    let mut all = Vec::new();
    each_sentence(
        input,
        verbs,
        &Weights::default(),
        |places, view, triggers| {
            let named = places.named(view);
            let pairs = Pairs::new(view, triggers, &named);
            for at in marked(triggers, verbs) {
                for (place, named) in named.iter().enumerate() {
                    if named.toponym.is_some() {
                        all.push(Pair {
                            features: pairs.features(at, place),
                            span: named.span,
                        });
                    }
                }
            }
        },
    );
    all
}

/// The places that weights give to the marked verbs of a document.
pub fn linked(input: &Input<'_>, verbs: &[Span], weights: &Weights) -> Vec<Span> {
    let mut all = Vec::new();
    each_sentence(input, verbs, weights, |places, view, triggers| {
        let linked = places.link(view, triggers);
        for at in marked(triggers, verbs) {
            all.extend(linked[at].iter().map(|place| place.span));
        }
    });
    all
}

fn marked(triggers: &[Trigger], verbs: &[Span]) -> Vec<usize> {
    (0..triggers.len())
        .filter(|at| verbs.iter().any(|verb| triggers[*at].span.overlaps(*verb)))
        .collect()
}

/// Shows each sentence with a marked verb, and its triggers; a verb that is none is made one.
fn each_sentence(
    input: &Input<'_>,
    verbs: &[Span],
    weights: &Weights,
    mut show: impl FnMut(&Places<'_>, &View<'_>, &[Trigger]),
) {
    let places = Places {
        toponyms: input.toponyms,
        areas: input.areas,
        gazetteer: input.gazetteer,
        focus: focus(input.toponyms),
        weights,
    };
    let about = About::of(input.text);
    for (index, sentence) in input.text.sentences.iter().enumerate() {
        let here: Vec<Span> = verbs
            .iter()
            .copied()
            .filter(|verb| sentence.span.contains(*verb))
            .collect();
        if here.is_empty() {
            continue;
        }
        let view = View::new(input, index, &about);
        let mut triggers = find_triggers(&view);
        for verb in here {
            if triggers.iter().all(|trigger| !trigger.span.overlaps(verb)) {
                triggers.extend(made_trigger(&view, verb));
            }
        }
        show(&places, &view, &triggers);
    }
}

/// A marked word as the trigger of some deed.
fn made_trigger(view: &View<'_>, verb: Span) -> Option<Trigger> {
    let node = view.nodes_in(verb).next_back()?;
    let is_verb = matches!(view.upos(node), Upos::Verb | Upos::Aux);
    Some(Trigger {
        frame: frames::any_of("attack", is_verb)?,
        node,
        nodes: vec![node],
        predicate: node,
        span: view.span(node),
    })
}

/// Passes over the examples, the step of AdaGrad and the pull of each weight toward zero, by
/// F1 on held-back parts (`--folds 5`).
const PASSES: usize = 12;
const STEP: f64 = 0.15;
const DECAY: f64 = 2e-5;
/// Indicators seen less often are left out, and weights nearer to zero.
const LEAST_SEEN: usize = 4;
const LEAST_WEIGHT: f64 = 0.01;

/// The weights, as the lines that [`Weights::read`] takes: logistic regression, examples in the
/// order given.
pub fn learn(examples: &[(Pair, bool)]) -> String {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for key in examples.iter().flat_map(|(pair, _)| &pair.features) {
        *seen.entry(*key).or_default() += 1;
    }
    // Weight, sum of squared gradients, and sum of the weight over the examples.
    let mut weights: BTreeMap<u32, [f64; 3]> = seen
        .into_iter()
        .filter(|&(_, count)| count >= LEAST_SEEN)
        .map(|(key, _)| (key, [0.0, 1.0, 0.0]))
        .collect();
    let mut passed = 0.0;
    for _ in 0..PASSES {
        for (pair, right) in examples {
            let score: f64 = pair
                .features
                .iter()
                .filter_map(|key| weights.get(key))
                .map(|weight| weight[0])
                .sum();
            let error = f64::from(u8::from(*right)) - 1.0 / (1.0 + (-score).exp());
            for key in &pair.features {
                if let Some([weight, squares, _]) = weights.get_mut(key) {
                    let gradient = error - DECAY * *weight;
                    *squares += gradient * gradient;
                    *weight += STEP * gradient / squares.sqrt();
                }
            }
        }
        for weight in weights.values_mut() {
            weight[2] += weight[0];
        }
        passed += 1.0;
    }
    let mut table = String::from("indicator\tweight\n");
    for (key, [_, _, sum]) in weights {
        let mean = sum / passed;
        if mean.abs() >= LEAST_WEIGHT {
            let _ = writeln!(table, "{key:08x}\t{mean:.2}");
        }
    }
    table
}
