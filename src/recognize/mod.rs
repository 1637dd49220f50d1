//! Recognition: which words are place names, and how they are used.
//!
//! The naive version marks every longest gazetteer name with a capital. What is added, and where:
//!
//! | departure | file |
//! |---|---|
//! | where a name can begin and end, and in which case it is written | `lookup.rs` |
//! | all spans that could be names, inside each other too | `lattice.rs` |
//! | what the document says of each surface; comma pairs | `facts.rs` |
//! | persons, organisations, common words, gazetteer, context as features | `features.rs` |
//! | their trained weights | `model.rs`, made by `train.rs` |
//! | the best set of spans that do not overlap | `decode.rs` |
//! | "Aleppo province", "the city of Aleppo": the generic guides resolution | `generic.rs` |
//! | literal or associative | `usage.rs`, `usage_model.rs` |
//!
//! The word lists are tables under `tables/`, read by `words.rs`.

mod decode;
mod facts;
mod features;
mod generic;
mod lattice;
mod lookup;
mod marks;
mod model;
mod people;
mod prominence;
mod runs;
pub mod train;
mod usage;
mod usage_model;
mod words;

pub use features::Block;
pub(crate) use features::hashed;
pub use generic::{Fit, Generic};
pub use model::Model;
pub use words::Cues;

use crate::analysis::MentionType;
use crate::gazetteer::fold::fold;
use crate::gazetteer::{Cases, FeatureClass, Gazetteer, Match as Named, NameKind};
use crate::span::Span;
use crate::text::{Shape, Text};
use decode::Scored;
use facts::{Facts, Sign};
use features::Features;
use lattice::{Candidate, Kind};
use marks::Marks;
use prominence::Prominence;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Whether a surface is a demonym or adjective of a place ("French", "Syrians") and not its name.
pub fn is_demonym(gazetteer: &Gazetteer, surface: &str) -> bool {
    gazetteer.demonym(&fold(surface)).next().is_some()
}

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
    /// Whether it stands inside the name of an organisation, building or street.
    pub nested: bool,
    /// Whether it is an adjective or demonym ("French", "Syrians").
    pub demonym: bool,
}

/// What to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether names of places inside names of organisations, buildings and streets count
    /// ("**Paris** Police Department").
    pub nested: bool,
    /// Whether adjectives and demonyms count ("**French** troops").
    pub demonyms: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            nested: true,
            demonyms: false,
        }
    }
}

/// The place names of a text, in order, without overlaps.
pub fn find_mentions(text: &Text, gazetteer: &Gazetteer, options: Options) -> Vec<Mention> {
    find_with(text, gazetteer, options, Model::embedded())
}

/// The place names of a text as a model finds them.
pub fn find_with(
    text: &Text,
    gazetteer: &Gazetteer,
    options: Options,
    model: &Model,
) -> Vec<Mention> {
    let marks = Marks::new(text);
    let candidates = lattice::all(&marks, gazetteer);
    let facts = Facts::new(&marks, gazetteer, &candidates);
    let scored = score(&candidates, &facts, gazetteer, model);
    let chosen = decode::best_set(&scored);
    let mut mentions = Vec::with_capacity(chosen.len());
    let mut index = FxHashMap::default();
    for at in chosen {
        let candidate = &candidates[at];
        let demonym = candidate.kind == Kind::Demonym;
        let signs = facts.signs[at];
        let nested = signs.has(Sign::OrganisationRight) || signs.has(Sign::OrganisationOf);
        if demonym && !options.demonyms || nested && !options.nested {
            continue;
        }
        index.insert(at, mentions.len());
        mentions.push(Mention {
            span: marks.span(&candidate.tokens),
            tokens: candidate.tokens.clone(),
            mention_type: MentionType::Literal,
            candidates: match candidate.kind {
                Kind::Demonym => {
                    demonym_places(gazetteer, marks.span(&candidate.tokens).of(text.raw))
                }
                Kind::Unlisted => lookup::with_generic_behind(&marks, gazetteer, &candidate.tokens),
                Kind::Listed | Kind::WithGeneric => {
                    let mut places = candidate.places(&marks).collect();
                    lookup::add_of_plural(&marks, gazetteer, &candidate.tokens, &mut places);
                    places
                }
            },
            generic: candidate.generic,
            container: facts.containers[at],
            in_dateline: signs.has(Sign::Dateline),
            nested,
            demonym,
        });
    }
    for mention in &mut mentions {
        mention.container = mention.container.and_then(|at| index.get(&at).copied());
    }
    link_containers(&marks, gazetteer, &mut mentions);
    set_usage(&marks, gazetteer, &mut mentions, model);
    mentions
}

/// "Novopavlivka in the Donetsk region", "eastern Congo's North Kivu": what contains a name by the
/// words between it and the next.
fn link_containers(marks: &Marks, gazetteer: &Gazetteer, mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (first, second) = (&mentions[at - 1], &mentions[at]);
        let (child, parent) = match lookup::between(marks, &first.tokens, &second.tokens) {
            Some(lookup::Between::Within) => (at - 1, at),
            Some(lookup::Between::Owner) => (at, at - 1),
            None => continue,
        };
        let inside = || {
            let (child, parent) = (&mentions[child].candidates, &mentions[parent].candidates);
            facts::any_inside(gazetteer, parent, child)
        };
        if mentions[child].container.is_some() || mentions[parent].container.is_some() {
            continue;
        }
        if inside() {
            mentions[child].container = Some(parent);
        } else if child > parent && are_abroad(gazetteer, &mentions[parent], &mentions[child]) {
            mentions[child].candidates.clear();
        }
    }
}

/// "Hartford's South End": whether all places of the second name are settlements in countries that the
/// first is not in, so that the gazetteer does not have the one meant.
fn are_abroad(gazetteer: &Gazetteer, owner: &Mention, owned: &Mention) -> bool {
    let countries: Vec<_> = owner
        .candidates
        .iter()
        .filter_map(|named| gazetteer.country(named.place))
        .collect();
    !countries.is_empty()
        && owned.candidates.iter().all(|named| {
            let is_settlement = gazetteer.feature_class(named.place) == FeatureClass::Populated;
            let country = gazetteer.country(named.place);
            is_settlement && country.is_some_and(|country| !countries.contains(&country))
        })
}

fn score(
    candidates: &[Candidate],
    facts: &Facts,
    gazetteer: &Gazetteer,
    model: &Model,
) -> Vec<Scored> {
    let mut features = Features::default();
    (0..candidates.len())
        .map(|at| {
            let tokens = candidates[at].tokens.clone();
            // The model has learnt from a script with capitals: without, the longest name counts.
            let caseless = facts.marks.shape(tokens.start) == Shape::Caseless;
            let score = if caseless {
                tokens.len() as f32
            } else {
                features.of(at, candidates, facts, gazetteer);
                let score = model.names.score(&features.all) + LEANING;
                let is_sure = is_asked_for(&candidates[at], facts, gazetteer)
                    || heads_dispatch(&candidates[at], facts.marks);
                if is_sure {
                    score.max(LEAST_ASKED_FOR)
                } else {
                    score
                }
            };
            Scored { tokens, score }
        })
        .collect()
}

/// Added to the score of every name: F1 is best where what is as likely as half of F1 is taken, not what
/// is likelier than not. Of 0, 0.2 and 0.4 the best mean F1 (.845, .848, .847 by `train_toponyms
/// ../shared --folds 5`).
const LEANING: f32 = 0.2;

/// Least score of a site that the word behind its name asks for, and of the parts of a dateline: the
/// corpora have too few camps, dams and bases, and joint dispatches, for the model to know that such
/// names are sure. Above 0, and below most that is learnt.
const LEAST_ASKED_FOR: f32 = 0.5;

/// "GAZA/CAIRO, Nov 3 (Agency) -": a listed name that is a whole part of a dateline with several.
fn heads_dispatch(candidate: &Candidate, marks: &Marks) -> bool {
    let Range { start, end } = candidate.tokens;
    let is_slash = |at: usize| at < marks.len() && marks.is_dateline(at) && marks.is_mark(at, "/");
    let begins = start == 0 || !marks.is_dateline(start - 1) || is_slash(start - 1);
    let is_part = is_slash(end) || start > 0 && is_slash(start - 1) && !marks.is_name(end);
    candidate.kind == Kind::Listed && marks.is_dateline(start) && begins && is_part
}

/// "the Nuseirat refugee camp": a listed name of just the kind of site that stands behind it, or one
/// that is listed with that word.
fn is_asked_for(candidate: &Candidate, facts: &Facts, gazetteer: &Gazetteer) -> bool {
    if candidate.generic != Some(Generic::Site) {
        return false;
    }
    if candidate.kind == Kind::Unlisted {
        return !lookup::with_generic_behind(facts.marks, gazetteer, &candidate.tokens).is_empty();
    }
    candidate
        .places(facts.marks)
        .any(|named| Generic::Site.fit(gazetteer.feature_code(named.place)) == Fit::Exact)
}

/// The places that an adjective or demonym belongs to.
fn demonym_places(gazetteer: &Gazetteer, surface: &str) -> Vec<Named> {
    let folded = fold(surface);
    let mut places: Vec<Named> = Vec::new();
    for form in gazetteer.demonym(&folded) {
        let country = form
            .country
            .and_then(|code| gazetteer.country_by_code(code));
        if let Some(place) = form.place.or(country)
            && places.iter().all(|named| named.place != place)
        {
            places.push(Named {
                place,
                kind: NameKind::Alternate,
                cases: Cases::CAPITALIZED,
            });
        }
    }
    places
}

/// Mentions at given spans, whether or not the rules would find them.
///
/// The candidates are the places of exactly that name; literal or associative and containers are
/// decided as for found mentions. Spans that overlap an earlier one are left out.
pub fn mentions_from_spans(text: &Text, spans: &[Span], gazetteer: &Gazetteer) -> Vec<Mention> {
    given_with(text, spans, gazetteer, Model::embedded())
}

/// Mentions at given spans, with their use as a model decides.
pub fn given_with(
    text: &Text,
    spans: &[Span],
    gazetteer: &Gazetteer,
    model: &Model,
) -> Vec<Mention> {
    let marks = Marks::new(text);
    let mut mentions = given(&marks, spans, gazetteer);
    set_usage(&marks, gazetteer, &mut mentions, model);
    mentions
}

fn given(marks: &Marks, spans: &[Span], gazetteer: &Gazetteer) -> Vec<Mention> {
    let mut ordered = spans.to_vec();
    ordered.sort();
    let mut mentions: Vec<Mention> = Vec::new();
    for span in ordered {
        let tokens = marks.text.tokens_in(span);
        let overlaps = |last: &Mention| last.span.overlaps(span);
        if tokens.is_empty() || mentions.last().is_some_and(overlaps) {
            continue;
        }
        let found = lookup::exactly(marks, gazetteer, tokens, span);
        let adjective = demonym_places(gazetteer, span.of(marks.text.raw));
        let is_name = found
            .named
            .iter()
            .any(|named| adjective.iter().any(|place| place.place == named.place));
        let demonym = !adjective.is_empty() && !is_name;
        mentions.push(Mention {
            span,
            mention_type: MentionType::Literal,
            in_dateline: marks.is_dateline(found.tokens.start),
            tokens: found.tokens,
            candidates: if demonym { adjective } else { found.named },
            generic: found.generic,
            container: None,
            nested: false,
            demonym,
        });
    }
    for child in 1..mentions.len() {
        let (before, parent) = (&mentions[child - 1], &mentions[child]);
        if lookup::are_joined(marks, &before.tokens, &parent.tokens)
            && facts::any_inside(gazetteer, &parent.candidates, &before.candidates)
        {
            mentions[child - 1].container = Some(child);
        }
    }
    link_containers(marks, gazetteer, &mut mentions);
    mentions
}

/// A mention with the features of its use.
pub(crate) struct FoundUse {
    /// The words.
    pub span: Span,
    /// The features.
    pub features: Vec<u32>,
}

/// Features of the use of names at given spans; for training.
pub(crate) fn usage_features(text: &Text, spans: &[Span], gazetteer: &Gazetteer) -> Vec<FoundUse> {
    let marks = Marks::new(text);
    let mut mentions = given(&marks, spans, gazetteer);
    let mut uses = Vec::with_capacity(mentions.len());
    let spans: Vec<Span> = mentions.iter().map(|mention| mention.span).collect();
    each_use(&marks, gazetteer, &mut mentions, |at, features, _| {
        uses.push(FoundUse {
            span: spans[at],
            features: features.to_vec(),
        });
        None
    });
    uses
}

/// Decides literal or associative.
fn set_usage(marks: &Marks, gazetteer: &Gazetteer, mentions: &mut [Mention], model: &Model) {
    each_use(marks, gazetteer, mentions, |_, features, fixed| {
        let associative = model.usage.score(features) > 0.0;
        Some(match fixed {
            Some(fixed) => fixed,
            None if associative => MentionType::Associative,
            None => MentionType::Literal,
        })
    });
}

/// Shows each mention's features to `decide`, in text order, so that conjuncts and containers can
/// follow; what it returns becomes the use.
fn each_use(
    marks: &Marks,
    gazetteer: &Gazetteer,
    mentions: &mut [Mention],
    mut decide: impl FnMut(usize, &[u32], Option<MentionType>) -> Option<MentionType>,
) {
    let mut contained = vec![None; mentions.len()];
    let mut features = Vec::new();
    let mut last: Option<(usize, MentionType)> = None;
    for at in 0..mentions.len() {
        let conjunct = last
            .filter(|(last, _)| is_conjunct(marks, &mentions[*last].tokens, &mentions[at].tokens))
            .map(|(_, said)| said);
        let mention = usage::Use {
            marks,
            tokens: mentions[at].tokens.clone(),
            prominence: Prominence::of(gazetteer, mentions[at].candidates.iter().copied()),
            conjunct,
            contained: contained[at],
        };
        let rule = usage::usage(&mention);
        usage_model::features(&mention, rule, &mut features);
        let fixed = contained[at].or_else(|| {
            let associative = mentions[at].demonym;
            associative.then_some(MentionType::Associative)
        });
        let decided = decide(at, &features, fixed);
        let said = decided.or(rule.map(|(_, said)| said));
        mentions[at].mention_type = said.unwrap_or(MentionType::Literal);
        last = Some((at, mentions[at].mention_type));
        if let Some(parent) = mentions[at].container {
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
