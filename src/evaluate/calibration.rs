//! Whether a confidence of 0.8 is right in 80 of 100 cases.

/// Bins of equal width.
const BINS: usize = 10;

/// One row of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// Choices with a confidence in it.
    pub count: usize,
    /// Their mean confidence.
    pub confidence: f64,
    /// Share of them that is right.
    pub accuracy: f64,
}

/// The table, lowest confidence first.
pub fn table(beliefs: &[(f64, bool)]) -> [Bin; BINS] {
    let mut bins = [Bin::default(); BINS];
    for (confidence, right) in beliefs {
        let at = ((confidence * BINS as f64) as usize).min(BINS - 1);
        bins[at].count += 1;
        bins[at].confidence += confidence;
        bins[at].accuracy += f64::from(*right);
    }
    for bin in bins.iter_mut().filter(|bin| bin.count > 0) {
        bin.confidence /= bin.count as f64;
        bin.accuracy /= bin.count as f64;
    }
    bins
}

/// Expected calibration error: the mean distance between confidence and accuracy.
pub fn expected_error(beliefs: &[(f64, bool)]) -> Option<f64> {
    let gap = |bin: &Bin| (bin.confidence - bin.accuracy).abs() * bin.count as f64;
    let count = beliefs.len();
    (count > 0).then(|| table(beliefs).iter().map(gap).sum::<f64>() / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_weighed_by_how_many_believe() {
        for (beliefs, expected) in [
            (vec![], None),
            (vec![(1.0, true), (1.0, true)], Some(0.0)),
            (vec![(0.9, true), (0.9, false)], Some(0.4)),
            (vec![(0.05, false), (0.95, true)], Some(0.05)),
        ] {
            let error = expected_error(&beliefs);
            assert_eq!(error.map(|e| (e * 1e6).round() / 1e6), expected);
        }
    }
}
