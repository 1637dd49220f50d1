//! Resolution: which place a name means.
//!
//! The naive version takes the most populous place of each name; that is right for 70 % of names
//! in American local news. What is added, and where:
//!
//! | departure | file |
//! |---|---|
//! | mentions of one surface are resolved together | `group.rs` |
//! | a candidate's columns, ready for comparison | `candidate.rs` |
//! | evidence: kind, container, country and division named, distance, dateline | `evidence.rs` |
//! | where all candidates gather, chosen or not | `support.rs` |
//! | where the outlet is at home | `home.rs` |
//! | its weights, and the command that made them | `weights.rs`, `train.rs` |
//! | the evidence that decided, in words | `reason.rs` |
//!
//! Countries and first-order divisions are resolved first, the rest with these as context.

mod candidate;
mod evidence;
mod group;
mod home;
mod reason;
mod support;
pub mod train;
mod weights;

pub use home::Home;
pub use weights::Weights;

use crate::analysis::{self, Toponym};
use crate::gazetteer::Gazetteer;
use crate::place::LonLat;
use crate::recognize::Mention;
use crate::text::Text;
use candidate::Candidate;
use evidence::{Evidence, Story};
use group::Group;
use weights::{CONFIDENCE_NAMES, TERM_NAMES, TERMS};

/// Candidates kept for `explain`.
const MAX_EXPLAINED: usize = 10;
/// Rounds in which the groups see each other's choices; a third changes under 0.1 % of them.
const ROUNDS: usize = 2;
/// A choice is not made below this share of certainty.
const LEAST_CONFIDENCE: f64 = 0.02;

/// How to resolve.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether to keep all candidates with their evidence.
    pub explain: bool,
    /// Where the outlet is at home.
    pub home: Option<Home>,
}

/// The places that mentions mean, in the mentions' order.
pub fn resolve(
    text: &Text,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    options: Options,
) -> Vec<Toponym> {
    resolve_with(text, mentions, gazetteer, options, Weights::embedded())
}

/// The places that mentions mean, as other weights have it.
pub fn resolve_with(
    text: &Text,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    options: Options,
    weights: &Weights,
) -> Vec<Toponym> {
    let (groups, group_of) = group::groups(text, mentions, gazetteer);
    let story = Story::new(text, &groups, options.home, gazetteer);
    let decisions = decide(&groups, &story, &weights.terms);
    let reasons: Vec<String> = (0..groups.len())
        .map(|at| reason::reason(at, &groups, &decisions, gazetteer, weights))
        .collect();
    let resolver = Resolver {
        mentions,
        gazetteer,
        groups: &groups,
        group_of: &group_of,
        decisions: &decisions,
        weights,
    };
    (0..mentions.len())
        .map(|i| resolver.toponym(i, &reasons[group_of[i]], options))
        .collect()
}

/// The choice in a group.
pub(crate) struct Decision {
    /// Index of the candidate chosen.
    pub pick: Option<usize>,
    /// The evidence by candidate.
    pub evidence: Vec<Evidence>,
    /// Its weighted sums.
    pub scores: Vec<f64>,
}

impl Decision {
    fn new(evidence: Vec<Evidence>, weights: &[f64; TERMS]) -> Decision {
        let scores: Vec<f64> = evidence.iter().map(|e| dot(e, weights)).collect();
        Decision {
            pick: best(&scores, None),
            evidence,
            scores,
        }
    }

    /// The second best.
    pub(crate) fn runner_up(&self) -> Option<usize> {
        best(&self.scores, self.pick)
    }

    fn margin(&self) -> f64 {
        let Some(pick) = self.pick else { return 0.0 };
        match self.runner_up() {
            Some(second) => self.scores[pick] - self.scores[second],
            None => self.scores[pick],
        }
    }

    /// Probability that the choice is right.
    fn confidence(&self, weights: &Weights) -> f64 {
        let Some(pick) = self.pick else { return 0.0 };
        let features = confidence_features(&self.scores, pick, &self.evidence[pick]);
        logistic(
            features
                .iter()
                .zip(&weights.confidence)
                .map(|(f, w)| f * w)
                .sum(),
        )
    }
}

/// What the confidence in a choice is computed from, by [`CONFIDENCE_NAMES`].
fn confidence_features(
    scores: &[f64],
    pick: usize,
    evidence: &Evidence,
) -> [f64; CONFIDENCE_NAMES.len()] {
    [
        1.0,
        share_logit(scores, pick),
        f64::from(scores.len() == 1),
        (scores.len() as f64).ln(),
        evidence[weights::Term::Population as usize],
    ]
}

/// Logit of the choice's share of the softmax, within ±[`MAX_LOGIT`].
fn share_logit(scores: &[f64], pick: usize) -> f64 {
    let others: f64 = scores
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != pick)
        .map(|(_, score)| (score - scores[pick]).exp())
        .sum();
    (-others.ln()).clamp(-MAX_LOGIT, MAX_LOGIT)
}

/// Where certainty ends: a candidate without rivals is not infinitely sure.
const MAX_LOGIT: f64 = 6.0;

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn dot(evidence: &Evidence, weights: &[f64; TERMS]) -> f64 {
    evidence.iter().zip(weights).map(|(e, w)| e * w).sum()
}

/// Index of the highest score but `except`; the first of equals, which is the larger place.
fn best(scores: &[f64], except: Option<usize>) -> Option<usize> {
    let mut best: Option<usize> = None;
    for (at, score) in scores.iter().enumerate() {
        if Some(at) != except && best.is_none_or(|b| *score > scores[b]) {
            best = Some(at);
        }
    }
    best
}

/// Decides all groups: each alone, then countries and divisions, then the rest, in rounds.
pub(crate) fn decide(groups: &[Group], story: &Story, weights: &[f64; TERMS]) -> Vec<Decision> {
    let mut decisions: Vec<Decision> = groups
        .iter()
        .map(|group| Decision::new(evidence::alone(group), weights))
        .collect();
    let mut settled: Vec<Vec<Evidence>> = decisions.iter().map(|d| d.evidence.clone()).collect();
    for (at, (group, settled)) in groups.iter().zip(&mut settled).enumerate() {
        evidence::settle(at, group, story, settled);
    }
    let datelines = evidence::datelines(groups);
    // How often the picks have changed, now and when each group was last weighed.
    let mut changes = 0;
    let mut weighed = vec![usize::MAX; groups.len()];
    let mut picks: Vec<Option<usize>> = Vec::new();
    for _ in 0..ROUNDS {
        for containers in [true, false] {
            let now: Vec<Option<usize>> = decisions.iter().map(|d| d.pick).collect();
            if now != picks {
                picks = now;
                changes += 1;
            }
            for at in 0..groups.len() {
                let is_turn = is_container(&groups[at], &decisions[at]) == containers;
                if is_turn && weighed[at] != changes {
                    let evidence =
                        evidence::weigh(at, groups, &datelines, &picks, story, &settled[at]);
                    decisions[at] = Decision::new(evidence, weights);
                    weighed[at] = changes;
                }
            }
        }
    }
    decisions
}

/// Whether a group is a country or first-order division as far as is known.
fn is_container(group: &Group, decision: &Decision) -> bool {
    decision.pick.is_some_and(|pick| {
        let code = group.candidates[pick].code;
        code.is_country || code.is_admin1
    })
}

struct Resolver<'a> {
    mentions: &'a [Mention],
    gazetteer: &'a Gazetteer,
    groups: &'a [Group],
    group_of: &'a [usize],
    decisions: &'a [Decision],
    weights: &'a Weights,
}

impl Resolver<'_> {
    fn toponym(&self, mention: usize, reason: &str, options: Options) -> Toponym {
        let at = self.group_of[mention];
        let (group, decision) = (&self.groups[at], &self.decisions[at]);
        let confidence = decision.confidence(self.weights);
        let pick = decision.pick.filter(|_| confidence >= LEAST_CONFIDENCE);
        let place = pick.map(|pick| {
            let candidate = &group.candidates[pick];
            match self.story_point(mention, candidate) {
                Some(near) => self.gazetteer.place_at(candidate.place, near),
                None => self.gazetteer.place(candidate.place),
            }
        });
        Toponym {
            span: self.mentions[mention].span,
            mention_type: self.mentions[mention].mention_type,
            score: pick.map_or(0.0, |pick| decision.scores[pick]),
            margin: if pick.is_some() {
                decision.margin()
            } else {
                0.0
            },
            confidence: if pick.is_some() { confidence } else { 0.0 },
            reason: reason.to_owned(),
            candidates: if options.explain {
                self.explained(group, decision)
            } else {
                Vec::new()
            },
            corrected: false,
            place,
        }
    }

    /// For a river or another line: the point of the nearest mention that is a settlement or
    /// site, in words; the dateline is farther than any other.
    fn story_point(&self, mention: usize, line: &Candidate) -> Option<LonLat> {
        if self.gazetteer.path(line.place).len() == 0 {
            return None;
        }
        let span = self.mentions[mention].span;
        (0..self.mentions.len())
            .filter(|&other| other != mention)
            .filter_map(|other| {
                let at = self.group_of[other];
                let candidate = &self.groups[at].candidates[self.decisions[at].pick?];
                let is_point =
                    !candidate.code.is_country && candidate.radius_km < MAX_POINT_RADIUS_KM;
                let far = self.mentions[other].in_dateline;
                is_point.then(|| {
                    (
                        far,
                        self.mentions[other].span.distance(span),
                        candidate.place,
                    )
                })
            })
            .min()
            .map(|(_, _, place)| self.gazetteer.point(place))
    }

    fn explained(&self, group: &Group, decision: &Decision) -> Vec<analysis::Candidate> {
        let mut order: Vec<usize> = (0..group.candidates.len()).collect();
        order.sort_by(|a, b| {
            decision.scores[*b]
                .total_cmp(&decision.scores[*a])
                .then(a.cmp(b))
        });
        order
            .into_iter()
            .take(MAX_EXPLAINED)
            .map(|at| analysis::Candidate {
                place: self.gazetteer.place(group.candidates[at].place),
                score: decision.scores[at],
                evidence: explained_terms(&decision.evidence[at], self.weights),
            })
            .collect()
    }
}

/// A place of this radius or more, in kilometres, says little of where along a river a story is.
const MAX_POINT_RADIUS_KM: f64 = 100.0;

fn explained_terms(evidence: &Evidence, weights: &Weights) -> Vec<(&'static str, f64)> {
    TERM_NAMES
        .iter()
        .zip(evidence.iter().zip(&weights.terms))
        .filter(|(_, (value, _))| **value != 0.0)
        .map(|(name, (value, weight))| (*name, weight * value))
        .collect()
}
