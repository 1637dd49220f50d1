//! Names in text: a walk word by word.

use super::format::Section;
use super::name_table::{Chain, Entry, NameTable};
use super::{Gazetteer, Matches};
use fst::raw::{CompiledAddr, Fst, Output};

/// Finds every name that starts at a token.
///
/// Allocates nothing: [`Walker::restart`] at each token of the text, then [`Walker::push`] the
/// folded tokens from there on while it says that a name is still possible, and look at
/// [`Walker::matches`] after each.
///
/// ```
/// # use dateline::gazetteer::Gazetteer;
/// let gazetteer = Gazetteer::embedded();
/// let mut walker = gazetteer.walker();
/// assert!(walker.push("deir"));
/// assert!(walker.push("ez"));
/// assert!(walker.push("zor"));
/// assert!(walker.matches().is_some());
/// ```
#[derive(Clone)]
pub struct Walker<'g> {
    gazetteer: &'g Gazetteer,
    walk: Walk<'g>,
}

/// Through what it goes.
#[derive(Clone)]
enum Walk<'g> {
    Table(TableWalk<'g>),
    Automaton(AutomatonWalk<'g>),
}

impl Gazetteer {
    /// A walker at the start of a name.
    pub fn walker(&self) -> Walker<'_> {
        Walker::new(self)
    }
}

impl<'g> Walker<'g> {
    /// A walker at the start of a name.
    pub fn new(gazetteer: &'g Gazetteer) -> Walker<'g> {
        let mut walker = Walker {
            gazetteer,
            walk: match gazetteer.name_table() {
                Some(table) => Walk::Table(TableWalk {
                    table,
                    chain: Chain::default(),
                    entry: None,
                }),
                None => Walk::Automaton(AutomatonWalk {
                    names: gazetteer.automaton(Section::Names),
                    state: None,
                }),
            },
        };
        walker.restart();
        walker
    }

    /// Goes back to the start of a name.
    pub fn restart(&mut self) {
        match &mut self.walk {
            Walk::Table(walk) => walk.restart(),
            Walk::Automaton(walk) => walk.restart(),
        }
    }

    /// Goes on by a folded token; an empty token (a hyphen, an apostrophe) changes nothing.
    /// Returns whether a name goes on or ends here.
    pub fn push(&mut self, folded: &str) -> bool {
        match &mut self.walk {
            Walk::Table(walk) => walk.push(folded),
            Walk::Automaton(walk) => walk.push(folded),
        }
    }

    /// The places whose name ends here, larger ones first; `None` when no name does.
    pub fn matches(&self) -> Option<Matches<'g>> {
        let posting = match &self.walk {
            Walk::Table(walk) => walk.entry?.posting,
            Walk::Automaton(walk) => walk.posting(),
        };
        posting.map(|posting| self.gazetteer.matches_from(posting))
    }
}

/// A walk word by word.
#[derive(Clone)]
struct TableWalk<'g> {
    table: NameTable<'g>,
    /// The words so far.
    chain: Chain,
    /// What the table says of them; `None` when no name is or begins so.
    entry: Option<Entry>,
}

impl TableWalk<'_> {
    fn restart(&mut self) {
        self.chain = Chain::default();
        self.entry = Some(Entry {
            posting: None,
            goes_on: true,
        });
    }

    fn push(&mut self, folded: &str) -> bool {
        if !folded.is_empty() {
            // "St.Louis" is one token and two words.
            folded.split(' ').for_each(|word| self.step(word));
        }
        self.entry.is_some()
    }

    fn step(&mut self, word: &str) {
        self.chain = self.chain.and(word.as_bytes());
        let goes_on = self.entry.is_some_and(|entry| entry.goes_on);
        self.entry = goes_on.then(|| self.table.get(self.chain)).flatten();
    }
}

/// A walk letter by letter.
#[derive(Clone)]
struct AutomatonWalk<'g> {
    names: Option<Fst<&'g [u8]>>,
    /// Where the walk is; `None` when no name goes on.
    state: Option<State>,
}

#[derive(Clone, Copy)]
struct State {
    node: CompiledAddr,
    output: Output,
    /// Whether a token was pushed, so that the next one follows a space.
    begun: bool,
}

impl AutomatonWalk<'_> {
    fn restart(&mut self) {
        self.state = self.names.as_ref().map(|names| State {
            node: names.root().addr(),
            output: Output::zero(),
            begun: false,
        });
    }

    fn push(&mut self, folded: &str) -> bool {
        if folded.is_empty() {
            return self.state.is_some();
        }
        if self.state.is_some_and(|state| state.begun) {
            self.step(b' ');
        }
        folded.bytes().for_each(|byte| self.step(byte));
        if let Some(state) = &mut self.state {
            state.begun = true;
        }
        self.state.is_some()
    }

    fn step(&mut self, byte: u8) {
        self.state = self.next_state(byte);
    }

    fn next_state(&self, byte: u8) -> Option<State> {
        let (state, names) = (self.state?, self.names.as_ref()?);
        let node = names.node(state.node);
        let transition = node.transition(node.find_input(byte)?);
        Some(State {
            node: transition.addr,
            output: state.output.cat(transition.out),
            ..state
        })
    }

    fn posting(&self) -> Option<u64> {
        let (state, names) = (self.state?, self.names.as_ref()?);
        let node = names.node(state.node);
        (state.begun && node.is_final()).then(|| state.output.cat(node.final_output()).value())
    }
}
