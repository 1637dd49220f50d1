//! Whether a gazetteer name in the text is a place name there.
//!
//! This is the seam for a trained recogniser: it would replace [`judge`] and keep everything else.
//! The rules look at the name run the match stands in ([`runs`](super::runs)), at the words before
//! and after, and at the persons met so far in the document. Each rule returns its verdict with a
//! reason; the first that applies wins, so their order is the precedence.

use super::lookup::Match;
use super::marks::Marks;
use super::people::People;
use super::prominence::Prominence;
use super::words::Cues;
use crate::text::Shape;
use std::ops::Range;

/// What the rules say of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a place name.
    Place,
    /// It is one if the document uses the name as a place elsewhere.
    Doubtful(Reason),
    /// It is not.
    Other(Reason),
    /// It stands inside the name of an organisation, building or street, and names a place there.
    Nested(Reason),
}

/// Why a match is doubtful or not a place name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// "of", "The", "Monday".
    FunctionWord,
    /// "Mobile phones are", "Reading Is Fun".
    CommonWord,
    /// An abbreviation that is none here: "Miss.", "IN".
    Abbreviation,
    /// "Mr. London", "Jordan Peters".
    Person,
    /// "Bank of America", "Paris Police Department".
    Organisation,
    /// "London Road", "U.S. 95".
    Street,
    /// "Basra Pearl": capitalised words around it that nothing is known of.
    LongerName,
}

/// A city of this many inhabitants is known by its name alone.
const KNOWN_CITY: u64 = 100_000;
/// One of this many keeps its name against common words and personal names.
const FAMOUS_CITY: u64 = 1_000_000;

/// What a rule may look at.
pub struct Context<'m> {
    /// The tokens.
    pub marks: &'m Marks<'m>,
    /// The match.
    pub found: &'m Match,
    /// Its name run.
    pub run: Range<usize>,
    /// What its candidates are at most.
    pub prominence: Prominence,
    /// Whether the word before is a demonym: "Iraqi Kurdistan".
    pub demonym_before: bool,
    /// Whether a container follows after a comma: "Paris, Texas".
    pub container_follows: bool,
    /// Whether it follows a place and a comma: "Paris, Texas".
    pub is_container: bool,
}

impl Context<'_> {
    fn start(&self) -> usize {
        self.found.tokens.start
    }

    fn end(&self) -> usize {
        self.found.tokens.end
    }

    fn single(&self) -> bool {
        self.found.tokens.len() == 1
    }

    /// Cues of the token before, none at the start of the text.
    fn before(&self) -> Cues {
        self.start()
            .checked_sub(1)
            .map_or(Cues::NONE, |i| self.marks.cues(i))
    }

    /// Whether a preposition of place stands before it, or before "the" or a direction before it.
    pub fn is_located(&self) -> bool {
        let mut i = self.start();
        while i > 0 {
            i -= 1;
            let cues = self.marks.cues(i);
            if self.marks.shape(i) != Shape::Mark && cues.any(Cues::LOCATION_PREPOSITION) {
                return !self.marks.is_name(i) || self.marks.is_first(i);
            }
            let steps_over =
                cues.any(Cues::DIRECTION) || matches!(self.marks.raw(i), "the" | "and");
            if !steps_over || self.start() - i > 2 {
                return false;
            }
        }
        false
    }

    /// "the village of X", "the port of X".
    fn is_of_part(&self) -> bool {
        self.start() >= 2
            && self.marks.raw(self.start() - 1) == "of"
            && self
                .marks
                .lower_cues(self.start() - 2)
                .any(Cues::PART | Cues::GENERIC)
    }

    /// Something that only a place name has beside it.
    fn is_anchored(&self) -> bool {
        self.container_follows
            || self.is_located()
            || self.is_of_part()
            || self.marks.is_dateline(self.start())
    }

    /// Countries, divisions and capitals: names that persons and common words do not displace.
    fn is_polity(&self) -> bool {
        self.prominence.is_country || self.prominence.is_division || self.prominence.is_capital
    }
}

type Rule = fn(&Context, &People) -> Option<Verdict>;

/// In order of precedence.
const RULES: &[Rule] = &[
    abbreviation,
    function_word,
    dateline,
    titled_person,
    organisation_before,
    longer_name_after,
    longer_name_before,
    person_apposition,
    known_person,
    common_word,
];

/// What the rules say of a match.
pub fn judge(context: &Context, people: &People) -> Verdict {
    RULES
        .iter()
        .find_map(|rule| rule(context, people))
        .unwrap_or(Verdict::Place)
}

/// "La." and "IN" are places behind a place and a comma; "U.S." and "UK" anywhere; in a text of
/// capitals nothing is an abbreviation.
fn abbreviation(c: &Context, _: &People) -> Option<Verdict> {
    let next_is_number = c.marks.shape(c.end()) == Shape::Number;
    if c.found.abbreviation && next_is_number && !c.is_container {
        return Some(Verdict::Nested(Reason::Street));
    }
    let short_for_known = c.prominence.is_country || c.prominence.population >= FAMOUS_CITY;
    if c.found.abbreviation && !c.is_container && !short_for_known {
        return Some(Verdict::Other(Reason::Abbreviation));
    }
    let upper = c.single() && c.marks.shape(c.start()) == Shape::Upper;
    let shouted = c.marks.is_loud(c.start()) || c.marks.is_dateline(c.start());
    if upper && !c.found.abbreviation && !shouted && !c.is_container && !c.is_anchored() {
        return Some(Verdict::Other(Reason::Abbreviation));
    }
    None
}

fn function_word(c: &Context, _: &People) -> Option<Verdict> {
    let cues = c.marks.cues(c.start());
    let banned = c.single()
        && !c.found.abbreviation
        && cues.any(Cues::FUNCTION | Cues::CALENDAR | Cues::TITLE | Cues::DIRECTION);
    banned.then_some(Verdict::Other(Reason::FunctionWord))
}

fn dateline(c: &Context, _: &People) -> Option<Verdict> {
    c.marks.is_dateline(c.start()).then_some(Verdict::Place)
}

/// "Mr. London", "spokesman Jordan Peters", "President Jordan".
fn titled_person(c: &Context, _: &People) -> Option<Verdict> {
    if !c.before().any(Cues::TITLE) || c.marks.is_mark(c.start() - 1, ",") {
        return None;
    }
    let capital = c.marks.is_name(c.start() - 1);
    let full_name = c.run.end > c.end();
    // "Chief London correspondent" is rare; "the king Jordan needs" is rarer.
    (capital && !c.container_follows && !c.prominence.is_country || full_name && !c.is_polity())
        .then_some(Verdict::Other(Reason::Person))
}

/// "University of Aleppo", "HMS London", "Battle of Hastings".
fn organisation_before(c: &Context, _: &People) -> Option<Verdict> {
    let start = c.start();
    if start >= 1 && c.run.start < start {
        let first = c.marks.cues(start - 1);
        let adjacent = c.marks.is_name(start - 1);
        if adjacent && first.any(Cues::SHIP) && c.marks.shape(start - 1) == Shape::Upper {
            return Some(Verdict::Other(Reason::Organisation));
        }
    }
    if start >= 2 && c.marks.raw(start - 1) == "of" && c.marks.is_name(start - 2) {
        let head = c.marks.cues(start - 2);
        let lone = head.any(Cues::POLITY_HEAD | Cues::TITLE | Cues::DIRECTION | Cues::FUNCTION);
        if head.any(Cues::ORGANISATION_HEAD) || head.any(Cues::ORGANISATION) && !lone {
            return Some(Verdict::Nested(Reason::Organisation));
        }
    }
    None
}

/// "Paris Police Department", "Jordan Peters", "Basra Pearl"; but "Alabama Gov. Kay Ivey",
/// "Baghdad Monday".
fn longer_name_after(c: &Context, _: &People) -> Option<Verdict> {
    let after = c.end()..c.run.end;
    if after.is_empty() {
        return None;
    }
    let marks = c.marks;
    // An officer's polity: the title may be of several words ("Police Chief").
    let title = after.clone().find(|&i| marks.cues(i).any(Cues::TITLE));
    let is_company = after
        .clone()
        .find(|&i| marks.cues(i).any(Cues::ORGANISATION) && !marks.cues(i).any(Cues::TITLE));
    if let Some(title) = title {
        let only_words = (c.end()..title).all(|i| marks.cues(i).any(Cues::COMMON | Cues::FUNCTION));
        if only_words && is_company.is_none_or(|i| i < title) {
            return None;
        }
    }
    let first = marks.cues(c.end());
    if first.any(Cues::CALENDAR) {
        return None;
    }
    if marks.is_loud(c.start()) && is_company.is_none_or(|i| i != c.end()) {
        return longer_headline_name(c);
    }
    if is_company.is_some() {
        let street = after.clone().any(|i| marks.cues(i).any(Cues::STREET));
        let reason = if street {
            Reason::Street
        } else {
            Reason::Organisation
        };
        return Some(Verdict::Nested(reason));
    }
    if marks.cues(c.start()).any(Cues::GIVEN_NAME) && c.single() {
        return Some(Verdict::Other(Reason::Person));
    }
    // "Aleppo-Damascus highway", "PKK/YPG": the parts stand for themselves.
    if marks.is_hyphen(c.end()) {
        return None;
    }
    Some(Verdict::Nested(Reason::LongerName))
}

/// In a headline every word has a capital: only personal names are told from places.
fn longer_headline_name(c: &Context) -> Option<Verdict> {
    let next = c.marks.cues(c.end());
    let person = c.single()
        && c.marks.cues(c.start()).any(Cues::GIVEN_NAME)
        && next.any(Cues::FAMILY_NAME)
        && !next.any(Cues::COMMON)
        && !c.prominence.is_country;
    person.then_some(Verdict::Other(Reason::Person))
}

/// "Michael Jordan", "Chelsea Clinton", "Manchester United".
fn longer_name_before(c: &Context, _: &People) -> Option<Verdict> {
    if c.run.start >= c.start() {
        return None;
    }
    let marks = c.marks;
    let left = c.start() - 1;
    let cues = marks.cues(left);
    if marks.is_hyphen(left) || marks.is_mark(left, "&") {
        return hyphen_before(c, left);
    }
    if marks.is_loud(left) {
        let person = cues.any(Cues::GIVEN_NAME)
            && !cues.any(Cues::COMMON)
            && c.single()
            && marks.cues(c.start()).any(Cues::FAMILY_NAME);
        return person.then_some(Verdict::Other(Reason::Person));
    }
    let opening = marks.is_first(left) && cues.any(Cues::COMMON | Cues::FUNCTION);
    let harmless = Cues::DIRECTION | Cues::CALENDAR | Cues::FUNCTION | Cues::TITLE;
    if opening || cues.any(harmless) || c.is_demonym(left) {
        return None;
    }
    if cues.any(Cues::GIVEN_NAME) {
        return Some(Verdict::Other(Reason::Person));
    }
    Some(Verdict::Nested(Reason::LongerName))
}

/// "al-Bab" found as "Bab", "Trans-Pacific", "Jackson-Reed", but "Aleppo-Damascus".
fn hyphen_before(c: &Context, hyphen: usize) -> Option<Verdict> {
    let marks = c.marks;
    let route = marks
        .lower_cues(c.end())
        .any(Cues::ROUTE | Cues::TALKS | Cues::TERRITORY);
    let polity_pair = c.is_polity() && hyphen > 0 && !marks.cues(hyphen - 1).any(Cues::GIVEN_NAME);
    (!route && !polity_pair).then_some(Verdict::Other(Reason::LongerName))
}

impl Context<'_> {
    /// "Iraqi Kurdistan", "Syrian Aleppo".
    fn is_demonym(&self, token: usize) -> bool {
        self.marks.is_name(token) && self.demonym_before
    }
}

/// "Austin Holland, 54," and "said Victoria Cordoba, a baker": a whole name that could be a person's.
fn person_apposition(c: &Context, _: &People) -> Option<Verdict> {
    let marks = c.marks;
    if c.run.start < c.start() && !marks.is_first(c.run.start) || c.container_follows {
        return None;
    }
    let personal = marks
        .cues(c.start())
        .any(Cues::GIVEN_NAME | Cues::FAMILY_NAME);
    if is_age(marks, c.end()) {
        return Some(Verdict::Other(Reason::Person));
    }
    if !personal || c.prominence.is_country {
        return None;
    }
    let said_by = marks.lower_cues(c.end()).any(Cues::SAYING) && !c.is_polity();
    let says = c.before().any(Cues::SAYING) && marks.raw(c.start() - 1) == "said";
    let known = c.prominence.population >= FAMOUS_CITY;
    if !c.is_anchored() && (said_by && !known || says || is_role(marks, c.end())) {
        return Some(Verdict::Other(Reason::Person));
    }
    None
}

/// ", 54,".
fn is_age(marks: &Marks, at: usize) -> bool {
    marks.is_mark(at, ",")
        && marks.shape(at + 1) == Shape::Number
        && marks.raw(at + 1).len() <= 2
        && (marks.is_mark(at + 2, ",") || marks.is_mark(at + 2, "."))
}

/// ", a 61-year-old baker".
fn is_role(marks: &Marks, at: usize) -> bool {
    marks.is_mark(at, ",")
        && at + 1 < marks.len()
        && matches!(marks.raw(at + 1), "a" | "an" | "the" | "who" | "whose")
        && (at + 2..at + 8)
            .take_while(|&i| i < marks.len() && !marks.is_mark(i, ","))
            .any(|i| marks.lower_cues(i).any(Cues::PERSON_NOUN) || marks.raw(at + 1) == "who")
}

/// "Peters said" after "Jordan Peters".
fn known_person(c: &Context, people: &People) -> Option<Verdict> {
    if !c.single() || c.is_anchored() || c.is_container || c.is_polity() && c.prominence.is_country
    {
        return None;
    }
    people
        .knows(c.marks.folded(c.start()))
        .then_some(Verdict::Doubtful(Reason::Person))
}

/// "Mobile phones", "Reading Is Fun", "the Union".
fn common_word(c: &Context, _: &People) -> Option<Verdict> {
    let common = c.found.tokens.clone().all(|i| {
        c.marks.cues(i).any(Cues::COMMON | Cues::FUNCTION) || c.marks.folded(i).is_empty()
    });
    if !common || c.found.abbreviation || c.container_follows || c.is_container {
        return None;
    }
    let known =
        c.prominence.population >= KNOWN_CITY || c.prominence.is_named_area || c.is_polity();
    if !c.single() && known {
        return None;
    }
    let unmarked = c.marks.is_first(c.start()) || c.marks.is_loud(c.start());
    if unmarked || !c.is_anchored() {
        return Some(Verdict::Doubtful(Reason::CommonWord));
    }
    None
}
