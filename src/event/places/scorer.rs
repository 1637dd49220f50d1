//! How likely a place is a trigger's: evidence as indicators, and their trained weights.

use super::named::Named;
use super::tie::{Others, Tie, tie};
use crate::analysis::PlaceRole;
use crate::event::speech::is_of_reporter;
use crate::event::trigger::Trigger;
use crate::event::view::View;
use crate::recognize::hashed;
use crate::syntax::Upos;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A place with its chance to be a trigger's.
pub(super) struct Scored<'n> {
    pub named: &'n Named,
    pub tie: Tie,
    pub role: PlaceRole,
    pub probability: f64,
}

/// The triggers and places of a sentence, and how the tree ties them.
pub(super) struct Pairs<'s> {
    pub view: &'s View<'s>,
    pub triggers: &'s [Trigger],
    pub named: &'s [Named],
    /// By trigger, then place.
    ties: Vec<Vec<Option<(Tie, PlaceRole)>>>,
}

/// What an indicator is about; its number is part of the indicator's hash.
#[derive(Clone, Copy)]
#[repr(u32)]
enum Template {
    Bias,
    TieRole,
    TiePreposition,
    TieVoice,
    Path,
    PathPreposition,
    Distance,
    DistanceTie,
    Verbs,
    Triggers,
    Commas,
    Order,
    Nearest,
    PrecisionPreposition,
    PrecisionTie,
    EventTie,
    EventPreposition,
    FrameRelation,
    HeadRelation,
    HeadClass,
    HeadClassPreposition,
    Reporter,
    Container,
    Contained,
    Area,
    Depth,
    Rival,
    RivalDistance,
    First,
    Lemma,
    LemmaPreposition,
    DistancePreposition,
    BetweenPreposition,
    OrderPreposition,
    NearestOuter,
    CountTie,
}

/// Steps of a path through the tree that are told apart.
const LONGEST_PATH: usize = 7;

impl<'s> Pairs<'s> {
    pub fn new(view: &'s View<'s>, triggers: &'s [Trigger], named: &'s [Named]) -> Pairs<'s> {
        let of = |at: usize| {
            let others = Others::beside(triggers, at);
            let trigger = &triggers[at];
            named
                .iter()
                .map(|named| tie(view, trigger, named, &others))
                .collect()
        };
        Pairs {
            view,
            triggers,
            named,
            ties: (0..triggers.len()).map(of).collect(),
        }
    }

    /// How the tree ties a place to a trigger, and its role; `None` when it is another's.
    pub fn tie(&self, trigger: usize, place: usize) -> Option<(Tie, PlaceRole)> {
        self.ties[trigger][place]
    }

    /// The indicators of a trigger and a place.
    pub fn features(&self, trigger: usize, place: usize) -> Vec<u32> {
        let (view, at) = (self.view, &self.triggers[trigger]);
        let named = &self.named[place];
        let node = named.node;
        let mut all = Vec::with_capacity(48);
        let mut add = |template: Template, values: &[u32]| {
            all.push(hashed(template as u32, values));
        };
        let tied = self.tie(trigger, place);
        let tie = tied.map_or(Tie::Beside, |(tie, _)| tie) as u32;
        let role = tied.map_or(9, |(_, role)| role as u32);
        let preposition = word(&view.preposition(node).unwrap_or_default());
        let outer = word(&self.outer_preposition(node).unwrap_or_default());
        let frame = at.frame;
        let event = word(frame.leaf.event_type);
        let precision = named.place.precision as u32;
        let relation = view.relation(node) as u32;
        let distance = distance(node, at.node);
        let voice = u32::from(frame.verb) + 2 * u32::from(view.is_passive_form(at.predicate));
        add(Template::Bias, &[]);
        add(Template::TieRole, &[tie, role]);
        add(Template::TiePreposition, &[tie, preposition, outer]);
        add(Template::TieVoice, &[tie, voice, relation]);
        let path = self.path(node, at.node);
        add(Template::Path, &[path]);
        add(Template::PathPreposition, &[path, preposition]);
        add(Template::Distance, &[distance]);
        add(Template::DistanceTie, &[distance, tie]);
        let before = u32::from(node < at.node);
        let between = node.min(at.node) + 1..node.max(at.node);
        let verbs = between.clone().filter(|node| view.is_verb(*node)).count();
        add(Template::Verbs, &[few(verbs), before]);
        let others = self
            .triggers
            .iter()
            .filter(|other| between.contains(&other.node));
        let others = few(others.count());
        add(Template::Triggers, &[others, before]);
        let commas = between.filter(|node| view.word(*node) == ",").count();
        add(Template::Commas, &[few(commas), before]);
        let (rank, count) = (self.rank(trigger, place), few(self.named.len()));
        add(Template::Order, &[few(rank), count]);
        let nearest = u32::from(self.is_nearest_on_side(trigger, place));
        add(Template::Nearest, &[nearest, before, tie]);
        add(Template::DistancePreposition, &[distance, preposition]);
        add(
            Template::BetweenPreposition,
            &[few(verbs), others, preposition, before],
        );
        add(Template::OrderPreposition, &[few(rank), preposition, count]);
        add(
            Template::NearestOuter,
            &[nearest, before, preposition, outer],
        );
        add(Template::CountTie, &[count, tie, role]);
        add(Template::PrecisionPreposition, &[precision, preposition]);
        add(Template::PrecisionTie, &[precision, tie]);
        add(Template::EventTie, &[event, tie]);
        add(Template::EventPreposition, &[event, preposition]);
        let object = frame.roles.object.map_or(9, |role| role as u32);
        let flags = u32::from(frame.roles.moves) + 2 * u32::from(frame.roles.aims);
        add(Template::FrameRelation, &[object, flags, relation]);
        if let Some(head) = view.head(node) {
            add(Template::HeadRelation, &[relation, view.upos(head) as u32]);
            for class in view.classes[head].numbers() {
                add(Template::HeadClass, &[class, relation]);
                add(Template::HeadClassPreposition, &[class, preposition]);
            }
        }
        add(Template::Reporter, &[u32::from(is_of_reporter(view, node))]);
        let holds = |outer: &Named, inner: &Named| super::holds(&outer.place, &inner.place);
        let contains = self.named.iter().any(|other| holds(named, other));
        let contained = self.named.iter().any(|other| holds(other, named));
        add(Template::Container, &[u32::from(contains), tie]);
        add(Template::Contained, &[u32::from(contained), tie]);
        add(Template::Area, &[u32::from(named.area.is_some()), tie]);
        add(
            Template::Depth,
            &[few(self.depth(node)), few(self.depth(at.node))],
        );
        add(Template::Rival, &[tie, self.rival(trigger, place)]);
        let nearer = self.triggers.iter().any(|other| {
            other.node != at.node && node.abs_diff(other.node) < node.abs_diff(at.node)
        });
        add(Template::RivalDistance, &[u32::from(nearer), tie]);
        add(Template::First, &[u32::from(node < 3), tie, count]);
        let lemma = word(view.lemma(at.node));
        add(Template::Lemma, &[lemma, tie]);
        add(Template::LemmaPreposition, &[lemma, preposition]);
        all
    }

    /// The preposition of the phrase that a place's own phrase belongs to.
    fn outer_preposition(&self, node: usize) -> Option<Cow<'_, str>> {
        let head = self.view.head(node)?;
        let nominal = matches!(self.view.upos(head), Upos::Noun | Upos::Propn);
        self.view.preposition(head).filter(|_| nominal)
    }

    /// Hash of the relations up from a place and down to a trigger; 0 when there are many.
    fn path(&self, place: usize, trigger: usize) -> u32 {
        let up = self.ancestors(place);
        let down = self.ancestors(trigger);
        let Some((above, below)) = up.iter().enumerate().find_map(|(steps, node)| {
            let met = down.iter().position(|other| other == node)?;
            Some((steps, met))
        }) else {
            return 0;
        };
        if above + below > LONGEST_PATH {
            return 0;
        }
        let relation = |node: &usize| self.view.relation(*node) as u8;
        let mut path: Vec<u8> = up[..above].iter().map(relation).collect();
        path.push(u8::MAX);
        path.extend(down[..below].iter().map(relation));
        bytes(&path)
    }

    /// A node and what is above it.
    fn ancestors(&self, node: usize) -> Vec<usize> {
        std::iter::successors(Some(node), |node| self.view.head(*node)).collect()
    }

    fn depth(&self, node: usize) -> usize {
        self.ancestors(node).len()
    }

    /// How many places are nearer to the trigger.
    fn rank(&self, trigger: usize, place: usize) -> usize {
        let at = self.triggers[trigger].node;
        let own = self.named[place].node.abs_diff(at);
        let nearer = |named: &&Named| named.node.abs_diff(at) < own;
        self.named.iter().filter(nearer).count()
    }

    fn is_nearest_on_side(&self, trigger: usize, place: usize) -> bool {
        let at = self.triggers[trigger].node;
        let own = self.named[place].node;
        let between = own.min(at) + 1..own.max(at);
        !self.named.iter().any(|other| between.contains(&other.node))
    }

    /// The closest tie of the place to another trigger.
    fn rival(&self, trigger: usize, place: usize) -> u32 {
        (0..self.triggers.len())
            .filter(|other| *other != trigger)
            .filter_map(|other| self.tie(other, place))
            .map(|(tie, _)| tie as u32)
            .min()
            .unwrap_or(Tie::Beside as u32 + 1)
    }
}

/// Counts from three on are one.
fn few(count: usize) -> u32 {
    count.min(3) as u32
}

/// Words from a place to a trigger: buckets, and the side.
fn distance(place: usize, trigger: usize) -> u32 {
    let bucket = match place.abs_diff(trigger) {
        0..=2 => 0,
        3..=4 => 1,
        5..=7 => 2,
        8..=11 => 3,
        12..=18 => 4,
        _ => 5,
    };
    2 * bucket + u32::from(place < trigger)
}

fn word(word: &str) -> u32 {
    bytes(word.as_bytes())
}

fn bytes(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |hash, byte| hashed(hash, &[u32::from(*byte)]))
}

/// The weights of the indicators.
#[derive(Debug, Default)]
pub struct Weights(FxHashMap<u32, f32>);

static EMBEDDED: LazyLock<Weights> =
    LazyLock::new(|| Weights::read(include_str!("../../../models/linking.tsv")));

impl Weights {
    /// The shipped ones.
    pub fn embedded() -> &'static Weights {
        &EMBEDDED
    }

    /// Reads the lines `indicator<TAB>weight` that `train_linking` writes; others are left out.
    pub fn read(table: &str) -> Weights {
        let line = |line: &str| {
            let (key, weight) = line.split_once('\t')?;
            Some((u32::from_str_radix(key, 16).ok()?, weight.parse().ok()?))
        };
        Weights(table.lines().filter_map(line).collect())
    }

    /// The probability of a pair with these indicators.
    pub fn probability(&self, features: &[u32]) -> f64 {
        let weight = |key| self.0.get(key).copied().map_or(0.0, f64::from);
        let score: f64 = features.iter().map(weight).sum();
        1.0 / (1.0 + (-score).exp())
    }
}
