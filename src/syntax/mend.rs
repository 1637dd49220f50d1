//! Tags that words have in news, and in the treebanks too seldom for the tagger to know.

use super::tagger::Class;
use super::tags::{Upos, Xpos};
use super::verbs;
use super::word::{Form, Word, is_ordinal, is_side};

/// Nouns of news in the plural that are also verbs.
const PLURALS: &[&str] = &[
    "rebels", "forces", "guards", "strikes", "raids", "shells", "attacks", "protests", "clashes",
    "blasts", "bombs", "reports",
];
/// Nouns that end like adverbs.
const NOUNS_IN_LY: &[&str] = &[
    "rally", "ally", "assembly", "supply", "reply", "family", "monopoly", "anomaly", "homily",
];
/// Lengths and times before a direction: "20 km south of".
const UNITS: &[&str] = &[
    "km",
    "kms",
    "kilometers",
    "kilometres",
    "miles",
    "mi",
    "meters",
    "metres",
    "hours",
];

const PARTICIPLE: Class = (Upos::Verb, Xpos::Vbn);
const PAST: Class = (Upos::Verb, Xpos::Vbd);
const ADVERB: Class = (Upos::Adv, Xpos::Rb);
const ADJECTIVE: Class = (Upos::Adj, Xpos::Jj);
const NOUN: Class = (Upos::Noun, Xpos::Nn);
const PLURAL: Class = (Upos::Noun, Xpos::Nns);

/// Mends the tags of a sentence, which are numbers of `classes`.
pub(super) fn mend(classes: &[Class], forms: &[Form<'_>], words: &[Word], tags: &mut [u8]) {
    let mut sentence = Sentence {
        classes,
        forms,
        words,
        tags,
    };
    for at in 1..forms.len() {
        sentence.due(at);
        sentence.ambushed(at);
        sentence.rally(at);
        sentence.a_dozen_strikes(at);
        sentence.east_of(at);
        sentence.neighbouring(at);
        sentence.ordinal(at);
        sentence.rebels_seized(at);
        sentence.typhoon_hit(at);
        sentence.near_daily(at);
    }
}

struct Sentence<'s> {
    classes: &'s [Class],
    forms: &'s [Form<'s>],
    words: &'s [Word],
    tags: &'s mut [u8],
}

impl<'s> Sentence<'s> {
    fn class(&self, at: usize) -> Option<Class> {
        let tag = self.tags.get(at)?;
        self.classes.get(usize::from(*tag)).copied()
    }

    fn upos(&self, at: usize) -> Option<Upos> {
        Some(self.class(at)?.0)
    }

    fn xpos(&self, at: usize) -> Option<Xpos> {
        Some(self.class(at)?.1)
    }

    fn word(&self, at: usize) -> &'s str {
        self.forms.get(at).map_or("", |form| form.text)
    }

    fn is_past(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|word| verbs::is_past(word.verb))
    }

    fn set(&mut self, at: usize, class: Class) {
        if let Some(number) = self.classes.iter().position(|one| *one == class) {
            self.tags[at] = number as u8;
        }
    }

    /// "is due to meet" is built like "is expected to meet".
    fn due(&mut self, at: usize) {
        let after_be = self.upos(at - 1) == Some(Upos::Aux);
        if self.word(at) == "due" && after_be && self.word(at + 1) == "to" {
            self.set(at, PARTICIPLE);
        }
    }

    /// "a convoy was ambushed"
    fn ambushed(&mut self, at: usize) {
        let was = matches!(self.word(at - 1), "was" | "were" | "been");
        if was && self.xpos(at) == Some(Xpos::Jj) && self.is_past(at) {
            self.set(at, PARTICIPLE);
        }
    }

    /// "hold a final rally": no adverb, though it ends like one.
    fn rally(&mut self, at: usize) {
        let is_misread = matches!(self.upos(at), Some(Upos::Adv | Upos::Adj));
        if is_misread && NOUNS_IN_LY.contains(&self.word(at)) {
            self.set(at, NOUN);
        }
    }

    /// "carried out a dozen strikes"
    fn a_dozen_strikes(&mut self, at: usize) {
        if self.word(at - 1) == "dozen" && self.xpos(at) == Some(Xpos::Vbz) {
            self.set(at, PLURAL);
        }
    }

    /// "three Palestinians east of Khan Younis"; but "20 km south of".
    fn east_of(&mut self, at: usize) {
        let people = matches!(self.xpos(at - 1), Some(Xpos::Nns | Xpos::Nnps | Xpos::Nnp));
        if is_side(self.word(at))
            && self.word(at + 1) == "of"
            && people
            && !UNITS.contains(&self.word(at - 1))
        {
            self.set(at, ADVERB);
        }
    }

    /// "in neighbouring Nampula province"
    fn neighbouring(&mut self, at: usize) {
        let borders = matches!(self.word(at), "neighbouring" | "neighboring");
        if borders && matches!(self.upos(at + 1), Some(Upos::Propn | Upos::Noun)) {
            self.set(at, ADJECTIVE);
        }
    }

    /// "the city's 51st homicide"
    fn ordinal(&mut self, at: usize) {
        let before_noun = matches!(self.upos(at + 1), Some(Upos::Noun | Upos::Adj));
        if is_ordinal(self.word(at)) && self.upos(at) == Some(Upos::Noun) && before_noun {
            self.set(at, ADJECTIVE);
        }
    }

    /// "M23 rebels seized the town": with a past tense behind it, no verb.
    fn rebels_seized(&mut self, at: usize) {
        let starts_phrase = matches!(
            self.upos(at + 2),
            Some(Upos::Det | Upos::Num | Upos::Adp | Upos::Pron | Upos::Adv | Upos::Propn)
        );
        let is_misread = self.xpos(at) == Some(Xpos::Vbz) && PLURALS.contains(&self.word(at));
        if is_misread && self.is_past(at + 1) && starts_phrase {
            self.set(at, PLURAL);
            self.set(at + 1, PAST);
        }
    }

    /// "A typhoon hit Luzon": no hit of Luzon.
    fn typhoon_hit(&mut self, at: usize) {
        let is_misread = self.word(at) == "hit"
            && self.upos(at) == Some(Upos::Noun)
            && self.xpos(at - 1) == Some(Xpos::Nn);
        let starts_phrase = matches!(
            self.upos(at + 1),
            Some(Upos::Propn | Upos::Det | Upos::Num | Upos::Pron)
        );
        if is_misread && starts_phrase {
            self.set(at, PAST);
        }
    }

    /// "near-daily strikes", from the hyphen.
    fn near_daily(&mut self, at: usize) {
        let is_hyphen = self.word(at) == "-" && self.forms[at].glued;
        if is_hyphen && matches!(self.word(at - 1), "near" | "over") {
            self.set(at - 1, ADVERB);
        }
    }
}
