//! What the index knows of a name beside its folded form: what kind it is and how it is written.

/// How a name belongs to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// The name the gazetteer shows.
    Main,
    /// Another name the sources give.
    Alternate,
    /// Made from one of the others by a rule (`name_rules.rs`).
    Generated,
    /// A name of the past.
    Historic,
}

impl NameKind {
    /// Two bits, for the index file.
    pub(crate) const fn bits(self) -> u8 {
        match self {
            NameKind::Main => 0,
            NameKind::Alternate => 1,
            NameKind::Generated => 2,
            NameKind::Historic => 3,
        }
    }

    /// The kind from the index file's bits.
    pub(crate) const fn from_bits(bits: u8) -> NameKind {
        match bits & 3 {
            0 => NameKind::Main,
            1 => NameKind::Alternate,
            2 => NameKind::Generated,
            _ => NameKind::Historic,
        }
    }
}

/// The ways a name is written, as a set; the fold loses them.
///
/// "US" and "U.S." fold to "us": that the place is so named in capitals or with full stops only
/// is what keeps the pronoun apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cases(u8);

impl Cases {
    /// With a capital first letter in some word: "Aleppo", "al-Bab", "McAllen".
    pub const CAPITALIZED: Cases = Cases(1);
    /// In capitals alone, two letters or more: "US", "LA", "UAE".
    pub const CAPITALS: Cases = Cases(2);
    /// Abbreviated with full stops: "U.S.", "La.", "Calif.".
    pub const DOTTED: Cases = Cases(4);
    /// In letters without case: "حلب", "東京".
    pub const CASELESS: Cases = Cases(8);
    /// In small letters.
    pub const LOWER: Cases = Cases(16);

    /// How `name` is written.
    pub fn of(name: &str) -> Cases {
        if is_abbreviation(name) {
            return Cases::DOTTED;
        }
        let upper = name.chars().filter(|c| c.is_uppercase()).count();
        let lower = name.chars().filter(|c| c.is_lowercase()).count();
        match (upper, lower) {
            (0, 0) => Cases::CASELESS,
            (0, _) => Cases::LOWER,
            (2.., 0) => Cases::CAPITALS,
            _ => Cases::CAPITALIZED,
        }
    }

    /// The set with the ways of `other` added.
    pub fn union(self, other: Cases) -> Cases {
        Cases(self.0 | other.0)
    }

    /// Whether it has one of the ways of `other`.
    pub fn intersects(self, other: Cases) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether text that is written as `surface` can be this name.
    ///
    /// A name in capitals needs capitals, an abbreviation its full stop, and no name with capitals
    /// is written in small letters; text in capitals can be any name.
    pub fn admit(self, surface: Cases) -> bool {
        if surface == Cases::DOTTED {
            return self.intersects(Cases::DOTTED.union(Cases::CAPITALS));
        }
        self.intersects(surface)
            || surface == Cases::CAPITALS && self.intersects(Cases::CAPITALIZED)
            || self.intersects(Cases::LOWER)
    }

    /// The set as bits, for the index file.
    pub(crate) const fn bits(self) -> u8 {
        self.0
    }

    /// The set from the index file's bits.
    pub(crate) const fn from_bits(bits: u8) -> Cases {
        Cases(bits & 31)
    }
}

/// "U.S.", "D.C.", "La.", "Calif.", "N. Mex.": it ends in a full stop, or every letter but the
/// last has one.
fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let stops = name.chars().filter(|c| *c == '.').count();
    letters > 0 && stops > 0 && (name.ends_with('.') || stops + 1 >= letters)
}

/// A place under one folded name: 24 bits of row, 8 of what is known of the name.
///
/// Bits 0–23 the row, 24–28 [`Cases`], 29–30 [`NameKind`], 31 set on the last place of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Posting(pub u32);

/// Rows that a posting can count: 2^24.
pub(crate) const MAX_ROWS: usize = 1 << 24;
const LAST: u32 = 1 << 31;

impl Posting {
    pub(crate) fn new(row: u32, kind: NameKind, cases: Cases, last: bool) -> Posting {
        let flags = u32::from(cases.bits()) | u32::from(kind.bits()) << 5 | u32::from(last) << 7;
        Posting(row | flags << 24)
    }

    pub(crate) fn row(self) -> u32 {
        self.0 & (MAX_ROWS as u32 - 1)
    }

    pub(crate) fn kind(self) -> NameKind {
        NameKind::from_bits((self.0 >> 29) as u8)
    }

    pub(crate) fn cases(self) -> Cases {
        Cases::from_bits((self.0 >> 24) as u8)
    }

    pub(crate) fn is_last(self) -> bool {
        self.0 & LAST != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_classed_by_their_letters() {
        for (name, expected) in [
            ("Aleppo", Cases::CAPITALIZED),
            ("al-Bab", Cases::CAPITALIZED),
            ("Å", Cases::CAPITALIZED),
            ("US", Cases::CAPITALS),
            ("U.S.", Cases::DOTTED),
            ("La.", Cases::DOTTED),
            ("N. Mex.", Cases::DOTTED),
            ("St. Louis", Cases::CAPITALIZED),
            ("حلب", Cases::CASELESS),
            ("the hague", Cases::LOWER),
        ] {
            assert_eq!(Cases::of(name), expected, "{name}");
        }
    }

    #[test]
    fn surfaces_are_admitted_by_case() {
        for (name, surface, expected) in [
            ("US", "us", false),
            ("US", "Us", false),
            ("US", "US", true),
            ("US", "U.S.", true),
            ("U.S.", "US", false),
            ("LA", "La", false),
            ("La.", "La", false),
            ("La.", "La.", true),
            ("Of", "of", false),
            ("Of", "Of", true),
            ("Aleppo", "ALEPPO", true),
            ("al-Bab", "Al-Bab", true),
            ("حلب", "حلب", true),
        ] {
            assert_eq!(
                Cases::of(name).admit(Cases::of(surface)),
                expected,
                "{name} {surface}"
            );
        }
    }

    #[test]
    fn a_posting_keeps_its_parts() {
        let cases = Cases::CAPITALS.union(Cases::CASELESS);
        let posting = Posting::new(0x00ab_cdef, NameKind::Generated, cases, true);
        assert_eq!(posting.row(), 0x00ab_cdef);
        assert_eq!(posting.kind(), NameKind::Generated);
        assert_eq!(posting.cases(), cases);
        assert!(posting.is_last());
    }
}
