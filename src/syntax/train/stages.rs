//! Learns which features to look up first, and how far ahead a class must be to stop.
//!
//! The order is greedy: each feature is the one with which the most decisions can be made at
//! once, when one in [`GIVEN_UP`] may come out otherwise than with all features (after Strubell
//! et al. 2015, who train the weights for it too).

use super::learn::Log;
use crate::syntax::linear::{Allowed, Features, Linear, OUT, Schedule, Scorer, Stage, best};
use crate::syntax::parser::{self, MOVE_FEATURES, MOVES, RELATION_FEATURES, RELATIONS, State};
use crate::syntax::tagger::{CLASSES, Class, FEATURES, Sure, Tagger};
use crate::syntax::word::Word;
use std::cell::RefCell;

/// Where to look whether a decision is made, in features. More places cost more comparisons.
const TAGGER_STAGES: &[u8] = &[10, 16, 24];
const MOVE_STAGES: &[u8] = &[16, 24, 36, 52];
const RELATION_STAGES: &[u8] = &[10, 16, 24];
/// One decision in so many may come out otherwise at each place: all of them together cost 0.002 UAS
/// (`train_syntax ../shared/treebanks`, against no stages).
const GIVEN_UP: usize = 2000;
/// Decisions to learn from, of each model.
const DECISIONS: usize = 20_000;
/// And those to find the order on, which takes longer.
const ORDERED_ON: usize = 6_000;

/// The schedules of tagger, transitions and relations.
pub(super) fn schedules(
    sentences: &[Vec<Word>],
    (classes, sure): (&[Class], &Sure),
    [tagger, moves, relations]: [&[u8]; 3],
    log: Log<'_>,
) -> [Schedule; 3] {
    let (tagger, moves, relations) = (
        Recorder::<CLASSES>::new(tagger, FEATURES),
        Recorder::<MOVES>::new(moves, MOVE_FEATURES),
        Recorder::<RELATIONS>::new(relations, RELATION_FEATURES),
    );
    let (mut tags, mut state) = (Vec::new(), State::default());
    for words in sentences {
        let tagger = Tagger {
            weights: &tagger,
            classes,
            sure,
        };
        tagger.tag(words, |_| false, &mut tags);
        parser::parse(&moves, &relations, words, &tags, &mut state);
    }
    [
        tagger.schedule("tagger", TAGGER_STAGES, log),
        moves.schedule("transitions", MOVE_STAGES, log),
        relations.schedule("relations", RELATION_STAGES, log),
    ]
}

/// A model that keeps the decisions it is asked for.
struct Recorder<'m, const N: usize> {
    model: Linear<'m, N>,
    features: usize,
    decisions: RefCell<Vec<(Vec<u32>, Allowed<N>)>>,
}

impl<const N: usize> Scorer<N> for Recorder<'_, N> {
    fn scores(&self, features: &[u32]) -> [i32; N] {
        self.model.scores(features)
    }

    fn best<const F: usize>(&self, features: &Features<F>, allowed: &Allowed<N>) -> usize {
        let mut decisions = self.decisions.borrow_mut();
        decisions.push((features.hashes().to_vec(), *allowed));
        self.model.best(features, allowed)
    }
}

impl<'m, const N: usize> Recorder<'m, N> {
    fn new(rows: &'m [u8], features: usize) -> Recorder<'m, N> {
        Recorder {
            model: Linear::whole(rows, features).expect("the trainer makes a power of two of rows"),
            features,
            decisions: RefCell::default(),
        }
    }

    fn schedule(self, name: &str, places: &[u8], log: Log<'_>) -> Schedule {
        let all = self.decisions.take();
        let step = all.len().div_ceil(DECISIONS).max(1);
        let decisions: Vec<Decision<N>> = all
            .iter()
            .step_by(step)
            .map(|(features, allowed)| Decision::new(&self.model, features, allowed))
            .collect();
        let last = usize::from(*places.last().expect("at least one stage"));
        let order = order(&decisions, self.features, last);
        let (stages, looked_up) = stages(&decisions, &order, places);
        log(format_args!(
            "{name}: {looked_up:.1} of {} features looked up for a decision",
            self.features
        ));
        Schedule { order, stages }
    }
}

/// A decision with the weights of its features.
struct Decision<const N: usize> {
    allowed: Allowed<N>,
    /// Row by feature; `None` where a feature has none.
    rows: Vec<Option<[i8; N]>>,
    /// The class that all features choose.
    class: usize,
}

impl<const N: usize> Decision<N> {
    fn new(model: &Linear<'_, N>, features: &[u32], allowed: &Allowed<N>) -> Decision<N> {
        let row = |&feature: &u32| Some(model.row(feature)?.map(|weight| weight as i8));
        let scores = model.scores(features);
        Decision {
            allowed: *allowed,
            rows: features.iter().map(row).collect(),
            class: best(&scores[..N - 1], |class| allowed[class] == 0).unwrap_or(0),
        }
    }

    /// `sums` with the weights of one feature.
    fn with(&self, sums: &[i16; N], feature: usize) -> [i16; N] {
        let mut sums = *sums;
        if let Some(row) = &self.rows[feature] {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight);
            }
        }
        sums
    }

    /// By how much the first class leads, and whether it is another than that of all features.
    fn lead(&self, sums: &[i16; N]) -> (i16, bool) {
        let scores = sums.map(i32::from);
        let first = best(&scores[..N - 1], |_| true).unwrap_or(0);
        let second = best(&scores[..N - 1], |class| class != first).unwrap_or(0);
        let lead = (sums[first] - sums[second]).min(-OUT / 2);
        (lead, first != self.class)
    }
}

/// The least lead with which at most `wrong` decisions come out otherwise, and how many have it.
fn least_lead(leads: &mut [(i16, bool)], wrong: usize) -> Option<(i16, usize)> {
    leads.sort_unstable_by_key(|&(lead, otherwise)| (std::cmp::Reverse(lead), otherwise));
    let mut seen = 0;
    let made = leads.iter().take_while(|(_, otherwise)| {
        seen += usize::from(*otherwise);
        seen <= wrong
    });
    let count = made.count();
    let lead = leads.get(count.checked_sub(1)?)?.0 + 1;
    let with_it = leads.partition_point(|&(other, _)| other >= lead);
    Some((lead, with_it))
}

/// All features, the most telling first; from `last` on as they are.
fn order<const N: usize>(decisions: &[Decision<N>], features: usize, last: usize) -> Vec<u8> {
    let step = decisions.len().div_ceil(ORDERED_ON).max(1);
    let decisions: Vec<&Decision<N>> = decisions.iter().step_by(step).collect();
    let mut sums: Vec<[i16; N]> = decisions.iter().map(|decision| decision.allowed).collect();
    let mut order: Vec<u8> = Vec::with_capacity(features);
    let mut left: Vec<usize> = (0..features).collect();
    while order.len() < last {
        let worth = |feature: usize| {
            let with = decisions.iter().zip(&sums);
            let mut leads: Vec<(i16, bool)> = with
                .map(|(decision, sums)| decision.lead(&decision.with(sums, feature)))
                .collect();
            let wrong = leads.iter().filter(|(_, otherwise)| *otherwise).count();
            let made = least_lead(&mut leads, decisions.len() / GIVEN_UP);
            made.map_or(0, |(_, count)| count) as i64 - wrong as i64
        };
        let at = (0..left.len())
            .max_by_key(|&at| (worth(left[at]), std::cmp::Reverse(at)))
            .expect("there are more features than places before the last stage");
        let feature = left.remove(at);
        order.push(feature as u8);
        for (decision, sums) in decisions.iter().zip(&mut sums) {
            *sums = decision.with(sums, feature);
        }
    }
    order.extend(left.into_iter().map(|feature| feature as u8));
    order
}

/// The stages at `places`, and how many features are looked up on average.
fn stages<const N: usize>(
    decisions: &[Decision<N>],
    order: &[u8],
    places: &[u8],
) -> (Vec<Stage>, f64) {
    let wrong = decisions.len() / GIVEN_UP;
    let mut open: Vec<(&Decision<N>, [i16; N])> = decisions
        .iter()
        .map(|decision| (decision, decision.allowed))
        .collect();
    let (mut stages, mut looked_up, mut start) = (Vec::new(), 0, 0);
    for &end in places {
        let part = &order[start..usize::from(end)];
        looked_up += open.len() * part.len();
        start = usize::from(end);
        for (decision, sums) in &mut open {
            for &feature in part {
                *sums = decision.with(sums, usize::from(feature));
            }
        }
        let leads = open.iter().map(|(decision, sums)| decision.lead(sums));
        if let Some((lead, _)) = least_lead(&mut leads.collect::<Vec<_>>(), wrong) {
            stages.push(Stage { end, lead });
            open.retain(|(decision, sums)| decision.lead(sums).0 < lead);
        }
    }
    looked_up += open.len() * (order.len() - start);
    (stages, looked_up as f64 / decisions.len().max(1) as f64)
}
