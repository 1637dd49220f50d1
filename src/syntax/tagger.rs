//! The tagger: one joint class of universal and Penn tag a token, from left to right.

use super::linear::{Allowed, Features, Scorer, allowed, best};
use super::tags::{Upos, Xpos};
use super::word::Word;
use rustc_hash::FxHashMap;

/// Padded number of joint classes.
pub(super) const CLASSES: usize = 96;
/// Features of one token.
pub(super) const FEATURES: usize = 40;
/// The class before the first token.
const NONE: u32 = 255;

/// A joint class: the tags its number stands for.
pub(super) type Class = (Upos, Xpos);

/// Classes of words that nearly always have the same: the commonest, and half of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sure(FxHashMap<u64, u8>);

impl Sure {
    /// From words and the numbers of their classes.
    pub fn new(words: impl Iterator<Item = (u64, u8)>) -> Sure {
        Sure(words.collect())
    }

    /// What is told apart: the form, and the case of its letters.
    pub fn key(word: &Word) -> u64 {
        u64::from(word.form) << 4 | u64::from(word.shape & 0xf)
    }

    fn class(&self, word: &Word) -> Option<u8> {
        self.0.get(&Sure::key(word)).copied()
    }

    /// All of it, in the order of the keys.
    pub fn entries(&self) -> Vec<(u64, u8)> {
        let mut entries: Vec<(u64, u8)> =
            self.0.iter().map(|(key, class)| (*key, *class)).collect();
        entries.sort_unstable();
        entries
    }
}

/// What tags are chosen with.
pub(super) struct Tagger<'m, S> {
    pub weights: &'m S,
    pub classes: &'m [Class],
    pub sure: &'m Sure,
}

/// Sentences from this length on have a verb, if a word could be one.
const LEAST_WORDS: usize = 5;
/// How much less than its own tag the verb may score: of 0 to 640, the largest at which neither
/// UAS nor LAS falls (`check_syntax ../shared/treebanks`), rounded down.
const MARGIN: i32 = 100;

impl<S: Scorer<CLASSES>> Tagger<'_, S> {
    /// Tags `words`; writes one class number a word to `tags`. Words for which `is_name` holds are
    /// proper nouns.
    pub fn tag(&self, words: &[Word], is_name: impl Fn(usize) -> bool, tags: &mut Vec<u8>) {
        tags.clear();
        self.tag_rest(words, &is_name, tags);
        let is_verb =
            |tag: &u8| matches!(self.classes[usize::from(*tag)].0, Upos::Verb | Upos::Aux);
        if !tags.iter().any(is_verb)
            && let Some((at, class)) = self.missed_verb(words, &is_name, tags)
        {
            tags.truncate(at);
            tags.push(class as u8);
            self.tag_rest(words, &is_name, tags);
        }
    }

    /// Tags the words behind those that have a tag.
    fn tag_rest(&self, words: &[Word], is_name: &impl Fn(usize) -> bool, tags: &mut Vec<u8>) {
        let any: Allowed<CLASSES> = allowed(|class| class < self.classes.len());
        let names: Allowed<CLASSES> =
            allowed(|class| matches!(self.classes.get(class), Some((Upos::Propn, _))));
        for at in tags.len()..words.len() {
            let choose =
                |tags: &[u8], allowed| self.weights.best(&features(words, tags, at), allowed) as u8;
            let class = if is_name(at) {
                choose(tags, &names)
            } else {
                let sure = self.sure.class(&words[at]);
                sure.unwrap_or_else(|| choose(tags, &any))
            };
            tags.push(class);
        }
    }

    /// In a sentence without a verb, the word that is most likely one: "Gunmen kill nine in Anbar".
    fn missed_verb(
        &self,
        words: &[Word],
        is_name: &impl Fn(usize) -> bool,
        tags: &[u8],
    ) -> Option<(usize, usize)> {
        let finite = |class: usize| {
            self.classes[class].0 == Upos::Verb
                && matches!(self.classes[class].1, Xpos::Vbz | Xpos::Vbp | Xpos::Vbd)
        };
        (1..words.len().saturating_sub(1))
            .filter(|&at| words.len() >= LEAST_WORDS && words[at].verb != 0 && !is_name(at))
            .filter_map(|at| {
                let scores = self.weights.scores(&features(words, tags, at).hashes());
                let class = best(&scores[..self.classes.len()], finite)?;
                let lost = scores[usize::from(tags[at])] - scores[class];
                (lost <= MARGIN).then_some((lost, at, class))
            })
            .min()
            .map(|(_, at, class)| (at, class))
    }
}

/// The features of word `at`, when the words before it have `tags`.
pub(super) fn features(words: &[Word], tags: &[u8], at: usize) -> Features<FEATURES> {
    let none = Word::default();
    let word = |offset: isize| {
        at.checked_add_signed(offset)
            .and_then(|i| words.get(i))
            .unwrap_or(&none)
    };
    let tag = |back: usize| at.checked_sub(back).map_or(NONE, |i| u32::from(tags[i]));
    let (w, before, after) = (word(0), word(-1), word(1));
    let (t1, t2) = (tag(1), tag(2));
    let first = u32::from(at == 0);
    let case = w.shape & 0xff | first << 20;
    let mut list = Features::from(0);
    let mut add = |a: u32, b: u32, c: u32| list.add(a, b, c, 0);
    add(w.form, 0, 0);
    add(w.form, case, 0);
    add(w.suffixes[0], w.shape, 0);
    add(w.suffixes[1], case, 0);
    add(w.suffixes[2], case, 0);
    add(w.suffixes[3], 0, 0);
    add(w.suffixes[3], case, 0);
    add(w.prefixes[0], 0, 0);
    add(w.prefixes[1], 0, 0);
    add(w.prefixes[2], case, 0);
    add(w.shape, first, 0);
    add(w.shape, before.shape, after.shape);
    add(w.shape, after.form, 0);
    add(w.shape, t1, 0);
    add(before.form, 0, 0);
    add(word(-2).form, 0, 0);
    add(after.form, 0, 0);
    add(word(2).form, 0, 0);
    add(t1, 0, 0);
    add(t2, 0, 0);
    add(t1, t2, 0);
    add(t1, w.form, 0);
    add(t1, t2, w.form);
    add(t1, w.suffixes[2], 0);
    add(before.form, w.form, 0);
    add(w.form, after.form, 0);
    add(t1, after.form, 0);
    add(after.suffixes[2], after.shape & 0xff, 0);
    add(w.suffixes[2], after.suffixes[2], 0);
    add(t1, w.suffixes[1], after.suffixes[2]);
    add(after.form, word(2).form, 0);
    add(t1, before.form, 0);
    add(word(2).suffixes[2], after.suffixes[1], 0);
    add(before.suffixes[2], w.suffixes[2], 0);
    add(w.verb, case, 0);
    add(w.verb, t1, 0);
    add(w.verb, t1, t2);
    add(w.verb, before.verb, after.verb);
    add(w.verb, t1, after.form);
    add(w.verb, w.suffixes[2], t1);
    list
}
