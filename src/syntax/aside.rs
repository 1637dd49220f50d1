//! Who says it, beside what is said: "…, police said on Tuesday", "…, according to residents".
//!
//! News says so in every second sentence, the treebanks in few. A greedy parser that comes to the
//! speakers behind a list takes them for more of the list ("killing five people and wounding
//! dozens, medics and rights groups said"). So such an aside is told by its tags and parsed apart,
//! and what is said is parsed as if it were not there.

use super::Node;
use super::tags::{Relation as R, Xpos};
use super::word::Form;
use std::ops::Range;

/// Forms of verbs that report.
const REPORTS: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "reported",
    "announced",
    "wrote",
    "confirmed",
    "claimed",
    "stated",
    "warned",
    "noted",
];
/// Those that their subject may follow: ", said the mayor".
const BEFORE_SUBJECT: &[&str] = &["said", "says", "added", "wrote"];
/// Words that begin a clause of time or cause, in front of the report that is the main clause.
const LEADS_IN: &[&str] = &[
    "when", "after", "before", "while", "as", "if", "although", "because", "since", "once", "until",
];
/// Most words of the speakers, of what they are beside, and of what follows the verb.
const LONGEST: usize = 14;

/// Tokens that say who says it, from the comma in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Aside {
    /// The comma it begins with and all up to the next, or up to the last word of the sentence.
    pub tokens: Range<usize>,
    /// Its verb; none where it begins with "according to".
    pub verb: Option<usize>,
    /// Whether nothing but marks follows.
    is_last: bool,
}

impl Aside {
    /// Makes one tree of that of what is said, and that of the aside.
    ///
    /// At the end, what is said is the clause of the verb, as the treebanks have it; in the middle,
    /// the verb hangs from what holds the words on both sides of it.
    pub fn join(&self, nodes: &mut [Node]) {
        let is_inside = |at: &usize| self.tokens.contains(at);
        let roots = |nodes: &[Node]| -> Vec<usize> {
            (0..nodes.len())
                .filter(|at| nodes[*at].head.is_none())
                .collect()
        };
        let (inner, outer): (Vec<usize>, Vec<usize>) =
            roots(nodes).into_iter().partition(is_inside);
        let (Some(&inner), Some(&main)) = (inner.first(), outer.first()) else {
            return;
        };
        let Some(verb) = self.verb else {
            hang(nodes, self.tokens.start, Some(inner), R::Punct);
            hang(nodes, inner, Some(main), R::Obl);
            return;
        };
        if inner != verb {
            hang(nodes, inner, Some(verb), R::Nsubj);
        }
        hang(nodes, self.tokens.start, Some(verb), R::Punct);
        if self.is_last {
            hang(nodes, main, Some(verb), R::Ccomp);
            hang(nodes, verb, None, R::Root);
        } else {
            let holder = holder(nodes, self.tokens.start - 1, self.tokens.end).unwrap_or(main);
            hang(nodes, verb, Some(holder), R::Parataxis);
        }
    }
}

fn hang(nodes: &mut [Node], at: usize, head: Option<usize>, relation: R) {
    nodes[at].head = head;
    nodes[at].relation = relation;
}

/// The lowest node above both of two.
fn holder(nodes: &[Node], one: usize, other: usize) -> Option<usize> {
    let up = |from: usize| std::iter::successors(Some(from), |at| nodes[*at].head);
    let above: Vec<usize> = up(one).collect();
    up(other).find(|at| above.contains(at))
}

/// The last aside of a tagged sentence, if it has one.
pub(super) fn find(forms: &[Form<'_>], xpos: impl Fn(usize) -> Xpos) -> Option<Aside> {
    let sentence = Sentence { forms, xpos: &xpos };
    let ends = (2..forms.len()).rev();
    let report = |verb: usize| {
        let finite = sentence.is_finite(verb);
        finite.then(|| sentence.aside_of(verb)).flatten()
    };
    ends.into_iter()
        .find_map(|at| report(at).or_else(|| sentence.source_at(at)))
}

struct Sentence<'s, X> {
    forms: &'s [Form<'s>],
    xpos: &'s X,
}

impl<X: Fn(usize) -> Xpos> Sentence<'_, X> {
    /// "…, according to a resident": the same without a verb.
    fn source_at(&self, word: usize) -> Option<Aside> {
        let next = self.forms.get(word + 1)?;
        let is_source = self.is_one_of(word, &["according"]) && next.text == "to";
        if !is_source || !self.is_mark(word - 1, ",") {
            return None;
        }
        let close = || (word + 2..self.forms.len()).find(|at| self.is_mark(*at, ","));
        let end = self.end();
        // "according to a resident who asked not to be named"
        let is_described = (word + 3..end)
            .find(|at| self.is_finite(*at))
            .is_some_and(|verb| {
                let who = |at: usize| self.is_one_of(at, &["who", "which"]);
                (word + 3..verb).any(who) && !(word..end).any(|at| self.is_mark(at, ","))
            });
        let until = if is_described || self.is_setting(word + 2..end) {
            end
        } else {
            close().filter(|close| self.is_setting(word + 2..*close))?
        };
        let is_clause = (0..word).any(|at| self.is_told(at));
        (is_clause && self.is_phrase(word + 2..until)).then_some(Aside {
            tokens: word - 1..until,
            verb: None,
            is_last: until == end,
        })
    }

    fn aside_of(&self, verb: usize) -> Option<Aside> {
        if !self.is_one_of(verb, REPORTS) {
            return None;
        }
        let end = self.end();
        if self.is_mark(verb - 1, ",")
            && self.is_one_of(verb, BEFORE_SUBJECT)
            && self.is_phrase(verb + 1..end)
            && !matches!((self.xpos)(verb + 1), Xpos::In | Xpos::To)
            && (verb + 1..end).all(|at| !self.is_finite(at))
        {
            return self.said(verb - 1, verb, end);
        }
        let close = (verb + 1..self.forms.len()).find(|at| self.is_mark(*at, ","));
        let middle =
            close.filter(|close| self.is_setting(verb + 1..*close) && self.goes_on(*close));
        let last = || self.is_setting(verb + 1..end).then_some(end);
        let until = last().or(middle)?;
        let comma = if self.is_mark(verb - 1, ",") {
            self.before_apposition(verb)?
        } else {
            self.comma_before(verb)?
        };
        let subject = comma + 1..if self.is_mark(verb - 1, ",") {
            self.comma_before(verb - 1)?
        } else {
            verb
        };
        if !self.is_phrase(subject) {
            return None;
        }
        self.said(comma, verb, until)
    }

    fn said(&self, comma: usize, verb: usize, until: usize) -> Option<Aside> {
        // "When troops came, residents said": the main clause is the report.
        let leads_in = self.is_one_of(0, LEADS_IN) && !(0..comma).any(|at| self.is_mark(at, ","));
        let is_clause = (0..comma).any(|at| self.is_told(at));
        (!leads_in && is_clause).then_some(Aside {
            tokens: comma..until,
            verb: Some(verb),
            is_last: until == self.end(),
        })
    }

    fn is_finite(&self, at: usize) -> bool {
        (self.xpos)(at).is_finite()
    }

    /// Whether a word can be what a clause stands on, be it taken for a participle ("A plane crashed").
    fn is_told(&self, at: usize) -> bool {
        self.is_finite(at) || (self.xpos)(at) == Xpos::Vbn
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.forms[at].text == mark
    }

    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        let word = self.forms[at].text;
        words.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    /// The comma in front of "Ann Lee, a local administrator, said".
    fn before_apposition(&self, verb: usize) -> Option<usize> {
        let inner = self.comma_before(verb - 1)?;
        let comma = self.comma_before(inner)?;
        self.is_phrase(inner + 1..verb - 1).then_some(comma)
    }

    fn comma_before(&self, at: usize) -> Option<usize> {
        let mut before = (0..at).rev().take(LONGEST + 1);
        let found = before.find(|at| self.is_mark(*at, ","))?;
        (found + 1..at)
            .all(|at| !self.is_finite(at))
            .then_some(found)
    }

    /// Where the words end, without marks.
    fn end(&self) -> usize {
        let is_word = |at: &usize| self.forms[*at].text.contains(char::is_alphanumeric);
        let last = (0..self.forms.len()).rev().find(is_word);
        last.map_or(0, |last| last + 1)
    }

    /// Words that name somebody: a noun or pronoun among them, nothing that begins a clause.
    fn is_phrase(&self, range: Range<usize>) -> bool {
        let mut words = range.filter(|at| !self.is_quote(*at));
        let Some(first) = words.next() else {
            return false;
        };
        let begins_clause = matches!(
            (self.xpos)(first),
            Xpos::Wdt | Xpos::Wp | Xpos::Wrb | Xpos::In | Xpos::Cc | Xpos::To | Xpos::Vbg
        );
        let is_name = |at: usize| {
            matches!(
                (self.xpos)(at),
                Xpos::Nn | Xpos::Nns | Xpos::Nnp | Xpos::Nnps | Xpos::Prp
            )
        };
        !begins_clause && std::iter::once(first).chain(words).any(is_name)
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(
            self.forms[at].text,
            "\"" | "”" | "“" | "''" | "``" | "'" | "’" | "»"
        )
    }

    /// When, where and to whom it is said.
    fn is_setting(&self, range: Range<usize>) -> bool {
        range.len() <= LONGEST
            && range.into_iter().all(|at| {
                !self.is_finite(at)
                    && !matches!((self.xpos)(at), Xpos::Vb | Xpos::Vbg)
                    && !self.is_one_of(at, &["that", ":", ";", ","])
                    && !self.is_quote(at)
            })
    }

    /// Whether what is said goes on behind a comma: "…, residents said, and guns shot down drones".
    fn goes_on(&self, comma: usize) -> bool {
        let next = comma + 1;
        next < self.forms.len()
            && (matches!((self.xpos)(next), Xpos::Cc | Xpos::In)
                || self.is_one_of(next, &["when", "while", "as"]))
    }
}
