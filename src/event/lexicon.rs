//! What kind of thing a word names: the classes of `nouns.tsv`.
//!
//! Guards of frames ask for classes ("the subject is an aircraft"), so that a sense
//! is told by what takes part in it and not by the trigger alone.

use rustc_hash::FxHashMap;
use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassSet(u128);

impl ClassSet {
    /// No class.
    pub const NONE: ClassSet = ClassSet(0);

    /// Whether the two share a class.
    pub fn meets(self, other: ClassSet) -> bool {
        self.0 & other.0 != 0
    }

    /// The set without the classes of another.
    pub fn without(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 & !other.0)
    }

    /// The numbers of its classes.
    pub fn numbers(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let number = rest.trailing_zeros();
            rest &= rest.wrapping_sub(1);
            (number < u128::BITS).then_some(number)
        })
    }

    /// Whether it holds none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for ClassSet {
    type Output = ClassSet;
    fn bitor(self, other: ClassSet) -> ClassSet {
        ClassSet(self.0 | other.0)
    }
}

impl BitOrAssign for ClassSet {
    fn bitor_assign(&mut self, other: ClassSet) {
        self.0 |= other.0;
    }
}

/// Classes that no word has: they come from the sentence (a toponym, a name, a pronoun)
/// or the document.
const CONTEXTUAL: [&str; 4] = ["person", "country", "place", "conflict"];

/// Classes whose members are people, so also `person`.
const PEOPLE: &[&str] = &[
    "armed",
    "military",
    "militant",
    "police",
    "official",
    "civilian",
    "protester",
    "labour",
    "captive",
    "victim",
    "diplomat",
    "unknown",
    "people",
];

struct Lexicon {
    names: FxHashMap<&'static str, u32>,
    words: FxHashMap<&'static str, ClassSet>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut names = FxHashMap::default();
    for name in CONTEXTUAL {
        let bit = names.len() as u32;
        names.insert(name, bit);
    }
    let mut words: FxHashMap<&'static str, ClassSet> = FxHashMap::default();
    for line in include_str!("nouns.tsv").lines().skip(1) {
        let Some((name, list)) = line.split_once('\t') else {
            continue;
        };
        let bit = names.len() as u32;
        let mut class = ClassSet(1 << *names.entry(name).or_insert(bit));
        if PEOPLE.contains(&name) {
            class |= ClassSet(1 << names["person"]);
        }
        for word in list.split(' ') {
            *words.entry(word).or_default() |= class;
        }
    }
    Lexicon { names, words }
});

/// The class with a name; `None` when the table has no such class.
pub fn class(name: &str) -> Option<ClassSet> {
    LEXICON.names.get(name).map(|bit| ClassSet(1 << bit))
}

/// The classes of a lemma.
pub fn classes_of(lemma: &str) -> ClassSet {
    LEXICON.words.get(lemma).copied().unwrap_or_default()
}

/// The classes with names of the table, together; names it does not have are left out.
fn classes(names: &[&str]) -> ClassSet {
    let known = names.iter().filter_map(|name| class(name));
    known.fold(ClassSet::NONE, |all, class| all | class)
}

/// What tells stories: books, films.
pub static WORK: LazyLock<ClassSet> = LazyLock::new(|| classes(&["work"]));

/// Somebody: a name, a pronoun, or a noun for people.
pub static PERSON: LazyLock<ClassSet> = LazyLock::new(|| classes(&["person"]));
/// A country or its people.
pub static COUNTRY: LazyLock<ClassSet> = LazyLock::new(|| classes(&["country"]));
/// A literal toponym.
pub static PLACE: LazyLock<ClassSet> = LazyLock::new(|| classes(&["place"]));
/// Nobody named.
pub static UNKNOWN: LazyLock<ClassSet> = LazyLock::new(|| classes(&["unknown"]));
/// Nouns whose singular is many people: "troop", "crowd", "army".
pub static GROUP: LazyLock<ClassSet> = LazyLock::new(|| classes(&["group"]));
/// What is seized, and not arrested.
pub static THINGS: LazyLock<ClassSet> = LazyLock::new(|| {
    classes(&[
        "vehicle",
        "ship",
        "aircraft",
        "plane",
        "drone",
        "weapon",
        "explosive",
        "drug",
        "animal",
        "trade",
    ])
});
/// A party to a conflict.
pub static FACTION: LazyLock<ClassSet> = LazyLock::new(|| classes(&["faction"]));
/// What a document of armed conflict is about.
pub static CONFLICT: LazyLock<ClassSet> = LazyLock::new(|| classes(&["conflict"]));
/// Armed parties other than police.
pub static FORCES: LazyLock<ClassSet> = LazyLock::new(|| classes(&["militant", "military"]));
/// Parties and their people.
pub static PARTIES: LazyLock<ClassSet> = LazyLock::new(|| {
    let armed = classes(&["armed", "military", "militant", "police"]);
    armed | classes(&["official", "government", "group", "person"])
});
/// Weapons that are fired, thrown or sent.
pub static FIRED: LazyLock<ClassSet> =
    LazyLock::new(|| classes(&["missile", "shell", "explosive", "drone"]));
/// What does harm and is nobody.
pub static NATURE: LazyLock<ClassSet> = LazyLock::new(|| {
    let ground = classes(&["quake", "landslide", "volcano"]);
    let burning = classes(&["fire", "wildfire"]);
    ground | burning | classes(&["weather", "storm", "tornado", "flood", "tsunami"])
});
/// Storms.
pub static STORM: LazyLock<ClassSet> = LazyLock::new(|| classes(&["storm"]));
/// Police.
pub static POLICE: LazyLock<ClassSet> = LazyLock::new(|| classes(&["police"]));
/// Diseases.
pub static DISEASE: LazyLock<ClassSet> = LazyLock::new(|| classes(&["disease"]));
