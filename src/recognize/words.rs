//! What is known of words: cues, commonness, personal names.
//!
//! One look-up per token gives a [`Word`]: a set of cues (`tables/cues.tsv`), how common the word
//! is in lower case (`tables/common_words.tsv`) and whether it is a personal name
//! (`tables/person_names.tsv`). The tables are read once per process, in a few milliseconds.

use rustc_hash::FxHashMap;
use std::ops::BitOr;
use std::sync::LazyLock;

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cues(u64);

impl Cues {
    /// Stands before a person's name: "Mayor", "spokesman".
    pub const TITLE: Cues = Cues(1 << 0);
    /// Says that an apposed name is a person: "a baker".
    pub const PERSON_NOUN: Cues = Cues(1 << 1);
    /// Verb of saying.
    pub const SAYING: Cues = Cues(1 << 2);
    /// Verb whose subject decides: a polity named as its subject is a government or people.
    pub const DECISION: Cues = Cues(1 << 3);
    /// What is said of a place as ground: "was hit", "is located".
    pub const PASSIVE_PLACE: Cues = Cues(1 << 4);
    /// Verb whose subject is a place as ground: "witnessed", "borders".
    pub const EVENT_SUBJECT: Cues = Cues(1 << 5);
    /// Verb whose object is addressed: a polity named as its object is a government.
    pub const COMMUNICATION: Cues = Cues(1 << 6);
    /// Noun of an institution or group that a polity before it belongs to: "army", "envoy".
    pub const INSTITUTION: Cues = Cues(1 << 7);
    /// Noun of a part of the ground: "coast", "prison".
    pub const TERRITORY: Cues = Cues(1 << 8);
    /// Preposition that makes a place of what follows.
    pub const LOCATION_PREPOSITION: Cues = Cues(1 << 9);
    /// Preposition that leaves open what follows: "of", "on".
    pub const LOOSE_PREPOSITION: Cues = Cues(1 << 10);
    /// Preposition that makes a party of what follows: "with", "against".
    pub const OPPOSING_PREPOSITION: Cues = Cues(1 << 11);
    /// Noun between parties: "talks", "war".
    pub const TALKS: Cues = Cues(1 << 12);
    /// Noun whose "on X" is about X's government: "sanctions".
    pub const POLICY: Cues = Cues(1 << 13);
    /// Noun whose "of X" or "from X" is an affiliation: "ministers".
    pub const OFFICIAL_PEOPLE: Cues = Cues(1 << 14);
    /// Noun whose "of X" is ground: "outskirts", "port".
    pub const PART: Cues = Cues(1 << 15);
    /// Second part of a compound that leaves the place a place: "-based".
    pub const BASED_SUFFIX: Cues = Cues(1 << 16);
    /// Second part of a compound that makes the place a party: "-backed".
    pub const AFFILIATION_SUFFIX: Cues = Cues(1 << 17);
    /// Noun that a pair of places names a way: "highway".
    pub const ROUTE: Cues = Cues(1 << 18);
    /// Adjective or noun of direction or part that stands before a place's name.
    pub const DIRECTION: Cues = Cues(1 << 19);
    /// Month, weekday, feast.
    pub const CALENDAR: Cues = Cues(1 << 20);
    /// Word that is no name even with a capital: "The", "After", "Police".
    pub const FUNCTION: Cues = Cues(1 << 21);
    /// Last word of names of organisations, buildings, streets, events.
    pub const ORGANISATION: Cues = Cues(1 << 22);
    /// Word whose "of X" is an organisation's name: "University".
    pub const ORGANISATION_HEAD: Cues = Cues(1 << 23);
    /// Word whose "of X" is still the place: "Republic".
    pub const POLITY_HEAD: Cues = Cues(1 << 24);
    /// Last word of a street's name.
    pub const STREET: Cues = Cues(1 << 25);
    /// First word of names of ships, storms, clubs.
    pub const SHIP: Cues = Cues(1 << 26);
    /// Generic of divisions: "province".
    pub const DIVISION_GENERIC: Cues = Cues(1 << 27);
    /// Generic of waters: "river".
    pub const WATER_GENERIC: Cues = Cues(1 << 28);
    /// Generic of land forms: "island".
    pub const LAND_GENERIC: Cues = Cues(1 << 29);
    /// Generic of sites: "airport".
    pub const SITE_GENERIC: Cues = Cues(1 << 30);
    /// Generic of settlements: "town".
    pub const SETTLEMENT_GENERIC: Cues = Cues(1 << 31);
    /// Lower-case word inside names: "al", "de".
    pub const NAME_PARTICLE: Cues = Cues(1 << 32);
    /// A given name.
    pub const GIVEN_NAME: Cues = Cues(1 << 33);
    /// A family name.
    pub const FAMILY_NAME: Cues = Cues(1 << 34);
    /// Verb whose object is often a place as ground: "left", "shelled".
    pub const PLACE_OBJECT: Cues = Cues(1 << 36);
    /// Written in lower case far more often than with a capital.
    pub const COMMON: Cues = Cues(1 << 35);
    /// Small word between the hyphens of one name: "Aix-en-Provence", "Stoke-on-Trent".
    pub const HYPHEN_PARTICLE: Cues = Cues(1 << 37);
    /// Generic of any kind.
    pub const GENERIC: Cues = Cues(
        Cues::DIVISION_GENERIC.0
            | Cues::WATER_GENERIC.0
            | Cues::LAND_GENERIC.0
            | Cues::SITE_GENERIC.0
            | Cues::SETTLEMENT_GENERIC.0,
    );

    /// The set with no cue.
    pub const NONE: Cues = Cues(0);

    /// The numbers of its cues, for features.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (number < u64::BITS).then_some(number)
        })
    }

    /// Whether the two sets share a cue.
    pub fn any(self, other: Cues) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Cues {
    type Output = Cues;

    fn bitor(self, other: Cues) -> Cues {
        Cues(self.0 | other.0)
    }
}

/// The cues of `tables/cues.tsv` by the name in its first column.
const CUE_NAMES: &[(&str, Cues)] = &[
    ("title", Cues::TITLE),
    ("person_noun", Cues::PERSON_NOUN),
    ("saying", Cues::SAYING),
    ("decision", Cues::DECISION),
    ("passive_place", Cues::PASSIVE_PLACE),
    ("event_subject", Cues::EVENT_SUBJECT),
    ("place_object", Cues::PLACE_OBJECT),
    ("communication", Cues::COMMUNICATION),
    ("institution", Cues::INSTITUTION),
    ("territory", Cues::TERRITORY),
    ("location_preposition", Cues::LOCATION_PREPOSITION),
    ("loose_preposition", Cues::LOOSE_PREPOSITION),
    ("opposing_preposition", Cues::OPPOSING_PREPOSITION),
    ("talks", Cues::TALKS),
    ("policy", Cues::POLICY),
    ("official_people", Cues::OFFICIAL_PEOPLE),
    ("part", Cues::PART),
    ("based_suffix", Cues::BASED_SUFFIX),
    ("affiliation_suffix", Cues::AFFILIATION_SUFFIX),
    ("route", Cues::ROUTE),
    ("direction", Cues::DIRECTION),
    ("calendar", Cues::CALENDAR),
    ("function", Cues::FUNCTION),
    ("organisation", Cues::ORGANISATION),
    ("organisation_head", Cues::ORGANISATION_HEAD),
    ("polity_head", Cues::POLITY_HEAD),
    ("street", Cues::STREET),
    ("ship", Cues::SHIP),
    ("division_generic", Cues::DIVISION_GENERIC),
    ("water_generic", Cues::WATER_GENERIC),
    ("land_generic", Cues::LAND_GENERIC),
    ("site_generic", Cues::SITE_GENERIC),
    ("settlement_generic", Cues::SETTLEMENT_GENERIC),
    ("name_particle", Cues::NAME_PARTICLE),
    ("hyphen_particle", Cues::HYPHEN_PARTICLE),
];

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its cues.
    pub cues: Cues,
    /// Stands for the word itself where it is in a table of words; 0 for names and unknown words,
    /// so that a model over it can hold nothing of a text but common words.
    pub id: u32,
}

/// A word counts as common from this many uses in lower case, or when its lower case is this
/// many times as frequent as its capital (counts in `tables/common_words.tsv`).
const COMMON_LEAST: u32 = 3;
const COMMON_RATIO: u32 = 3;

static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(read_tables);

/// What is known of a word given in lower case.
pub fn word_of(lower: &str) -> Word {
    WORDS.get(lower).copied().unwrap_or_default()
}

fn read_tables() -> FxHashMap<&'static str, Word> {
    let mut words: FxHashMap<&'static str, Word> = FxHashMap::default();
    let mut add = |name: &'static str, cue: Cues, id: u32| {
        let word = words.entry(name).or_default();
        word.cues = word.cues | cue;
        word.id |= id;
    };
    for (name, list) in rows(include_str!("tables/cues.tsv")) {
        if let Some((_, cue)) = CUE_NAMES.iter().find(|(known, _)| *known == name) {
            list.split(' ')
                .for_each(|word| add(word, *cue, hash(word.as_bytes())));
        }
    }
    for (word, counts) in rows(include_str!("tables/common_words.tsv")) {
        let cue = if is_common(counts) {
            Cues::COMMON
        } else {
            Cues::NONE
        };
        add(word, cue, hash(word.as_bytes()));
    }
    for (name, kinds) in rows(include_str!("tables/person_names.tsv")) {
        for kind in kinds.split(',') {
            let cue = if kind == "given" {
                Cues::GIVEN_NAME
            } else {
                Cues::FAMILY_NAME
            };
            add(name, cue, 0);
        }
    }
    words
}

/// FNV-1a of a word, never 0.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5u32;
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash.max(1)
}

/// First column and the rest of each line after the header.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
}

fn is_common(counts: &str) -> bool {
    let Some((lower, capital)) = counts.split_once('\t') else {
        return false;
    };
    let (lower, capital) = (
        lower.parse::<u32>().unwrap_or(0),
        capital.parse::<u32>().unwrap_or(0),
    );
    lower >= COMMON_LEAST && lower >= COMMON_RATIO * capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_cue_table_is_known() {
        for (name, _) in rows(include_str!("tables/cues.tsv")) {
            assert!(CUE_NAMES.iter().any(|(known, _)| *known == name), "{name}");
        }
    }

    #[test]
    fn words_have_their_cues() {
        for (word, cue, expected) in [
            ("mobile", Cues::COMMON, true),
            ("reading", Cues::COMMON, true),
            ("aleppo", Cues::COMMON, false),
            ("mayor", Cues::TITLE, true),
            ("jordan", Cues::GIVEN_NAME, true),
            ("recep", Cues::GIVEN_NAME, true),
            ("peters", Cues::FAMILY_NAME, true),
            ("river", Cues::GENERIC, true),
            ("xyzzy", Cues::GENERIC, false),
        ] {
            assert_eq!(word_of(word).cues.any(cue), expected, "{word}");
        }
    }
}
