//! Training of the models of recognition. Not used when texts are analysed.
//!
//! Names: a semi-Markov conditional random field over each group of overlapping candidates: the
//! probability of a set of candidates that do not overlap is proportional to the exponential of
//! the sum of their scores. Usage: logistic regression. Both are learnt by AdaGrad with an L2
//! penalty, one example after the other in a fixed order, with an exponential function made of
//! additions and multiplications alone, so that the same corpora give the same bytes.

use super::facts::Facts;
use super::features::{Block, Features};
use super::lattice::{self, Candidate, Kind};
use super::marks::Marks;
use super::model::{Model, ROWS, Table, row};
use super::{FoundUse, usage_features};
use crate::analysis::MentionType;
use crate::gazetteer::Gazetteer;
use crate::span::Span;
use crate::text::Text;

/// How a corpus was annotated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Convention {
    /// Every place name, adjectives and names inside organisations too.
    All,
    /// Neither adjectives nor names inside organisations.
    Plain,
}

/// A place name that an annotator marked.
#[derive(Clone, Copy, Debug)]
pub struct Marked {
    /// The words.
    pub span: Span,
    /// How it is used, where the annotation says.
    pub usage: Option<MentionType>,
    /// Whether it is an adjective.
    pub adjective: bool,
}

/// One document as examples.
#[derive(Debug, Default)]
pub struct Lesson {
    groups: Vec<Overlapping>,
    usages: Vec<(Vec<u32>, bool)>,
    /// Marked names, and those of them that are candidates.
    pub coverage: (usize, usize),
    /// How much each example counts.
    pub weight: f64,
}

/// Candidates that overlap each other, directly or through others.
#[derive(Debug)]
struct Overlapping {
    length: usize,
    spans: Vec<Example>,
}

#[derive(Debug)]
struct Example {
    start: usize,
    end: usize,
    features: Vec<u32>,
    is_name: bool,
}

/// Settings of training, with which parts can be left out to measure their worth.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: usize,
    /// First step of AdaGrad.
    pub step: f64,
    /// L2 penalty.
    pub penalty: f64,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            epochs: 10,
            step: 0.05,
            penalty: 0.01,
        }
    }
}

/// Examples from a document with its marked names.
///
/// `without` leaves a block of features out.
pub fn lesson(
    text: &Text,
    marked: &[Marked],
    convention: Convention,
    gazetteer: &Gazetteer,
    without: Option<Block>,
) -> Lesson {
    let marks = Marks::new(text);
    let mut candidates = lattice::all(&marks, gazetteer);
    if convention == Convention::Plain {
        candidates.retain(|candidate| candidate.kind != Kind::Demonym);
    }
    let facts = Facts::new(&marks, gazetteer, &candidates);
    let names = chosen(&marks, &candidates, marked);
    let mut features = Features::without(without);
    let mut lesson = Lesson {
        weight: 1.0,
        coverage: (marked.len(), names.iter().flatten().count()),
        ..Lesson::default()
    };
    let is_name = |at: usize| names.contains(&Some(at));
    let mut at = 0;
    while at < candidates.len() {
        let first = at;
        let start = candidates[first].tokens.start;
        let mut end = candidates[first].tokens.end;
        let mut spans = Vec::new();
        while at < candidates.len() && (at == first || candidates[at].tokens.start < end) {
            let tokens = &candidates[at].tokens;
            end = end.max(tokens.end);
            features.of(at, &candidates, &facts, gazetteer);
            spans.push(Example {
                start: tokens.start - start,
                end: tokens.end - start,
                features: features.all.clone(),
                is_name: is_name(at),
            });
            at += 1;
        }
        lesson.groups.push(Overlapping {
            length: end - start,
            spans,
        });
    }
    lesson.usages = usage_examples(text, marked, gazetteer);
    lesson
}

/// The candidate of each marked name.
fn chosen(marks: &Marks, candidates: &[Candidate], marked: &[Marked]) -> Vec<Option<usize>> {
    marked
        .iter()
        .map(|name| {
            let same = |at: &usize| marks.span(&candidates[*at].tokens) == name.span;
            (0..candidates.len()).filter(same).min_by_key(|&at| {
                let candidate = &candidates[at];
                let known = candidate.prominence.is_country || candidate.prominence.is_division;
                match candidate.kind {
                    Kind::Demonym => u8::from(known && !name.adjective) * 2,
                    Kind::Listed => 1,
                    Kind::WithGeneric => 3,
                    Kind::Unlisted => 4,
                }
            })
        })
        .collect()
}

fn usage_examples(text: &Text, marked: &[Marked], gazetteer: &Gazetteer) -> Vec<(Vec<u32>, bool)> {
    let spans: Vec<Span> = marked.iter().map(|name| name.span).collect();
    let uses: Vec<FoundUse> = usage_features(text, &spans, gazetteer);
    uses.into_iter()
        .filter_map(|found| {
            let name = marked.iter().find(|name| name.span == found.span)?;
            let usage = name.usage?;
            (!name.adjective).then_some((found.features, usage == MentionType::Associative))
        })
        .collect()
}

/// Learns both models from examples.
pub fn learn(lessons: &[&Lesson], settings: &Settings) -> Model {
    let mut names = AdaGrad::new(settings);
    let mut usage = AdaGrad::new(settings);
    let groups: Vec<(&Overlapping, f64)> = lessons
        .iter()
        .flat_map(|lesson| lesson.groups.iter().map(|group| (group, lesson.weight)))
        .collect();
    let usages: Vec<(&(Vec<u32>, bool), f64)> = lessons
        .iter()
        .flat_map(|lesson| lesson.usages.iter().map(|usage| (usage, lesson.weight)))
        .collect();
    for epoch in 0..settings.epochs {
        for at in shuffled(groups.len(), epoch as u64) {
            let (group, weight) = groups[at];
            names.learn_group(group, weight);
        }
        for at in shuffled(usages.len(), epoch as u64) {
            let ((features, right), weight) = usages[at];
            let gap = f64::from(*right) - logistic(usage.score(features));
            usage.learn(features, gap * weight);
        }
        if epoch + AVERAGED >= settings.epochs {
            names.remember();
            usage.remember();
        }
    }
    Model {
        names: Table::rounded(&names.average()),
        usage: Table::rounded(&usage.average()),
    }
}

/// Passes whose weights are averaged: the last, when little changes but by the order of examples.
const AVERAGED: usize = 6;

/// Weights with the sums of squares of their gradients.
struct AdaGrad {
    weights: Vec<f64>,
    /// Sums of the weights that are averaged, and how many.
    sums: Vec<f64>,
    remembered: usize,
    squares: Vec<f64>,
    step: f64,
    penalty: f64,
}

impl AdaGrad {
    fn new(settings: &Settings) -> AdaGrad {
        AdaGrad {
            weights: vec![0.0; ROWS],
            sums: vec![0.0; ROWS],
            remembered: 0,
            squares: vec![1e-2; ROWS],
            step: settings.step,
            penalty: settings.penalty,
        }
    }

    /// Counts the weights of now towards the average.
    fn remember(&mut self) {
        self.remembered += 1;
        for (sum, weight) in self.sums.iter_mut().zip(&self.weights) {
            *sum += weight;
        }
    }

    fn average(&self) -> Vec<f64> {
        let count = self.remembered.max(1) as f64;
        self.sums.iter().map(|sum| sum / count).collect()
    }

    fn score(&self, features: &[u32]) -> f64 {
        features.iter().map(|f| self.weights[row(*f)]).sum()
    }

    /// Goes up the gradient of the likelihood less the penalty.
    fn learn(&mut self, features: &[u32], gap: f64) {
        for feature in features {
            let row = row(*feature);
            let gradient = gap - self.penalty * self.weights[row];
            self.squares[row] += gradient * gradient;
            self.weights[row] += self.step * gradient / self.squares[row].sqrt();
        }
    }

    /// One step for a group: each candidate by its label less its probability.
    fn learn_group(&mut self, group: &Overlapping, weight: f64) {
        let potentials: Vec<f64> = group
            .spans
            .iter()
            .map(|span| exponential(self.score(&span.features).clamp(-MAX_SCORE, MAX_SCORE)))
            .collect();
        let mut before = vec![1.0; group.length + 1];
        for position in 1..=group.length {
            before[position] = before[position - 1];
            for (span, potential) in group.spans.iter().zip(&potentials) {
                if span.end == position {
                    before[position] += before[span.start] * potential;
                }
            }
        }
        let mut after = vec![1.0; group.length + 1];
        for position in (0..group.length).rev() {
            after[position] = after[position + 1];
            for (span, potential) in group.spans.iter().zip(&potentials) {
                if span.start == position {
                    after[position] += after[span.end] * potential;
                }
            }
        }
        let total = before[group.length];
        for (span, potential) in group.spans.iter().zip(&potentials) {
            let probability = before[span.start] * potential * after[span.end] / total;
            let gap = f64::from(span.is_name) - probability;
            if gap.abs() > 1e-4 {
                self.learn(&span.features, gap * weight);
            }
        }
    }
}

/// Scores beyond this are cut: certain enough.
const MAX_SCORE: f64 = 30.0;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exponential((-x).clamp(-MAX_SCORE, MAX_SCORE)))
}

/// e to the power of `x`, for |x| ≤ 700, to 15 digits, the same on every machine.
pub(crate) fn exponential(x: f64) -> f64 {
    let power = (x / std::f64::consts::LN_2).round();
    let rest = x - power * std::f64::consts::LN_2;
    // Taylor's series; |rest| ≤ 0.35, so the term after the last is below 1e-17.
    let series = (1..=13)
        .rev()
        .fold(1.0, |sum, n| 1.0 + sum * rest / f64::from(n));
    let exponent = (1023 + power as i64) as u64;
    series * f64::from_bits(exponent << 52)
}

/// The numbers below `count` in an order that `seed` fixes.
pub(crate) fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for last in (1..count).rev() {
        // Xorshift; Marsaglia 2003.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        order.swap(last, (state % (last as u64 + 1)) as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_right() {
        for x in [-30.0, -1.0, -0.1, 0.0, 0.3, 1.0, 20.0, 30.0f64] {
            let error = (exponential(x) / x.exp() - 1.0).abs();
            assert!(error < 1e-14, "{x}: {error}");
        }
    }
}
