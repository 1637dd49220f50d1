//! Training of the resolver. Not used when texts are analysed.
//!
//! A name of a document is a question: which of its places is meant? The probability of each is
//! its share of the softmax of the scores; learning maximises that of the right ones, by AdaGrad
//! with an L2 penalty in a fixed order. What the other names are taken for is evidence, so the
//! questions are asked anew with the weights of the round before.

use super::evidence::{Evidence, Story};
use super::home::Home;
use super::weights::{CONFIDENCE_NAMES, TERMS, Term, Weights};
use super::{Decision, confidence_features, decide, dot, group};
use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::recognize::Mention;
use crate::recognize::train::{exponential, shuffled};
use crate::text::Text;

/// Rounds of asking and learning.
const ROUNDS: usize = 3;
/// Passes over the questions in a round.
const EPOCHS: usize = 15;
/// First step of AdaGrad.
const STEP: f64 = 0.3;
/// L2 penalty by question.
const PENALTY: f64 = 2e-4;
/// Parts of the lessons that the confidence is learnt on, each with the weights of the others.
const PARTS: usize = 4;

/// One document to learn from.
pub struct Lesson<'l> {
    /// The text.
    pub text: &'l Text<'l>,
    /// Its names.
    pub mentions: &'l [Mention],
    /// The outlet's home.
    pub home: Option<Home>,
    /// What a place is worth as answer for a mention; `None` when nobody knows.
    pub worth: &'l (dyn Fn(usize, PlaceIndex) -> Option<Worth> + Sync),
    /// How much it counts.
    pub weight: f64,
}

/// What a place is worth as an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// Another place.
    Wrong,
    /// Near enough to count as right when accuracy is measured.
    Near,
    /// The very place.
    Exact,
}

/// The candidates of a name with their evidence and what each is worth.
struct Question {
    evidence: Vec<Evidence>,
    worth: Vec<Worth>,
    /// Whether each is among the best that there are.
    right: Vec<bool>,
    weight: f64,
}

/// The weights that learning begins with: enough for a first guess at the other names.
fn first_guess() -> Weights {
    let mut weights = Weights {
        terms: [0.0; TERMS],
        confidence: [0.0; CONFIDENCE_NAMES.len()],
    };
    weights.terms[Term::Population as usize] = 6.0;
    weights.terms[Term::Level as usize] = 2.0;
    weights.terms[Term::Country as usize] = 3.0;
    weights.terms[Term::Container as usize] = 8.0;
    weights
}

/// Learns all weights from documents; `without` names terms to leave out.
pub fn learn(lessons: &[Lesson], gazetteer: &Gazetteer, without: &[&str]) -> Weights {
    let mut weights = learn_terms(lessons, gazetteer, without);
    let mut answers = Vec::new();
    for part in 0..PARTS {
        let (held_out, rest): (Vec<_>, Vec<_>) = lessons
            .iter()
            .enumerate()
            .partition(|(at, _)| at % PARTS == part);
        let rest: Vec<Lesson> = rest.into_iter().map(|(_, lesson)| lesson.clone()).collect();
        let parted = learn_terms(&rest, gazetteer, without);
        for (_, lesson) in held_out {
            for question in questions(lesson, gazetteer, &parted) {
                answers.extend(answer(&question, &parted));
            }
        }
    }
    weights.confidence = learn_confidence(&answers);
    weights
}

impl Clone for Lesson<'_> {
    fn clone(&self) -> Self {
        Lesson { ..*self }
    }
}

fn learn_terms(lessons: &[Lesson], gazetteer: &Gazetteer, without: &[&str]) -> Weights {
    let mut weights = first_guess();
    for _ in 0..ROUNDS {
        let asked: Vec<Question> = lessons
            .iter()
            .flat_map(both_ways)
            .flat_map(|lesson| questions(&lesson, gazetteer, &weights))
            .filter(|question| question.right.contains(&true))
            .collect();
        weights.terms = learn_round(&asked, without);
    }
    weights
}

/// A lesson whose outlet is known is had once more as if it were not, each for half.
fn both_ways<'l>(lesson: &Lesson<'l>) -> Vec<Lesson<'l>> {
    if lesson.home.is_none() {
        return vec![lesson.clone()];
    }
    let halved = Lesson {
        weight: lesson.weight / 2.0,
        ..lesson.clone()
    };
    let homeless = Lesson {
        home: None,
        ..halved.clone()
    };
    vec![halved, homeless]
}

/// The questions of a document as `weights` resolve the other names.
fn questions(lesson: &Lesson, gazetteer: &Gazetteer, weights: &Weights) -> Vec<Question> {
    let (groups, _) = group::groups(lesson.text, lesson.mentions, gazetteer);
    let story = Story::new(lesson.text, &groups, lesson.home, gazetteer);
    let decisions = decide(&groups, &story, &weights.terms);
    let mut questions = Vec::new();
    for (group, Decision { evidence, .. }) in groups.iter().zip(decisions) {
        let known: Vec<usize> = group
            .mentions
            .iter()
            .copied()
            .filter(|&mention| {
                let first = group.candidates.first();
                first.is_some_and(|first| (lesson.worth)(mention, first.place).is_some())
            })
            .collect();
        let Some(&mention) = known.first() else {
            continue;
        };
        let worth: Vec<Worth> = group
            .candidates
            .iter()
            .map(|candidate| (lesson.worth)(mention, candidate.place).unwrap_or(Worth::Wrong))
            .collect();
        let best = worth.iter().max().copied().unwrap_or(Worth::Wrong);
        let is_best = |worth: &Worth| *worth == best && best > Worth::Wrong;
        questions.push(Question {
            evidence,
            right: worth.iter().map(is_best).collect(),
            worth,
            // A name that is often used counts more, but not as often as it is used.
            weight: lesson.weight * (known.len() as f64).sqrt(),
        });
    }
    questions
}

fn learn_round(questions: &[Question], without: &[&str]) -> [f64; TERMS] {
    let mut weights = [0.0; TERMS];
    let mut squares = [1e-2; TERMS];
    let left_out: Vec<usize> = (0..TERMS)
        .filter(|&term| without.contains(&super::weights::TERM_NAMES[term]))
        .collect();
    for epoch in 0..EPOCHS {
        for at in shuffled(questions.len(), epoch as u64) {
            let question = &questions[at];
            let gradient = gradient(question, &weights);
            for term in 0..TERMS {
                let slope = gradient[term] * question.weight - PENALTY * weights[term];
                squares[term] += slope * slope;
                weights[term] += STEP * slope / squares[term].sqrt();
            }
            left_out.iter().for_each(|&term| weights[term] = 0.0);
        }
    }
    weights
}

/// Evidence expected of the right candidates less that expected of all.
fn gradient(question: &Question, weights: &[f64; TERMS]) -> Evidence {
    let scores: Vec<f64> = question.evidence.iter().map(|e| dot(e, weights)).collect();
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores
        .iter()
        .map(|score| exponential((score - most).max(-60.0)))
        .collect();
    let all: f64 = shares.iter().sum();
    let right: f64 = shares
        .iter()
        .zip(&question.right)
        .filter(|(_, right)| **right)
        .map(|(share, _)| share)
        .sum();
    let mut gradient = [0.0; TERMS];
    for ((evidence, share), is_right) in question.evidence.iter().zip(&shares).zip(&question.right)
    {
        let expected = share / right.max(1e-12) * f64::from(*is_right) - share / all;
        for (sum, value) in gradient.iter_mut().zip(evidence) {
            *sum += expected * value;
        }
    }
    gradient
}

/// What the confidence in an answer is computed from, whether it was right, and its weight.
type Answer = ([f64; CONFIDENCE_NAMES.len()], bool, f64);

fn answer(question: &Question, weights: &Weights) -> Option<Answer> {
    let scores: Vec<f64> = question
        .evidence
        .iter()
        .map(|evidence| dot(evidence, &weights.terms))
        .collect();
    let pick = super::best(&scores, None)?;
    let features = confidence_features(&scores, pick, &question.evidence[pick]);
    let is_right = question.worth[pick] > Worth::Wrong;
    // Mentions are what is counted when confidence is measured.
    Some((features, is_right, question.weight * question.weight))
}

/// Logistic regression by gradient descent over all answers at once.
fn learn_confidence(answers: &[Answer]) -> [f64; CONFIDENCE_NAMES.len()] {
    let mut weights = [0.0; CONFIDENCE_NAMES.len()];
    let mut squares = [1e-2; CONFIDENCE_NAMES.len()];
    let total: f64 = answers.iter().map(|(.., weight)| weight).sum();
    for _ in 0..600 {
        let mut slopes = [0.0; CONFIDENCE_NAMES.len()];
        for (features, right, weight) in answers {
            let x: f64 = features.iter().zip(&weights).map(|(f, w)| f * w).sum();
            let probability = 1.0 / (1.0 + exponential((-x).clamp(-60.0, 60.0)));
            let gap = (f64::from(*right) - probability) * weight / total;
            for (slope, feature) in slopes.iter_mut().zip(features) {
                *slope += gap * feature;
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(slopes) {
            *square = *square * 0.99 + slope * slope;
            *weight += 0.03 * slope / (*square + 1e-9f64).sqrt();
        }
    }
    weights
}
