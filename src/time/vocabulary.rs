//! The words that matter to time, each with its class.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A span of the calendar or the clock by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    Morning,
    Afternoon,
    Evening,
    Night,
    Noon,
    Midnight,
}

/// A season of the year, meteorological and northern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A holiday known by one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    Christmas,
    Halloween,
    Thanksgiving,
}

/// How sure a spelling of a month is to mean the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelling {
    /// "January".
    Plain,
    /// "March", "May", "August": also other words.
    Homograph,
    /// "Jan", "Mar".
    Short,
}

/// What a word can do in a time expression. `words.tsv` lists the words of each class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term {
    Month(i8, Spelling),
    Weekday(i8),
    Weekdays(i8),
    WeekdayShort(i8),
    /// Singular.
    Unit(Unit),
    /// Plural.
    Units(Unit),
    DayPart(DayPart),
    Season(Season),
    Count(u32),
    /// An uncertain number: "several".
    Vague,
    Ordinal(u32),
    /// "twenties".
    Decade(i16),
    /// Days from today: "yesterday" is −1.
    DayShift(i32),
    Tonight,
    Overnight,
    /// "now", "recently".
    Reference(&'static str),
    FutureNoun,
    Recent,
    Article,
    The,
    Half,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    This,
    Current,
    That,
    Same,
    These,
    Ago,
    Earlier,
    Later,
    Before,
    After,
    Hence,
    Since,
    Until,
    By,
    From,
    To,
    Through,
    Between,
    And,
    In,
    On,
    At,
    Of,
    For,
    During,
    Over,
    Within,
    /// "about", "nearly": may stand before an amount.
    Around,
    Every,
    Per,
    /// "once", "times": a rate follows.
    Rate,
    Frequency(Unit),
    Early,
    Late,
    Mid,
    Start,
    End,
    /// The word "time".
    Time,
    Old,
    Long,
    /// May stand between an amount and its unit: "consecutive".
    Filler,
    Eve,
    New,
    Boxing,
    Holiday(Holiday),
    Valentine,
    Am,
    Pm,
    OClock,
    Zone,
    Local,
    /// A noun that makes a four-digit number before it a count, not a year.
    CountedNoun,
    /// A word that makes a weekday before it a newspaper's name.
    Press,
    /// A word that makes a weekday or season after it a proper name: "Black Friday".
    DayName,
    Be,
    BeBase,
    /// "will", "could".
    Modal,
    /// Tells of something to come by itself: "scheduled".
    Plan,
    /// Tells of something to come when "to", "for" or "that" follows: "vowed to".
    Promise,
    /// An auxiliary or irregular verb in the past.
    PastVerb,
    /// Opens a subordinate clause.
    Boundary,
}

/// The longest word of the table, in bytes.
const LONGEST: usize = 16;

static WORDS: LazyLock<FxHashMap<u128, Term>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for row in include_str!("words.tsv").lines().skip(1) {
        let mut columns = row.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let (class, value, spellings) = (next(), next(), next());
        for spelling in spellings.split(' ') {
            words.insert(pack(spelling.as_bytes()), term(class, value));
        }
    }
    words
});

/// The class of `word` in any case; `None` for a word that has nothing to do with time.
pub(super) fn look_up(word: &[u8]) -> Option<Term> {
    if word.len() > LONGEST {
        return None;
    }
    WORDS.get(&pack(word)).copied()
}

/// An ASCII word, lower-cased, as a number: one comparison instead of a string's.
fn pack(word: &[u8]) -> u128 {
    word.iter()
        .fold(0, |key, byte| key << 8 | u128::from(byte | 0x20))
}

fn term(class: &'static str, value: &'static str) -> Term {
    match class {
        "month" => Term::Month(small(value), Spelling::Plain),
        "month_or_word" => Term::Month(small(value), Spelling::Homograph),
        "month_short" => Term::Month(small(value), Spelling::Short),
        "weekday" => Term::Weekday(small(value)),
        "weekdays" => Term::Weekdays(small(value)),
        "weekday_short" => Term::WeekdayShort(small(value)),
        "unit" => Term::Unit(unit(value)),
        "units" => Term::Units(unit(value)),
        "day_part" => Term::DayPart(day_part(value)),
        "season" => Term::Season(season(value)),
        "count" => Term::Count(number(value)),
        "ordinal" => Term::Ordinal(number(value)),
        "decade" => Term::Decade(small(value).into()),
        "day_shift" => Term::DayShift(small(value).into()),
        "reference" => Term::Reference(value),
        "frequency" => Term::Frequency(unit(value)),
        "holiday" => Term::Holiday(holiday(value)),
        _ => plain_term(class),
    }
}

/// The classes without a value.
fn plain_term(class: &str) -> Term {
    match class {
        "vague" => Term::Vague,
        "tonight" => Term::Tonight,
        "overnight" => Term::Overnight,
        "future_noun" => Term::FutureNoun,
        "recent" => Term::Recent,
        "article" => Term::Article,
        "the" => Term::The,
        "half" => Term::Half,
        "last" => Term::Last,
        "past" => Term::Past,
        "previous" => Term::Previous,
        "next" => Term::Next,
        "coming" => Term::Coming,
        "following" => Term::Following,
        "this" => Term::This,
        "current" => Term::Current,
        "that" => Term::That,
        "same" => Term::Same,
        "these" => Term::These,
        "ago" => Term::Ago,
        "earlier" => Term::Earlier,
        "later" => Term::Later,
        "before" => Term::Before,
        "after" => Term::After,
        "hence" => Term::Hence,
        "since" => Term::Since,
        "until" => Term::Until,
        "by" => Term::By,
        "from" => Term::From,
        "to" => Term::To,
        "through" => Term::Through,
        "between" => Term::Between,
        "and" => Term::And,
        "in" => Term::In,
        "on" => Term::On,
        "at" => Term::At,
        "of" => Term::Of,
        "for" => Term::For,
        "during" => Term::During,
        "over" => Term::Over,
        "within" => Term::Within,
        "around" => Term::Around,
        "every" => Term::Every,
        "per" => Term::Per,
        "rate" => Term::Rate,
        "early" => Term::Early,
        "late" => Term::Late,
        "mid" => Term::Mid,
        "start" => Term::Start,
        "end" => Term::End,
        "time_word" => Term::Time,
        "old" => Term::Old,
        "long" => Term::Long,
        "filler" => Term::Filler,
        "eve" => Term::Eve,
        "new" => Term::New,
        "boxing" => Term::Boxing,
        "valentine" => Term::Valentine,
        "am" => Term::Am,
        "pm" => Term::Pm,
        "clock_word" => Term::OClock,
        "zone" => Term::Zone,
        "local" => Term::Local,
        "noun" => Term::CountedNoun,
        "press" => Term::Press,
        "title_day" => Term::DayName,
        "be" => Term::Be,
        "be_base" => Term::BeBase,
        "modal" => Term::Modal,
        "plan" => Term::Plan,
        "promise" => Term::Promise,
        "past_verb" => Term::PastVerb,
        "boundary" => Term::Boundary,
        _ => panic!("words.tsv: no class {class:?}"),
    }
}

fn small(value: &str) -> i8 {
    value.parse().expect("words.tsv: a small number")
}

fn number(value: &str) -> u32 {
    value.parse().expect("words.tsv: a number")
}

fn unit(value: &str) -> Unit {
    match value {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => panic!("words.tsv: no unit {value:?}"),
    }
}

fn day_part(value: &str) -> DayPart {
    match value {
        "morning" => DayPart::Morning,
        "afternoon" => DayPart::Afternoon,
        "evening" => DayPart::Evening,
        "night" => DayPart::Night,
        "noon" => DayPart::Noon,
        "midnight" => DayPart::Midnight,
        _ => panic!("words.tsv: no part of the day {value:?}"),
    }
}

fn season(value: &str) -> Season {
    match value {
        "spring" => Season::Spring,
        "summer" => Season::Summer,
        "autumn" => Season::Autumn,
        "winter" => Season::Winter,
        _ => panic!("words.tsv: no season {value:?}"),
    }
}

fn holiday(value: &str) -> Holiday {
    match value {
        "christmas" => Holiday::Christmas,
        "halloween" => Holiday::Halloween,
        "thanksgiving" => Holiday::Thanksgiving,
        _ => panic!("words.tsv: no holiday {value:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_listed_once_and_found() {
        let mut seen = std::collections::BTreeSet::new();
        for row in include_str!("words.tsv").lines().skip(1) {
            let spellings = row.split('\t').nth(2).expect("three columns");
            for word in spellings.split(' ') {
                assert!(seen.insert(word), "{word} is listed twice");
                assert!(look_up(word.to_uppercase().as_bytes()).is_some(), "{word}");
            }
        }
        assert!(look_up(b"ceasefire").is_none());
    }
}
