//! How like each other two spellings are: "Sloviansk" is nearer to Slovyansk than to Nikopol, which
//! was called so once.

/// Names longer than this are not compared, in characters.
const LONGEST: usize = 32;

/// One less the edit distance by the length of the longer, for folded names; below a half, 0.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longer = one.len().max(other.len());
    if longer == 0 || longer > LONGEST {
        return 0.0;
    }
    let alike = 1.0 - distance(&one, &other) as f64 / longer as f64;
    if alike < 0.5 { 0.0 } else { alike }
}

/// The edit distance of Levenshtein, with one row of the table.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: [usize; LONGEST + 1] = std::array::from_fn(|at| at);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings() {
        assert_eq!(likeness("aleppo", "aleppo"), 1.0);
        assert_eq!(likeness("sloviansk", "nikopol"), 0.0);
        assert!(likeness("sloviansk", "slovyansk") > 0.8);
        assert_eq!(distance(&['a', 'b', 'c'], &['b', 'c', 'd']), 2);
        assert_eq!(likeness("", ""), 0.0);
    }
}
