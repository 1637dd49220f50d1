//! The parser: arc-hybrid transitions, chosen greedily by a linear model.
//!
//! Three transitions build the tree in one pass over the sentence: SHIFT moves the next
//! token to the stack, LEFT makes the stack's top a dependent of the next token, RIGHT makes
//! it a dependent of the token under it. An artificial root stands behind the last token.
//! A second model names the relation when an arc is made; later choices see the names.

use super::linear::{Allowed, Features, OUT, Scorer, allowed};
use super::tags::Relation;
use super::word::{self, Word};

/// Padded number of transitions.
pub(super) const MOVES: usize = 4;
/// Padded number of relations.
pub(super) const RELATIONS: usize = 52;

/// A transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// The next token goes to the stack.
    Shift,
    /// The next token is the head of the stack's top.
    Left,
    /// The second token on the stack is the head of its top.
    Right,
}

/// All transitions; the place is the number in the model.
pub(super) const ALL_MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// No token.
pub(super) const NONE: usize = usize::MAX;

/// What is known of a token while parsing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Hash of the form.
    pub form: u32,
    /// Number of the joint tag.
    pub tag: u32,
    /// Head so far.
    pub head: usize,
    /// Number of the relation to the head.
    pub relation: u8,
    /// The outermost dependents to the left: last, and the one before.
    left: [usize; 2],
    /// The outermost dependents to the right.
    right: [usize; 2],
    /// Bit sets of the relations of dependents, left and right.
    relations: [u64; 2],
    /// Number of dependents, left and right.
    count: [u32; 2],
}

impl Item {
    fn new(form: u32, tag: u32) -> Item {
        Item {
            form,
            tag,
            head: NONE,
            relation: 0,
            left: [NONE; 2],
            right: [NONE; 2],
            relations: [0; 2],
            count: [0; 2],
        }
    }
}

/// A configuration of the parser.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// The tokens, then the root.
    pub items: Vec<Item>,
    /// Tokens without a head, last on top.
    pub stack: Vec<usize>,
    /// The next token.
    pub next: usize,
    /// Commas before each token.
    commas: Vec<u32>,
}

/// Values of a token that is not there.
const ABSENT: Item = Item {
    form: 1,
    tag: 254,
    head: NONE,
    relation: 63,
    left: [NONE; 2],
    right: [NONE; 2],
    relations: [0; 2],
    count: [0; 2],
};

impl State {
    /// Starts on a tagged sentence.
    pub fn start(&mut self, words: &[Word], tags: &[u8]) {
        let tokens = words.iter().zip(tags);
        self.items.clear();
        self.items
            .extend(tokens.map(|(word, &tag)| Item::new(word.form, u32::from(tag))));
        self.items.push(Item::new(2, 253));
        self.stack.clear();
        self.next = 0;
        self.commas.clear();
        self.commas.push(0);
        for (at, word) in words.iter().enumerate() {
            let here = u32::from(word.form == word::COMMA);
            self.commas.push(self.commas[at] + here);
        }
    }

    /// Commas between two tokens, 3 for more; 4 when one of them is not there.
    fn commas(&self, left: usize, right: usize) -> u32 {
        match (self.commas.get(left), self.commas.get(right)) {
            (Some(before), Some(all)) => (all - before).min(3),
            _ => 4,
        }
    }

    /// Index of the artificial root.
    pub fn root(&self) -> usize {
        self.items.len() - 1
    }

    /// Whether every token has a head.
    pub fn is_done(&self) -> bool {
        self.next == self.root() && self.stack.is_empty()
    }

    /// Whether a transition can be made; the root gets exactly one dependent.
    pub fn allows(&self, transition: Move) -> bool {
        let at_root = self.next == self.root();
        match transition {
            Move::Shift => !at_root,
            Move::Left => !self.stack.is_empty() && (!at_root || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The head and dependent that a transition would join.
    pub fn arc(&self, transition: Move) -> Option<(usize, usize)> {
        let depth = self.stack.len();
        match transition {
            Move::Shift => None,
            Move::Left => Some((self.next, self.stack[depth - 1])),
            Move::Right => Some((self.stack[depth - 2], self.stack[depth - 1])),
        }
    }

    /// Moves the next token to the stack.
    pub fn shift(&mut self) {
        self.stack.push(self.next);
        self.next += 1;
    }

    /// Attaches the stack's top and takes it off.
    pub fn attach(&mut self, head: usize, relation: u8) {
        let Some(token) = self.stack.pop() else {
            return;
        };
        let item = &mut self.items[token];
        item.head = head;
        item.relation = relation;
        let item = &mut self.items[head];
        let (side, outer) = if token < head {
            (0, &mut item.left)
        } else {
            (1, &mut item.right)
        };
        *outer = [token, outer[0]];
        item.relations[side] |= 1 << relation;
        item.count[side] += 1;
    }

    fn item(&self, at: usize) -> &Item {
        self.items.get(at).unwrap_or(&ABSENT)
    }

    fn on_stack(&self, depth: usize) -> usize {
        self.stack
            .len()
            .checked_sub(depth + 1)
            .map_or(NONE, |at| self.stack[at])
    }
}

/// Parses a tagged sentence: heads and relations are left in `state.items`.
///
/// Complexity: O(tokens).
pub(super) fn parse(
    moves: &impl Scorer<MOVES>,
    relations: &impl Scorer<RELATIONS>,
    words: &[Word],
    tags: &[u8],
    state: &mut State,
) {
    state.start(words, tags);
    while !state.is_done() {
        let transition = choose(moves, state);
        match state.arc(transition) {
            None => state.shift(),
            Some((head, token)) => {
                let relation = relation(relations, state, head, token);
                state.attach(head, relation);
            }
        }
    }
}

fn choose(moves: &impl Scorer<MOVES>, state: &State) -> Move {
    let mut possible = ALL_MOVES.into_iter().filter(|&m| state.allows(m));
    if let (Some(only), None) = (possible.next(), possible.next()) {
        return only;
    }
    let is_allowed = |class| ALL_MOVES.get(class).is_some_and(|&m| state.allows(m));
    ALL_MOVES[moves.best(&move_features(state), &allowed(is_allowed))]
}

/// All relations but that of the root.
const BELOW_ROOT: Allowed<RELATIONS> = {
    let mut allowed = [OUT; RELATIONS];
    let mut class = 0;
    while class < Relation::ALL.len() {
        if class != Relation::Root as usize {
            allowed[class] = 0;
        }
        class += 1;
    }
    allowed
};

/// The number of the relation of `token` to `head`.
pub(super) fn relation(
    model: &impl Scorer<RELATIONS>,
    state: &State,
    head: usize,
    token: usize,
) -> u8 {
    if head == state.root() {
        return Relation::Root as u8;
    }
    model.best(&relation_features(state, head, token), &BELOW_ROOT) as u8
}

/// Tokens between two, in steps that grow.
fn distance(from: usize, to: usize) -> u32 {
    match to.abs_diff(from) {
        distance @ 0..=4 => distance as u32,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

fn fold(set: u64) -> u32 {
    (set ^ (set >> 32)) as u32
}

/// Features of a choice between transitions.
pub(super) const MOVE_FEATURES: usize = 70;

/// The features of the next transition.
pub(super) fn move_features(state: &State) -> Features<MOVE_FEATURES> {
    let (i0, i1, i2) = (state.on_stack(0), state.on_stack(1), state.on_stack(2));
    let (s0, s1, s2) = (state.item(i0), state.item(i1), state.item(i2));
    let next = state.next;
    let (b0, b1, b2) = (state.item(next), state.item(next + 1), state.item(next + 2));
    let s0l = state.item(s0.left[0]);
    let (s0r, s0r2) = (state.item(s0.right[0]), state.item(s0.right[1]));
    let (s1l, s1r) = (state.item(s1.left[0]), state.item(s1.right[0]));
    let (b0l, b0l2) = (state.item(b0.left[0]), state.item(b0.left[1]));
    // The outermost left dependent of a phrase is usually its preposition.
    let d0 = distance(i0, next) | u32::from(i0 == NONE) << 4;
    let d1 = distance(i1, i0) | u32::from(i1 == NONE) << 4;
    let v0 = s0.count[0].min(3) | s0.count[1].min(3) << 4;
    let (s0lab, s0rab) = (fold(s0.relations[0]), fold(s0.relations[1]));
    let (s1lab, s1rab) = (fold(s1.relations[0]), fold(s1.relations[1]));
    let b0lab = fold(b0.relations[0]);
    let rel = |item: &Item| u32::from(item.relation);

    let mut list = Features::from(100);
    let mut add = |a: u32, b: u32, c: u32, d: u32| list.add(a, b, c, d);
    add(s0.form, s0.tag, 0, 0);
    add(s0.form, 0, 0, 0);
    add(s1.form, s1.tag, 0, 0);
    add(b0.form, b0.tag, 0, 0);
    add(b0.form, 0, 0, 0);
    add(b0.tag, 0, 0, 0);
    add(b1.form, b1.tag, 0, 0);
    add(b2.tag, 0, 0, 0);
    add(s0.form, s0.tag, b0.form, b0.tag);
    add(s0.form, s0.tag, b0.tag, 0);
    add(s0.form, b0.form, 0, 0);
    add(s0.tag, b0.tag, 0, 0);
    add(b0.tag, b1.tag, 0, 0);
    add(s1.form, s0.form, 0, 0);
    add(s1.tag, s0.tag, 0, 0);
    add(s1.form, s0.tag, 0, 0);
    add(s1.tag, s0.form, 0, 0);
    add(s1.form, b0.form, 0, 0);
    add(s1.form, b0.tag, 0, 0);
    add(b0.tag, b1.tag, b2.tag, 0);
    add(s0.tag, b0.tag, b1.tag, 0);
    add(s0.tag, b0.tag, b1.tag, b2.tag);
    add(s1.tag, s0.tag, b0.tag, 0);
    add(s1.tag, s0.tag, b0.tag, b1.tag);
    add(s2.tag, s1.tag, s0.tag, 0);
    add(s0.tag, s0l.tag, b0.tag, rel(s0l));
    add(s0.tag, s0r.tag, b0.tag, rel(s0r));
    add(s0.tag, b0.tag, b0l.tag, rel(b0l));
    add(s1.tag, s1r.tag, s0.tag, rel(s1r));
    add(s1.tag, s1l.tag, s0.tag, rel(s1l));
    add(s1.tag, s0.tag, s0l.tag, rel(s0l));
    add(s1.tag, s0.tag, s0r.tag, rel(s0r));
    add(s0r.form, s0.tag, b0.tag, 0);
    add(b0l.form, b0.tag, s0.tag, 0);
    add(s0.tag, s0r2.tag, rel(s0r2), b0.tag);
    add(b0.tag, b0l2.tag, rel(b0l2), s0.tag);
    add(s0.tag, d0, 0, 0);
    add(b0.form, d0, 0, 0);
    add(b0.tag, d0, 0, 0);
    add(s0.tag, b0.tag, d0, 0);
    add(s0.form, b0.form, d0, 0);
    add(s1.tag, s0.tag, d1, 0);
    add(s0.form, v0, 0, 0);
    add(s0.tag, v0, b0.tag, 0);
    add(s0.form, s0lab, s0rab, 0);
    add(s0.tag, s0lab, s0rab, b0.tag);
    add(s1.tag, s1lab, s1rab, s0.tag);
    add(s1.form, s1rab, s0.tag, b0.tag);
    add(b0.form, b0lab, s0.tag, 0);
    // Attachment of prepositional phrases: preposition with the words it can belong to.
    add(s0.form, b0l.form, b0.tag, 0);
    add(s0.tag, b0l.form, b0.tag, s1.tag);
    add(s1.form, b0l.form, b0.tag, s0.tag);
    add(s1.tag, s0.tag, b0l.form, b0.form);
    add(s1.form, s0l.form, s0.tag, 0);
    add(s1.tag, s0l.form, s0.form, 0);
    add(s1.form, s0l.form, b0.tag, b0.form);
    add(
        s1.tag,
        s0.tag,
        b0l.form,
        fold(s1.relations[0] | s1.relations[1]),
    );
    add(s0.form, b0.form, b1.tag, 0);
    add(s0.tag, b0.form, b1.form, 0);
    add(s0.tag, b0.tag, b1.form, 0);
    add(s1.tag, s0.tag, b0.form, b1.tag);
    add(s2.tag, s0.tag, b0.tag, s0l.tag);
    add(s0.tag, s0rab, b0.form, s1.tag);
    add(s1.tag, s1rab, b0.tag, s0.tag | d1 << 8);
    // Coordination and apposition: what the conjunct brings along, and the commas between.
    let c1 = state.commas(i1, i0);
    let c0 = state.commas(i0, next);
    add(s1.tag, s0.tag, rel(s0l), b0.tag);
    add(s1.tag, s0.tag, s0lab, b0.tag);
    add(s2.tag, s1.tag, s0.tag, rel(s0l));
    add(s1.tag, s0.tag, b0.tag, rel(s0l) | b1.tag << 8);
    add(s1.tag, s0.tag, c1, rel(s0l));
    add(s0.tag, b0.form, c0, s0lab);
    list
}

/// Features of the choice of a relation.
pub(super) const RELATION_FEATURES: usize = 40;

/// The features of the relation of `token` to `head`.
pub(super) fn relation_features(
    state: &State,
    head: usize,
    token: usize,
) -> Features<RELATION_FEATURES> {
    let (h, d) = (state.item(head), state.item(token));
    let side = u32::from(token < head);
    let far = distance(head, token) << 1 | side;
    let (dl, dr) = (state.item(d.left[0]), state.item(d.right[0]));
    let inner_left = state.item(d.left[1]);
    let (hl, hr) = (state.item(h.left[0]), state.item(h.right[0]));
    let before = state.item(token.wrapping_sub(1));
    let after = state.item(token + 1);
    let next = state.item(state.next.max(head + 1));
    let (dlab, drab) = (fold(d.relations[0]), fold(d.relations[1]));
    let (hlab, hrab) = (fold(h.relations[0]), fold(h.relations[1]));
    let rel = |item: &Item| u32::from(item.relation);

    let mut list = Features::from(300);
    let mut add = |a: u32, b: u32, c: u32, d: u32| list.add(a, b, c, d);
    add(side, 0, 0, 0);
    add(h.form, side, 0, 0);
    add(h.tag, side, 0, 0);
    add(d.form, side, 0, 0);
    add(d.tag, side, 0, 0);
    add(h.form, d.form, side, 0);
    add(h.form, d.tag, side, 0);
    add(h.tag, d.form, side, 0);
    add(h.tag, d.tag, side, 0);
    add(h.tag, d.tag, far, 0);
    add(d.form, d.tag, h.form, h.tag);
    add(d.tag, dlab, drab, side);
    add(d.tag, dlab, h.tag, side);
    add(d.tag, drab, h.tag, side);
    add(d.form, dlab, h.tag, side);
    add(h.tag, hlab, hrab, side);
    add(h.tag, hlab, d.tag, side);
    add(h.tag, hrab, d.tag, side);
    add(h.form, hlab, d.tag, side);
    add(h.form, hrab, d.tag, side);
    add(h.tag, hlab, hrab, d.tag);
    add(dl.form, d.tag, h.tag, side);
    add(dl.form, d.form, h.tag, side);
    add(dl.form, h.form, d.tag, side);
    add(dl.tag, rel(dl), d.tag, h.tag);
    add(dr.tag, rel(dr), d.tag, h.tag);
    add(dr.form, d.tag, h.tag, side);
    add(inner_left.form, dl.form, d.tag, h.tag);
    add(hl.tag, rel(hl), h.tag, d.tag);
    add(hr.tag, rel(hr), h.tag, d.tag);
    add(hl.form, h.tag, d.tag, side);
    add(hr.form, h.tag, d.tag, side);
    add(before.tag, d.tag, h.tag, side);
    add(before.form, d.tag, side, 0);
    add(after.tag, d.tag, h.tag, side);
    add(after.form, d.form, side, 0);
    add(next.tag, d.tag, h.tag, side);
    add(h.form, d.form, far, dl.form);
    add(u32::from(h.head == NONE), d.tag, dlab, far);
    add(d.tag, h.tag, before.tag, after.tag);
    list
}
