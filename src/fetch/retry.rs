//! How long to wait before a page is asked for again.

use sha2::{Digest, Sha256};
use std::time::Duration;

/// Pause before the second attempt, on average.
const FIRST: Duration = Duration::from_secs(1);
/// Longest pause, on average.
const LONGEST: Duration = Duration::from_secs(60);

/// The pause after a failed attempt (1, 2, …): doubled each time, and between half and one and a
/// half of that, so that pages that failed together are not asked for together. Which it is
/// follows from the address and the attempt, so that a run that is repeated takes the same time.
pub fn pause(url: &str, attempt: u32) -> Duration {
    let doubled = FIRST * 2u32.pow(attempt.saturating_sub(1).min(16));
    doubled.min(LONGEST).mul_f64(0.5 + share(url, attempt))
}

/// A number from 0 to 1, below 1, that follows from its arguments.
fn share(url: &str, attempt: u32) -> f64 {
    let mut hash = Sha256::new();
    hash.update(attempt.to_le_bytes());
    hash.update(url);
    let digest = hash.finalize();
    f64::from(u16::from_le_bytes([digest[0], digest[1]])) / 65536.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_spread_and_repeat() {
        for attempt in 1..=12 {
            let middle = FIRST.mul_f64(2f64.powi(attempt as i32 - 1)).min(LONGEST);
            let pauses: Vec<Duration> = (0..50)
                .map(|page| pause(&format!("http://news.example/{page}"), attempt))
                .collect();
            assert!(pauses.iter().all(|pause| *pause >= middle / 2));
            assert!(pauses.iter().all(|pause| *pause < middle * 3 / 2));
            assert!(pauses.iter().min() < pauses.iter().max());
            assert_eq!(pauses[0], pause("http://news.example/0", attempt));
        }
    }
}
