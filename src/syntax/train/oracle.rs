//! The dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013).

use crate::syntax::parser::{Move, State};

/// How many gold arcs a transition makes impossible.
///
/// Exact for projective trees, a close guess for the others.
pub(super) fn cost(state: &State, heads: &[usize], transition: Move) -> usize {
    let next = state.next;
    let Some((&top, below)) = state.stack.split_last() else {
        return 0;
    };
    let head_of = |token: usize| heads.get(token).copied();
    let lost_on_the_right = |from: usize| {
        (from..heads.len())
            .filter(|&token| heads[token] == top)
            .count()
    };
    match transition {
        Move::Shift => {
            let head = below.iter().filter(|&&item| head_of(next) == Some(item));
            let dependents = state.stack.iter().filter(|&&item| heads[item] == next);
            head.count() + dependents.count()
        }
        Move::Left => {
            let under = below.last().copied();
            let lost = head_of(top).is_some_and(|head| head > next || Some(head) == under);
            usize::from(lost) + lost_on_the_right(next)
        }
        Move::Right => {
            let lost = head_of(top).is_some_and(|head| head >= next);
            usize::from(lost) + lost_on_the_right(next)
        }
    }
}
