//! Names in text: a walk over the name automaton, token by token.

use super::format::Section;
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
            names: gazetteer.automaton(Section::Names),
            state: None,
        };
        walker.restart();
        walker
    }

    /// Goes back to the start of a name.
    pub fn restart(&mut self) {
        self.state = self.names.as_ref().map(|names| State {
            node: names.root().addr(),
            output: Output::zero(),
            begun: false,
        });
    }

    /// Goes on by a folded token, after a space unless it is the first; an empty token (a hyphen,
    /// an apostrophe) changes nothing. Returns whether a name goes on or ends here.
    pub fn push(&mut self, folded: &str) -> bool {
        if folded.is_empty() {
            return self.state.is_some();
        }
        if self.state.is_some_and(|state| state.begun) {
            self.step(b' ');
        }
        self.glue(folded)
    }

    /// Goes on by folded letters without a space before them.
    pub fn glue(&mut self, folded: &str) -> bool {
        for byte in folded.bytes() {
            self.step(byte);
        }
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

    /// The places whose name ends here, larger ones first; `None` when no name does.
    pub fn matches(&self) -> Option<Matches<'g>> {
        let (state, names) = (self.state?, self.names.as_ref()?);
        let node = names.node(state.node);
        if !state.begun || !node.is_final() {
            return None;
        }
        let posting = state.output.cat(node.final_output()).value();
        Some(self.gazetteer.matches_from(posting))
    }
}
