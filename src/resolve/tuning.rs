//! What the tuning command needs of the resolver: evidence with the right answers beside it.

use super::evidence::Story;
use super::weights::{TERMS, WEIGHTS};
use super::{decide, group, share_logit};
use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::recognize::Mention;
use crate::text::Text;

/// One name of a document with the evidence for each of its places.
pub struct Choice {
    /// Indices of its mentions.
    pub mentions: Vec<usize>,
    /// The places.
    pub places: Vec<PlaceIndex>,
    /// Their evidence, in the order of [`term_names`].
    pub evidence: Vec<Vec<f64>>,
}

/// Names of the terms.
pub fn term_names() -> Vec<&'static str> {
    WEIGHTS.iter().map(|(name, _)| *name).collect()
}

/// The weights in use.
pub fn current_weights() -> Vec<f64> {
    WEIGHTS.iter().map(|(_, weight)| *weight).collect()
}

/// The evidence for a document's names when the names see each other as `weights` resolve them.
///
/// Shape: `weights` has one number per term; missing ones count as 0.
pub fn choices(
    text: &Text,
    mentions: &[Mention],
    gazetteer: &Gazetteer,
    weights: &[f64],
) -> Vec<Choice> {
    let weights: [f64; TERMS] =
        std::array::from_fn(|term| weights.get(term).copied().unwrap_or(0.0));
    let (groups, _) = group::groups(text, mentions, gazetteer);
    let decisions = decide(&groups, &Story::new(text, gazetteer), &weights);
    groups
        .iter()
        .zip(decisions)
        .map(|(group, decision)| Choice {
            mentions: group.mentions.clone(),
            places: group.candidates.iter().map(|c| c.place).collect(),
            evidence: decision.evidence.iter().map(|e| e.to_vec()).collect(),
        })
        .collect()
}

/// What confidence is computed from: logit of the best candidate's softmax share, and whether it
/// is alone.
pub fn confidence_features(scores: &[f64], pick: usize) -> (f64, bool) {
    (share_logit(scores, pick), scores.len() == 1)
}
