//! The training schedule.

use super::conllu::{Gold, GoldToken};
use super::oracle::cost;
use super::perceptron::{Counts, Perceptron};
use super::stages;
use crate::syntax::lemma::Lemmas;
use crate::syntax::linear::{Linear, Scorer, best};
use crate::syntax::model;
use crate::syntax::parser::{
    self, ALL_MOVES, MOVES, Move, RELATIONS, State, move_features, relation_features,
};
use crate::syntax::sparse;
use crate::syntax::tagger::{self, CLASSES, Class, Sure, Tagger};
use crate::syntax::tags::{Relation, Upos, Xpos};
use crate::syntax::verbs::third_person;
use crate::syntax::word::{self, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Rows of the models: powers of two, for the size of the file.
const TAGGER_ROWS: usize = 1 << 15;
const MOVE_ROWS: usize = 1 << 20;
const RELATION_ROWS: usize = 1 << 16;
/// Passes over the treebanks.
const TAGGER_EPOCHS: usize = 8;
const PARSER_EPOCHS: usize = 12;
/// Weights change until the right class leads by this much: of 0, 10, 20, 30, 80, 120 and 200 those
/// with the best figures on the development files (`train_syntax ../shared/treebanks`).
const TAGGER_MARGIN: i32 = 20;
const MOVE_MARGIN: i32 = 80;
const RELATION_MARGIN: i32 = 40;
/// Words seen so often of which one in so many at most has another class keep theirs.
const SURE_FROM: usize = 20;
const SURE_OF: usize = 200;
/// Parts of the treebanks that are tagged by a tagger which has not seen them.
const FOLDS: usize = 5;
/// Joint tags seen less often are errors or curiosities.
const MIN_TAG_COUNT: usize = 5;
/// One sentence in so many is seen in upper case, one in lower, one as a headline.
const RECASE: u64 = 25;

pub(super) type Log<'l> = &'l mut dyn FnMut(fmt::Arguments<'_>);

/// Trains all models; returns the model file. `unseen`: sentences to learn the order of features
/// on; their annotation is not looked at.
pub(super) fn model(treebanks: &[Gold], unseen: &[Gold], log: Log<'_>) -> Vec<u8> {
    let headlines = treebanks.iter().filter_map(headline);
    let sentences: &[Gold] = &treebanks
        .iter()
        .cloned()
        .chain(headlines)
        .collect::<Vec<_>>();
    let classes = classes(treebanks);
    log(format_args!(
        "{} sentences, {} joint tags",
        sentences.len(),
        classes.len()
    ));
    let all: Vec<usize> = (0..sentences.len()).collect();
    let (tagger, sure) = train_tagger(sentences, &all, &classes, TAGGER_EPOCHS, log);
    let tags = jackknife(sentences, &classes, log);
    let (moves, relations) = train_parser(sentences, &tags, &classes, log);
    let unseen: Vec<Vec<Word>> = unseen.iter().map(words_of).collect();
    let [tagger_plan, move_plan, relation_plan] = stages::schedules(
        &unseen,
        (&classes, &sure),
        [&tagger, &moves, &relations],
        log,
    )
    .map(|schedule| model::write_schedule(&schedule));
    let pairs: Vec<u8> = classes
        .iter()
        .flat_map(|&(u, x)| [u as u8, x as u8])
        .collect();
    let lemmas = lemma_table(treebanks);
    model::write([
        &pairs,
        &model::write_sure(&sure),
        lemmas.as_bytes(),
        &sparse::pack(&tagger),
        &tagger_plan,
        &moves,
        &move_plan,
        &sparse::pack(&relations),
        &relation_plan,
    ])
}

/// Xorshift (Marsaglia 2003): the same sequence everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) % limit
    }

    fn shuffle(&mut self, list: &mut [usize]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}

/// The joint tags, commonest first.
fn classes(sentences: &[Gold]) -> Vec<Class> {
    let mut counts: BTreeMap<Class, usize> = BTreeMap::new();
    for token in sentences.iter().flat_map(|gold| &gold.tokens) {
        *counts.entry((token.upos, token.xpos)).or_default() += 1;
    }
    let mut classes: Vec<(Class, usize)> = counts
        .into_iter()
        .filter(|&(_, count)| count >= MIN_TAG_COUNT)
        .collect();
    classes.sort_by_key(|&(class, count)| (std::cmp::Reverse(count), class));
    classes
        .into_iter()
        .map(|(class, _)| class)
        // The last column of a row is its signature.
        .take(CLASSES - 1)
        .collect()
}

/// The class of a token; for a rare joint tag the commonest with its part of speech.
fn class_of(classes: &[Class], token: &GoldToken) -> Option<usize> {
    let exact = classes.iter().position(|&c| c == (token.upos, token.xpos));
    exact.or_else(|| classes.iter().position(|&(upos, _)| upos == token.upos))
}

/// The sentence in another case, or as it is.
fn recased(gold: &Gold, random: &mut Random) -> Gold {
    let change: fn(&str) -> String = match random.below(RECASE) {
        0 => |form| form.to_uppercase(),
        1 => |form| form.to_lowercase(),
        2 => title_case,
        _ => return gold.clone(),
    };
    let mut gold = gold.clone();
    for token in &mut gold.tokens {
        if !token.form.starts_with(['\'', '’']) {
            token.form = change(&token.form);
        }
    }
    gold
}

/// Longest sentence that is also seen as a headline.
const LONGEST_HEADLINE: usize = 24;

/// A sentence as a headline writes it: the present for the past, no articles, no full stop, no
/// "was" before a participle. `None` where the main verb is not a plain past.
fn headline(gold: &Gold) -> Option<Gold> {
    let root = gold.tokens.len();
    let main = gold.tokens.iter().position(|token| token.head == root)?;
    let subject = gold.tokens.iter().find(|token| {
        token.head == main && matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
    })?;
    let verb = &gold.tokens[main];
    let told = verb.upos == Upos::Verb && matches!(verb.xpos, Xpos::Vbd | Xpos::Vbn);
    if root > LONGEST_HEADLINE || !told || subject.upos == Upos::Pron {
        return None;
    }
    let plural = matches!(subject.xpos, Xpos::Nns | Xpos::Nnps);
    let is_dropped = |at: usize| {
        let token = &gold.tokens[at];
        let article =
            token.relation == Relation::Det && matches!(token.lemma.as_str(), "the" | "a");
        let auxiliary = token.head == main
            && matches!(token.relation, Relation::AuxPass | Relation::Aux)
            && matches!(token.lemma.as_str(), "be" | "have");
        let stop = at + 1 == root && token.form == ".";
        article || auxiliary || stop
    };
    let kept: Vec<usize> = (0..root).filter(|at| !is_dropped(*at)).collect();
    let place = |at: usize| kept.iter().position(|old| *old == at);
    let mut tokens = Vec::with_capacity(kept.len());
    for &at in &kept {
        let mut token = gold.tokens[at].clone();
        token.head = match token.head {
            head if head == root => kept.len(),
            head => place(head)?,
        };
        if at == main && token.xpos == Xpos::Vbd {
            token.form = if plural {
                token.lemma.clone()
            } else {
                third_person(&token.lemma)
            };
            token.xpos = if plural { Xpos::Vbp } else { Xpos::Vbz };
        }
        if tokens.is_empty() {
            token.form = capitalised(&token.form);
        }
        tokens.push(token);
    }
    Some(Gold {
        tokens,
        starts_paragraph: true,
    })
}

fn capitalised(form: &str) -> String {
    let mut chars = form.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}

/// A word as headlines write it: capitalised when it has four letters or more.
fn title_case(form: &str) -> String {
    let mut chars = form.chars();
    match chars.next() {
        Some(first) if form.len() > 3 => first.to_uppercase().chain(chars).collect(),
        _ => form.to_owned(),
    }
}

fn words_of(gold: &Gold) -> Vec<Word> {
    let mut words = Vec::new();
    word::words(&gold.forms(), &mut words);
    words
}

fn train_tagger(
    sentences: &[Gold],
    ids: &[usize],
    classes: &[Class],
    epochs: usize,
    log: Log<'_>,
) -> (Vec<u8>, Sure) {
    let sure = sure_words(sentences, ids, classes);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let counts = tagger_features(sentences, ids, classes);
    let mut perceptron: Perceptron<CLASSES> = Perceptron::new(TAGGER_ROWS, &counts);
    let mut order = ids.to_vec();
    for epoch in 1..=epochs {
        random.shuffle(&mut order);
        let mut errors = 0;
        for &id in &order {
            let gold = recased(&sentences[id], &mut random);
            errors += tag_once(&mut perceptron, &gold, classes);
        }
        log(format_args!("tagger, pass {epoch}: {errors} errors"));
    }
    (perceptron.freeze(), sure)
}

/// The words that are seen often and have one class nearly always.
fn sure_words(sentences: &[Gold], ids: &[usize], classes: &[Class]) -> Sure {
    let mut counts: BTreeMap<u64, BTreeMap<usize, usize>> = BTreeMap::new();
    for &id in ids {
        for (word, token) in words_of(&sentences[id]).iter().zip(&sentences[id].tokens) {
            if let Some(class) = class_of(classes, token) {
                let of_word = counts.entry(Sure::key(word)).or_default();
                *of_word.entry(class).or_default() += 1;
            }
        }
    }
    Sure::new(counts.iter().filter_map(|(key, of_word)| {
        let all: usize = of_word.values().sum();
        let (class, count) = of_word.iter().max_by_key(|(_, count)| **count)?;
        let is_sure = all >= SURE_FROM && (all - count) * SURE_OF <= all;
        is_sure.then_some((*key, *class as u8))
    }))
}

/// The features of the gold tags.
fn tagger_features(sentences: &[Gold], ids: &[usize], classes: &[Class]) -> Counts {
    let mut counts = Counts::default();
    for &id in ids {
        let words = words_of(&sentences[id]);
        let tags: Vec<u8> = sentences[id]
            .tokens
            .iter()
            .map(|token| class_of(classes, token).unwrap_or(0) as u8)
            .collect();
        for at in 0..words.len() {
            counts.add(&tagger::features(&words, &tags, at).hashes());
        }
    }
    counts
}

/// One sentence of tagger training; returns the number of errors.
fn tag_once(perceptron: &mut Perceptron<CLASSES>, gold: &Gold, classes: &[Class]) -> usize {
    let words = words_of(gold);
    let mut tags = Vec::with_capacity(words.len());
    let mut errors = 0;
    for (at, token) in gold.tokens.iter().enumerate() {
        let features = tagger::features(&words, &tags, at).hashes();
        let scores = perceptron.scores(&features);
        let scores = &scores[..classes.len()];
        let guess = best(scores, |_| true).unwrap_or(0);
        perceptron.step();
        if let Some(right) = class_of(classes, token) {
            let wrong = best(scores, |class| class != right);
            if let Some(wrong) =
                wrong.filter(|&wrong| scores[right] - scores[wrong] < TAGGER_MARGIN)
            {
                perceptron.update(&features, right, wrong);
            }
            errors += usize::from(right != guess);
        }
        tags.push(guess as u8);
    }
    errors
}

/// Tags for parser training as a tagger gives them that has not seen the sentence.
fn jackknife(sentences: &[Gold], classes: &[Class], log: Log<'_>) -> Vec<Vec<u8>> {
    let mut all = vec![Vec::new(); sentences.len()];
    for fold in 0..FOLDS {
        let (held, seen): (Vec<usize>, Vec<usize>) =
            (0..sentences.len()).partition(|id| id % FOLDS == fold);
        let (bytes, _) = train_tagger(sentences, &seen, classes, TAGGER_EPOCHS / 2, &mut |_| {});
        let Some(weights) = Linear::<CLASSES>::whole(&bytes, tagger::FEATURES) else {
            continue;
        };
        let tagger = Tagger {
            weights: &weights,
            classes,
            sure: &Sure::default(),
        };
        for id in held {
            tagger.tag(&words_of(&sentences[id]), |_| false, &mut all[id]);
        }
        log(format_args!("fold {} of {FOLDS} tagged", fold + 1));
    }
    all
}

fn train_parser(
    sentences: &[Gold],
    tags: &[Vec<u8>],
    classes: &[Class],
    log: Log<'_>,
) -> (Vec<u8>, Vec<u8>) {
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    let [moves, relations] = parser_features(sentences, tags);
    let mut trainer = ParserTrainer {
        moves: Perceptron::new(MOVE_ROWS, &moves),
        relations: Perceptron::new(RELATION_ROWS, &relations),
        state: State::default(),
        errors: [0; 2],
    };
    debug_assert!(classes.len() <= CLASSES);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for epoch in 1..=PARSER_EPOCHS {
        random.shuffle(&mut order);
        trainer.errors = [0; 2];
        for &id in &order {
            trainer.parse_once(&sentences[id], &tags[id]);
        }
        let [moves, relations] = trainer.errors;
        log(format_args!(
            "parser, pass {epoch}: {moves} transitions wrong, {relations} relations wrong"
        ));
    }
    (trainer.moves.freeze(), trainer.relations.freeze())
}

/// The features of the decisions, transitions and relations, that build the gold trees.
fn parser_features(sentences: &[Gold], tags: &[Vec<u8>]) -> [Counts; 2] {
    let [mut moves, mut relations] = [Counts::default(), Counts::default()];
    let mut state = State::default();
    for (gold, tags) in sentences.iter().zip(tags) {
        let heads: Vec<usize> = gold.tokens.iter().map(|token| token.head).collect();
        state.start(&words_of(gold), tags);
        while !state.is_done() {
            moves.add(&move_features(&state).hashes());
            let right = ALL_MOVES
                .into_iter()
                .filter(|&transition| state.allows(transition))
                .min_by_key(|&m| (cost(&state, &heads, m), m == Move::Shift));
            match right.and_then(|transition| state.arc(transition)) {
                None => state.shift(),
                Some((head, token)) => {
                    relations.add(&relation_features(&state, head, token).hashes());
                    state.attach(head, gold.tokens[token].relation as u8);
                }
            }
        }
    }
    [moves, relations]
}

struct ParserTrainer {
    moves: Perceptron<MOVES>,
    relations: Perceptron<RELATIONS>,
    state: State,
    /// Wrong transitions and relations in this pass.
    errors: [usize; 2],
}

impl ParserTrainer {
    /// One sentence: follows the model's own choices, right or wrong, so that it learns
    /// to go on well after an error.
    fn parse_once(&mut self, gold: &Gold, tags: &[u8]) {
        let heads: Vec<usize> = gold.tokens.iter().map(|token| token.head).collect();
        self.state.start(&words_of(gold), tags);
        while !self.state.is_done() {
            let transition = self.choose(&heads);
            match self.state.arc(transition) {
                None => self.state.shift(),
                Some((head, token)) => {
                    let relation = self.relation(gold, head, token);
                    self.state.attach(head, relation);
                }
            }
        }
    }

    fn choose(&mut self, heads: &[usize]) -> Move {
        let allowed: Vec<Move> = ALL_MOVES
            .into_iter()
            .filter(|&transition| self.state.allows(transition))
            .collect();
        if let [only] = allowed[..] {
            return only;
        }
        let costs = ALL_MOVES.map(|transition| cost(&self.state, heads, transition));
        let least = allowed.iter().map(|&m| costs[m as usize]).min();
        let features = move_features(&self.state).hashes();
        let scores = self.moves.scores(&features);
        let scores = &scores[..ALL_MOVES.len()];
        let is_allowed = |class: usize| allowed.contains(&ALL_MOVES[class]);
        let guess = best(scores, is_allowed).unwrap_or(0);
        let is_right = |class: usize| is_allowed(class) && Some(costs[class]) == least;
        let right = best(scores, is_right).unwrap_or(guess);
        let wrong = best(scores, |class| is_allowed(class) && !is_right(class));
        self.moves.step();
        if let Some(wrong) = wrong.filter(|&wrong| scores[right] - scores[wrong] < MOVE_MARGIN) {
            self.moves.update(&features, right, wrong);
        }
        self.errors[0] += usize::from(!is_right(guess));
        ALL_MOVES[guess]
    }

    fn relation(&mut self, gold: &Gold, head: usize, token: usize) -> u8 {
        let guess = parser::relation(&self.relations, &self.state, head, token);
        let gold = &gold.tokens[token];
        if gold.head != head || head == self.state.root() || gold.relation == Relation::Root {
            return guess;
        }
        self.relations.step();
        let features = relation_features(&self.state, head, token).hashes();
        let scores = self.relations.scores(&features);
        let right = gold.relation as usize;
        let is_wrong = |class| class != right && class != Relation::Root as usize;
        let wrong = best(&scores[..Relation::ALL.len()], is_wrong);
        if let Some(wrong) = wrong.filter(|&wrong| scores[right] - scores[wrong] < RELATION_MARGIN)
        {
            self.relations.update(&features, right, wrong);
        }
        self.errors[1] += usize::from(usize::from(guess) != right);
        guess
    }
}

/// The verbs of the treebanks, and the forms whose lemma the rules miss.
fn lemma_table(sentences: &[Gold]) -> String {
    let tokens = || sentences.iter().flat_map(|gold| &gold.tokens);
    let is_plain = |lemma: &str| lemma.chars().all(|c| c.is_ascii_lowercase());
    let verbs: BTreeSet<&str> = tokens()
        .filter(|token| matches!(token.upos, Upos::Verb | Upos::Aux) && is_plain(&token.lemma))
        .map(|token| token.lemma.as_str())
        .collect();
    let mut table: String = verbs.iter().map(|verb| format!("{verb}\n")).collect();
    let verbs = table.clone();
    let rules = Lemmas::read(&verbs);
    let mut counts: BTreeMap<(String, Xpos), BTreeMap<&str, usize>> = BTreeMap::new();
    for token in tokens().filter(|token| token.upos != Upos::Propn && token.lemma != "_") {
        let key = (token.form.to_lowercase().replace('’', "'"), token.xpos);
        *counts
            .entry(key)
            .or_default()
            .entry(&token.lemma)
            .or_default() += 1;
    }
    for ((form, xpos), lemmas) in &counts {
        let Some((lemma, _)) = lemmas.iter().max_by_key(|&(_, count)| count) else {
            continue;
        };
        let mut ruled = String::new();
        rules.push(form, Upos::X, *xpos, &mut ruled);
        if ruled != *lemma && lemma.to_lowercase() != ruled {
            table += &format!("{form}\t{xpos}\t{lemma}\n");
        }
    }
    table
}
