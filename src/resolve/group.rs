//! Mentions of one surface are resolved together: one sense per discourse.
//!
//! In the development corpora mentions of one name in one document lie within 25 km of each other
//! in 99 % of cases. Two things part them: an explicit container ("Springfield, Illinois" in an
//! article about Virginia) and a generic of another kind ("Aleppo" and "Aleppo province").

use super::candidate::Candidate;
use crate::analysis::MentionType;
use crate::gazetteer::fold::{fold, fold_into};
use crate::gazetteer::{Gazetteer, NameKind};
use crate::recognize::{Fit, Generic, Mention};
use crate::text::Text;
use rustc_hash::FxHashMap;

/// Candidates weighed per name. Names with more places have their smallest left out; retrieval
/// recall at 100 candidates is 95 %, at 60 within a point of it.
const MAX_CANDIDATES: usize = 60;

/// The mentions of one surface in one sense.
pub(crate) struct Group {
    /// Indices of the mentions, in text order.
    pub mentions: Vec<usize>,
    /// Places of the name, larger ones first.
    pub candidates: Vec<Candidate>,
    /// The generic beside the name.
    pub generic: Option<Generic>,
    /// The group of its explicit container.
    pub container: Option<usize>,
    /// Whether it is in the dateline.
    pub in_dateline: bool,
    /// An earlier group of the same surface that has a container.
    pub earlier_full: Option<usize>,
    /// The surface, folded.
    pub surface: String,
    /// Groups that this one contains by the text: of "Paris, Texas" that of "Paris".
    pub children: Vec<usize>,
    /// Share of its mentions that are associative.
    pub associative: f64,
    /// Token before which each mention stands, in text order.
    pub positions: Vec<usize>,
}

/// Groups of mentions in order of first mention, and the group of each mention.
pub(crate) fn groups(
    text: &Text,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
) -> (Vec<Group>, Vec<usize>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut group_of = vec![usize::MAX; mentions.len()];
    let mut known: FxHashMap<(String, Option<usize>, Option<Generic>), usize> =
        FxHashMap::default();
    // Containers come first: their groups are part of the others' keys.
    let contained = |i: &usize| mentions[*i].container.is_some();
    let bare = (0..mentions.len()).filter(|i| !contained(i));
    for i in bare.chain((0..mentions.len()).rev().filter(contained)) {
        let mention = &mentions[i];
        let container = mention
            .container
            .map(|parent| group_of[parent])
            .filter(|g| *g != usize::MAX);
        let mut surface = String::new();
        fold_into(mention.span.of(text.raw), &mut surface);
        let generic = mention
            .generic
            .filter(|generic| *generic != Generic::Settlement);
        let key = (surface, container, generic);
        let group = *known.entry(key).or_insert_with_key(|key| {
            groups.push(Group {
                mentions: Vec::new(),
                candidates: candidates(&key.0, mention, gazetteer),
                generic: mention.generic,
                container,
                in_dateline: false,
                earlier_full: None,
                surface: key.0.clone(),
                children: Vec::new(),
                associative: 0.0,
                positions: Vec::new(),
            });
            groups.len() - 1
        });
        groups[group].mentions.push(i);
        groups[group].in_dateline |= mention.in_dateline;
        group_of[i] = group;
    }
    for group in &mut groups {
        group.mentions.sort_unstable();
        let of_kind = |at: &&usize| mentions[**at].mention_type == MentionType::Associative;
        group.associative =
            group.mentions.iter().filter(of_kind).count() as f64 / group.mentions.len() as f64;
        let position = |at: &usize| mentions[*at].tokens.start;
        group.positions = group.mentions.iter().map(position).collect();
    }
    for child in 0..groups.len() {
        if let Some(parent) = groups[child].container {
            groups[parent].children.push(child);
        }
    }
    set_earlier_full(&mut groups);
    (groups, group_of)
}

fn candidates(surface: &str, mention: &Mention, gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = mention
        .candidates
        .iter()
        .take(MAX_CANDIDATES)
        .map(|named| Candidate::new(*named, mention.generic, gazetteer))
        .collect();
    // "Niger state" is no country, "Cebu province" no town; the corpora have too few such names to
    // learn it from.
    let asks = |generic| {
        matches!(
            generic,
            Generic::Province | Generic::County | Generic::Water
        )
    };
    let fits = |one: &Candidate| one.fit.is_some_and(|fit| fit > Fit::Clash);
    if mention.generic.is_some_and(asks) && candidates.iter().any(fits) {
        candidates.retain(fits);
    }
    if !candidates.iter().any(|one| one.code.is_country) {
        for candidate in &mut candidates {
            if is_city_of_name(surface, gazetteer.name(candidate.place)) {
                candidate.kind = NameKind::Main;
            }
        }
    }
    candidates
}

/// "New York" is as good a name of New York City as of the state; "Kuwait" is the country's.
fn is_city_of_name(surface: &str, main: &str) -> bool {
    main.strip_suffix(" City")
        .is_some_and(|name| fold(name) == surface)
}

/// A bare name means what the full form before it said: "Paris, Texas", "Democratic Republic of Congo".
fn set_earlier_full(groups: &mut [Group]) {
    let parts = parts(groups);
    // The first full form of each surface, by its first mention.
    let mut full_forms: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (full, group) in groups.iter().enumerate() {
        if group.container.is_some() {
            let form = (group.mentions[0], full);
            full_forms
                .entry(group.surface.clone())
                .and_modify(|first| *first = form.min(*first))
                .or_insert(form);
        }
    }
    for group in groups.iter_mut().filter(|group| is_bare(group)) {
        group.earlier_full = full_forms
            .get(&group.surface)
            .or_else(|| parts.get(&group.surface))
            .filter(|(mention, _)| *mention < group.mentions[0])
            .map(|(_, full)| *full);
    }
}

/// Words of the longest name whose parts are kept.
const MAX_WORDS: usize = 6;

/// The beginnings and ends of countries' names of several words, each with the first such name: its first mention
/// and its group.
fn parts(groups: &[Group]) -> FxHashMap<String, (usize, usize)> {
    let mut parts: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for (full, group) in groups.iter().enumerate() {
        let blanks: Vec<usize> = group.surface.match_indices(' ').map(|(at, _)| at).collect();
        let is_country = group.candidates.iter().any(|one| one.code.is_country);
        if !is_country || blanks.is_empty() || blanks.len() >= MAX_WORDS {
            continue;
        }
        let form = (group.mentions[0], full);
        for at in blanks {
            for part in [&group.surface[..at], &group.surface[at + 1..]] {
                parts
                    .entry(part.to_owned())
                    .and_modify(|first| *first = form.min(*first))
                    .or_insert(form);
            }
        }
    }
    parts
}

fn is_bare(group: &Group) -> bool {
    group.container.is_none() && group.generic.is_none_or(|g| g == Generic::Settlement)
}
