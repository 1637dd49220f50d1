//! Groups of reports that mean one happening.
//!
//! Links are taken from the strongest to the weakest. One joins two groups unless an article is in
//! both, since an article tells its happenings apart, or unless the two as a whole are less alike
//! than apart. Which link is stronger depends on the two reports alone, so that the order they
//! come in never matters.

use super::likeness::likeness;
use super::report::Report;

/// Indices of reports, ascending.
pub type Group = Vec<usize>;

/// Least mean score of all pairs of two groups that are joined.
const MEAN: f64 = -0.5;

/// Joins the reports by `links`, each a score and two indices; the others stay alone. The groups
/// come in the order of their first report.
///
/// Complexity: the comparisons are at most the product of the sizes of the groups joined.
pub fn cluster(reports: &[Report], mut links: Vec<(f64, usize, usize)>) -> Vec<Group> {
    links.sort_by(|a, b| {
        let ends = |link: &(f64, usize, usize)| {
            let (one, other) = (&reports[link.1].event_id, &reports[link.2].event_id);
            (one.min(other).clone(), one.max(other).clone())
        };
        b.0.total_cmp(&a.0).then_with(|| ends(a).cmp(&ends(b)))
    });
    let mut groups: Vec<Group> = (0..reports.len()).map(|index| vec![index]).collect();
    let mut group_of: Vec<usize> = (0..reports.len()).collect();
    for (_, one, other) in links {
        let (one, other) = (group_of[one], group_of[other]);
        if one == other || !fit(reports, &groups[one], &groups[other]) {
            continue;
        }
        let (kept, taken) = (one.min(other), one.max(other));
        let members = std::mem::take(&mut groups[taken]);
        for member in &members {
            group_of[*member] = kept;
        }
        groups[kept].extend(members);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| group[0]);
    groups
}

/// Whether two groups as a whole can be one.
fn fit(reports: &[Report], one: &Group, other: &Group) -> bool {
    let mut sum = 0.0;
    for a in one {
        for b in other {
            if reports[*a].doc_id == reports[*b].doc_id {
                return false;
            }
            sum += likeness(&reports[*a], &reports[*b]).score;
        }
    }
    sum >= MEAN * (one.len() * other.len()) as f64
}
