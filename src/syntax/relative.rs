//! What is told of somebody between two commas: "The mayor, who was in Brussels for talks, accused".
//!
//! A greedy parser that comes to the verb behind such a clause takes the words before it, the last of
//! the clause, for its subject. So the clause is told by its tags and parsed apart, and the words
//! around it as if it were not there.

use super::Node;
use super::tags::{Relation as R, Upos, Xpos};
use super::word::Form;
use std::ops::Range;

/// Words that such a clause begins with.
const PRONOUNS: &[&str] = &["who", "which", "whose", "where", "whom"];
/// Most words between the commas.
const LONGEST: usize = 30;

/// The clauses of a tagged sentence, each from its comma up to and with the next; they share no token.
pub(super) fn find(forms: &[Form<'_>], xpos: impl Fn(usize) -> Xpos) -> Vec<Range<usize>> {
    let is = |at: usize, word: &str| forms.get(at).is_some_and(|form| form.text == word);
    let is_finite = |at: usize| at < forms.len() && xpos(at).is_finite();
    // "accused", "later accused"
    let goes_on = |at: usize| {
        let adverb = at < forms.len() && xpos(at) == Xpos::Rb;
        is_finite(at + usize::from(adverb))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    for comma in 1..forms.len() {
        let after = found.last().map_or(0, |clause| clause.end);
        let begins = is(comma, ",") && PRONOUNS.iter().any(|pronoun| is(comma + 1, pronoun));
        if !begins || comma < after || !is_subject(forms, after..comma, is_finite) {
            continue;
        }
        let last = forms.len().min(comma + LONGEST);
        let close = (comma + 2..last).find(|at| is(*at, ",") && goes_on(at + 1));
        if let Some(close) = close.filter(|close| (comma + 2..*close).any(is_finite)) {
            found.push(comma..close + 1);
        }
    }
    found
}

/// Whether what stands before the comma still has its verb to come.
fn is_subject(forms: &[Form<'_>], words: Range<usize>, is_finite: impl Fn(usize) -> bool) -> bool {
    let parts = |at: &usize| {
        matches!(
            forms[*at].text,
            "," | ";"
                | ":"
                | "\""
                | "“"
                | "”"
                | "that"
                | "and"
                | "but"
                | "as"
                | "when"
                | "after"
                | "while"
        )
    };
    let start = words.clone().rev().find(parts).unwrap_or(words.start);
    !words.is_empty() && !(start..words.end).any(is_finite)
}

/// Hangs a parsed clause from the noun that it is told of.
pub(super) fn join(clause: &Range<usize>, nodes: &mut [Node]) {
    let Some(root) = clause.clone().find(|at| nodes[*at].head.is_none()) else {
        return;
    };
    let mut noun = clause.start - 1;
    while let Some(head) = nodes[noun].head {
        let nominal = matches!(
            nodes[head].upos,
            Upos::Noun | Upos::Propn | Upos::Num | Upos::Pron
        );
        if !nominal || head > clause.start {
            break;
        }
        noun = head;
    }
    nodes[root].head = Some(noun);
    nodes[root].relation = R::AclRelcl;
    let commas = [clause.start, clause.end - 1];
    for comma in commas.into_iter().filter(|comma| *comma != root) {
        nodes[comma].head = Some(root);
        nodes[comma].relation = R::Punct;
    }
}
