//! How like each other two spellings are: "Sloviansk" is nearer to Slovyansk than to Nikopol, which
//! was called so once.

/// Names longer than this are not compared, in characters: one word of bits holds them twice.
const LONGEST: usize = 32;

/// A folded name that others are compared with.
///
/// The edit distance of Levenshtein by Myers' bits (Hyyrö 2003): a column of the table is two words.
pub(crate) struct Spelling {
    length: usize,
    /// Where each ASCII character stands, a bit for each place.
    ascii: [u32; 128],
    /// Where the others stand; a character may have several entries.
    others: Vec<(char, u32)>,
}

impl Spelling {
    pub(crate) fn new(folded: &str) -> Spelling {
        let mut spelling = Spelling {
            length: folded.chars().count(),
            ascii: [0; 128],
            others: Vec::new(),
        };
        for (at, c) in folded.chars().take(LONGEST).enumerate() {
            match spelling.ascii.get_mut(c as usize) {
                Some(places) => *places |= 1 << at,
                None => spelling.others.push((c, 1 << at)),
            }
        }
        spelling
    }

    /// One less the edit distance by the length of the longer, for a folded name; below a half, 0.
    pub(crate) fn likeness(&self, folded: &str) -> f64 {
        let longer = self.length.max(folded.chars().count());
        if longer == 0 || longer > LONGEST {
            return 0.0;
        }
        let alike = 1.0 - self.distance(folded) as f64 / longer as f64;
        if alike < 0.5 { 0.0 } else { alike }
    }

    fn distance(&self, folded: &str) -> usize {
        if self.length == 0 {
            return folded.chars().count();
        }
        let last = 1u32 << (self.length - 1);
        // Where the table falls by one from a row to the next, and where it rises.
        let (mut falls, mut rises) = (0u32, u32::MAX);
        let mut distance = self.length;
        for c in folded.chars() {
            let same = self.places(c);
            let diagonal = ((same & rises).wrapping_add(rises) ^ rises) | same | falls;
            let right = falls | !(diagonal | rises);
            let left = rises & diagonal;
            distance += usize::from(right & last != 0);
            distance -= usize::from(left & last != 0);
            let right = right << 1 | 1;
            rises = left << 1 | !(diagonal | right);
            falls = right & diagonal;
        }
        distance
    }

    fn places(&self, c: char) -> u32 {
        match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => {
                let here = self.others.iter().filter(|(other, _)| *other == c);
                here.fold(0, |places, (_, bit)| places | bit)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn likeness(one: &str, other: &str) -> f64 {
        Spelling::new(one).likeness(other)
    }

    #[test]
    fn spellings() {
        assert_eq!(likeness("aleppo", "aleppo"), 1.0);
        assert_eq!(likeness("sloviansk", "nikopol"), 0.0);
        assert!(likeness("sloviansk", "slovyansk") > 0.8);
        assert_eq!(likeness("", ""), 0.0);
        assert_eq!(likeness("", "a"), 0.0);
    }

    /// The distance by the table that defines it.
    fn by_table(one: &[char], other: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=other.len()).collect();
        for (i, a) in one.iter().enumerate() {
            let mut corner = row[0];
            row[0] = i + 1;
            for (j, b) in other.iter().enumerate() {
                let change = corner + usize::from(a != b);
                corner = row[j + 1];
                row[j + 1] = change.min(corner + 1).min(row[j] + 1);
            }
        }
        row[other.len()]
    }

    proptest! {
        #[test]
        fn bits_give_the_distance_of_the_table(one in "[abcé ]{1,32}", other in "[abcé ]{0,32}") {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            let expected = by_table(&chars(&one), &chars(&other));
            prop_assert_eq!(Spelling::new(&one).distance(&other), expected);
        }
    }
}
