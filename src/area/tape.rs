//! The tokens of a text with what the grammar of areas asks of them.

use super::compass::Compass;
use super::shape::Base;
use super::words::{Sense, sense};
use crate::analysis::Toponym;
use crate::gazetteer::fold::fold;
use crate::gazetteer::{FeatureClass, Gazetteer, PlaceIndex};
use crate::place::{CountryCode, Place, PlacePrecision};
use crate::span::Span;
use crate::text::{Shape, Text};
use std::ops::Range;

/// No word of the table is longer, in bytes.
const LONGEST_WORD: usize = 16;

/// Words of "the rebel-held provincial capital" at most, without the article.
const MOST_KIND_WORDS: usize = 4;

/// Tokens with senses and toponyms.
pub(super) struct Tape<'a> {
    pub text: &'a Text<'a>,
    pub toponyms: &'a [Toponym],
    pub gazetteer: &'a Gazetteer,
    senses: Vec<Option<&'static Sense>>,
    /// The toponym that starts at a token.
    starts: Vec<Option<u32>>,
}

/// A place as the text names it: by name, by its adjective, or by "the country".
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    pub base: Base,
    /// Index into the toponyms: the name, or that which "the country" points back to.
    pub toponym: Option<usize>,
    /// The words here.
    pub tokens: Range<usize>,
}

/// A direction as the text gives it: "far north", "northern and eastern".
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub compass: Vec<Compass>,
    pub is_adjective: bool,
    pub tokens: Range<usize>,
}

impl<'a> Tape<'a> {
    pub fn new(text: &'a Text<'a>, toponyms: &'a [Toponym], gazetteer: &'a Gazetteer) -> Tape<'a> {
        let count = text.tokens.len();
        let mut tape = Tape {
            text,
            toponyms,
            gazetteer,
            senses: Vec::with_capacity(count),
            starts: vec![None; count],
        };
        tape.senses
            .extend((0..count).map(|token| read(text.word(token))));
        for (index, toponym) in toponyms.iter().enumerate() {
            let tokens = text.tokens_in(toponym.span);
            if tokens.is_empty() {
                continue;
            }
            // The words of a name mean nothing by themselves: "North" in "North Macedonia".
            tape.senses[tokens.clone()].fill(None);
            tape.starts[tokens.start] = Some(index as u32);
        }
        tape
    }

    pub fn len(&self) -> usize {
        self.senses.len()
    }

    /// What a token is; nothing outside the text.
    pub fn sense(&self, token: usize) -> &'static Sense {
        self.senses
            .get(token)
            .copied()
            .flatten()
            .unwrap_or(&Sense::NOTHING)
    }

    /// Whether a token can begin an area: most cannot.
    pub fn is_known(&self, token: usize) -> bool {
        self.senses[token].is_some() || self.starts[token].is_some()
    }

    /// The words of a token, empty outside the text.
    pub fn word(&self, token: usize) -> &'a str {
        if token < self.len() {
            self.text.word(token)
        } else {
            ""
        }
    }

    pub fn is(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub fn shape(&self, token: usize) -> Shape {
        self.text
            .tokens
            .get(token)
            .map_or(Shape::Mark, |token| token.shape)
    }

    /// `token`, or the one after if it is an article.
    pub fn past_article(&self, token: usize) -> usize {
        token + usize::from(self.is(token, &["the"]))
    }

    pub fn is_possessive(&self, token: usize) -> bool {
        matches!(self.word(token), "'s" | "’s" | "'" | "’")
            && token > 0
            && self.text.tokens[token].span.start == self.text.tokens[token - 1].span.end
    }

    pub fn is_dash(&self, token: usize) -> bool {
        matches!(self.word(token), "-" | "–" | "—" | "/" | "‐")
    }

    pub fn span(&self, tokens: &Range<usize>) -> Span {
        let first = self.text.tokens[tokens.start].span;
        first.cover(self.text.tokens[tokens.end - 1].span)
    }

    /// Words as they stand, with single blanks.
    pub fn words(&self, tokens: &Range<usize>) -> String {
        let words = self.span(tokens).of(self.text.raw);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The tokens of the sentence of a token.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        let offset = self.text.tokens[token].span.start;
        let sentence = self.text.sentences.get(self.text.sentence_at(offset));
        sentence.map_or(token..token + 1, |sentence| sentence.tokens.clone())
    }

    /// The toponym that starts at a token, resolved or not.
    pub fn has_toponym(&self, token: usize) -> bool {
        self.starts.get(token).is_some_and(Option::is_some)
    }

    /// The resolved toponym that starts at a token.
    pub fn toponym(&self, token: usize) -> Option<Anchor> {
        let index = (*self.starts.get(token)?)? as usize;
        let toponym = &self.toponyms[index];
        Some(Anchor {
            base: Base::of(toponym.place.as_ref()?, self.gazetteer)?,
            toponym: Some(index),
            tokens: self.text.tokens_in(toponym.span),
        })
    }

    /// "Turkish", "South Korean".
    pub fn demonym(&self, token: usize) -> Option<Anchor> {
        if !matches!(
            self.shape(token),
            Shape::Capitalized | Shape::Upper | Shape::Mixed
        ) {
            return None;
        }
        (1..=2)
            .rev()
            .find_map(|count| self.demonym_of(token..token + count))
    }

    fn demonym_of(&self, tokens: Range<usize>) -> Option<Anchor> {
        if tokens.end > self.len() || tokens.clone().any(|token| self.has_toponym(token)) {
            return None;
        }
        let folded = fold(self.span(&tokens).of(self.text.raw));
        let index = self.gazetteer.demonym(&folded).find_map(|form| {
            form.place
                .or_else(|| self.gazetteer.country_by_code(form.country?))
        })?;
        Some(self.unnamed(index, tokens))
    }

    /// The anchor of a place that the words stand for without naming it.
    fn unnamed(&self, index: PlaceIndex, tokens: Range<usize>) -> Anchor {
        Anchor {
            base: Base {
                index,
                place: self.gazetteer.place(index),
            },
            toponym: None,
            tokens,
        }
    }

    /// The town that shares its name with a division, where people count distances from: "20 km
    /// south of Raqqa" is from the town even when Raqqa elsewhere is the governorate.
    pub fn town(&self, anchor: &Anchor) -> Anchor {
        let gazetteer = self.gazetteer;
        let place = &anchor.base.place;
        let division = matches!(
            place.precision,
            PlacePrecision::Admin1 | PlacePrecision::Admin2
        );
        let named = anchor.toponym.filter(|_| division);
        let town = named.and_then(|index| {
            gazetteer
                .lookup(self.toponyms[index].span.of(self.text.raw))
                .map(|found| found.place)
                .filter(|town| gazetteer.feature_class(*town) == FeatureClass::Populated)
                .find(|town| gazetteer.is_inside(*town, anchor.base.index))
        });
        match town {
            Some(index) => Anchor {
                base: Base {
                    index,
                    place: gazetteer.place(index),
                },
                ..anchor.clone()
            },
            None => anchor.clone(),
        }
    }

    /// The sea or lake of a name before "coast", be it a division's name too: "Red Sea".
    pub fn sea(&self, anchor: &Anchor) -> Option<Anchor> {
        let gazetteer = self.gazetteer;
        let is_water = |index: &PlaceIndex| {
            gazetteer.feature_class(*index) == FeatureClass::Water
                && gazetteer.path(*index).len() == 0
        };
        if is_water(&anchor.base.index) {
            return Some(anchor.clone());
        }
        let index = gazetteer
            .lookup(self.toponyms[anchor.toponym?].span.of(self.text.raw))
            .map(|found| found.place)
            // A sea is in no country.
            .find(|index| is_water(index) && gazetteer.country(*index).is_none())?;
        Some(Anchor {
            base: Base {
                index,
                place: gazetteer.place(index),
            },
            ..anchor.clone()
        })
    }

    /// Whether a demonym of two words starts here ("South Korean"): the first is no direction.
    pub fn is_long_demonym(&self, token: usize) -> bool {
        self.shape(token) == Shape::Capitalized
            && self.shape(token + 1) == Shape::Capitalized
            && self.demonym_of(token..token + 2).is_some()
    }

    /// A name, "the town of" or "the provincial capital" before it or not, or, with its article, "the
    /// country", "the city".
    pub fn anchor(&self, token: usize) -> Option<Anchor> {
        let past = self.past_article(token);
        if let Some(name) = self.past_kind(past) {
            return self.toponym(name);
        }
        self.toponym(past)
            .or_else(|| (past > token).then(|| self.pointing_back(past)).flatten())
    }

    /// Where the name begins after "town of", "provincial capital", "rebel-held city of".
    fn past_kind(&self, token: usize) -> Option<usize> {
        let kinds = [
            "city",
            "town",
            "village",
            "port",
            "settlement",
            "capital",
            "hub",
            "island",
        ];
        let kind = (token..token + MOST_KIND_WORDS).find(|at| self.is(*at, &kinds))?;
        // "the Greek island of Crete"
        let describes =
            |at: usize| self.shape(at) == Shape::Lower || self.demonym_of(at..at + 1).is_some();
        let is_described = (token..kind).all(describes);
        let apart =
            self.is(kind + 1, &["of"]) || self.is(kind, &["capital"]) && self.is(kind + 1, &[","]);
        let name = kind + 1 + usize::from(apart);
        (is_described && (apart || self.toponym(name).is_some())).then_some(name)
    }

    /// The country that most names are in, for words that leave it out; none where two are level.
    pub fn country(&self, tokens: Range<usize>) -> Option<Anchor> {
        let place = |toponym: &Toponym| toponym.place.as_ref()?.country;
        let mut counts: Vec<(CountryCode, usize)> = Vec::new();
        for country in self.toponyms.iter().filter_map(place) {
            match counts.iter_mut().find(|(one, _)| *one == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
        let &(country, most) = counts.iter().max_by_key(|(_, count)| *count)?;
        if counts
            .iter()
            .any(|(one, count)| *one != country && *count == most)
        {
            return None;
        }
        let index = self.gazetteer.country_by_code(country)?;
        Some(self.unnamed(index, tokens))
    }

    /// "country", "province", "city" after "the": the last such place named before.
    pub fn pointing_back(&self, token: usize) -> Option<Anchor> {
        let article = token.checked_sub(1)?;
        if !self.is(article, &["the", "that", "this"]) {
            return None;
        }
        // No dispatch is sent from "the village".
        let is_village = self.is(token, &["town", "village"]);
        use PlacePrecision as P;
        let fits: fn(&Place) -> bool = match self.word(token) {
            "country" | "nation" => |place| place.precision == P::Country,
            "province" | "governorate" | "oblast" | "state" | "county" => {
                |place| matches!(place.precision, P::Admin1 | P::Admin2)
            }
            "city" | "town" | "village" => |place| place.precision == P::Settlement,
            "capital" => |place| place.feature_code == "PPLC",
            "island" => |place| place.feature_code.starts_with("ISL"),
            _ => return None,
        };
        let start = self.text.tokens[token].span.start;
        let (index, toponym) = self
            .toponyms
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, toponym)| toponym.span.end <= start)
            .filter(|(_, toponym)| !is_village || !self.is_in_dateline(toponym.span))
            .find(|(_, toponym)| toponym.place.as_ref().is_some_and(fits))?;
        Some(Anchor {
            base: Base::of(toponym.place.as_ref()?, self.gazetteer)?,
            toponym: Some(index),
            tokens: token..token + 1,
        })
    }

    fn is_in_dateline(&self, span: Span) -> bool {
        let dateline = self.text.dateline.as_ref();
        dateline.is_some_and(|dateline| dateline.span.contains(span))
    }

    /// A name and the names coordinated with it: "Syria and Iraq", of the same kind.
    pub fn anchors(&self, token: usize) -> Vec<Anchor> {
        let Some(first) = self.anchor(token) else {
            return Vec::new();
        };
        let mut anchors = vec![first];
        while let Some(last) = anchors.last() {
            let end = last.tokens.end;
            let next = if self.is(end, &["and", "&"]) {
                self.toponym(self.past_article(end + 1))
            } else {
                None
            };
            match next {
                Some(next)
                    if next.base.place.precision == last.base.place.precision
                        && !self.is_possessive(next.tokens.end) =>
                {
                    anchors.push(next);
                }
                _ => break,
            }
        }
        anchors
    }

    /// The direction that starts at a token.
    pub fn heading(&self, token: usize) -> Option<Heading> {
        let mut heading = self.direction(token)?;
        loop {
            let mut next = heading.tokens.end;
            if self.is(next, &[","]) {
                next += 1;
            }
            if self.is(next, &["and", "or", "/"]) {
                next += 1;
            }
            if next == heading.tokens.end {
                break;
            }
            match self.direction(self.past_article(next)) {
                Some(more) => {
                    heading.compass.extend(more.compass);
                    heading.tokens.end = more.tokens.end;
                    heading.is_adjective |= more.is_adjective;
                }
                None => break,
            }
        }
        Some(heading)
    }

    /// One direction: "far north", "north-eastern", "south-central".
    fn direction(&self, token: usize) -> Option<Heading> {
        let mut end = token;
        let far = self.sense(end).is_far;
        if far {
            end += 1;
        }
        if self.is_long_demonym(end) {
            return None;
        }
        let mut compass = self.sense(end).compass?;
        let mut is_adjective = self.sense(end).is_adjective;
        end += 1;
        let second = end + usize::from(self.is_dash(end) && !self.is(end, &["/"]));
        if let Some(more) = self
            .sense(second)
            .compass
            .filter(|more| compass.joins(*more))
        {
            compass = compass.with(more);
            is_adjective = self.sense(second).is_adjective;
            end = second + 1;
        }
        compass.far |= far;
        Some(Heading {
            compass: vec![compass],
            is_adjective,
            tokens: token..end,
        })
    }
}

/// The table's entry for a word, whatever its case.
fn read(word: &str) -> Option<&'static Sense> {
    if word.len() > LONGEST_WORD || !word.is_ascii() {
        return None;
    }
    let mut lower = [0; LONGEST_WORD];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    sense(std::str::from_utf8(lower).ok()?)
}
