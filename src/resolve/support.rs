//! Where the candidates of a document gather: which other names could also mean places nearby.
//!
//! A name's candidates are counted whether or not they are chosen, so that a text in which every
//! name is ambiguous still says where it plays.

use super::candidate::Candidate;
use super::group::Group;
use crate::gazetteer::PlaceIndex;
use rustc_hash::FxHashMap;

/// Degrees of a cell: with its neighbours it reaches about 80 to 160 km.
const CELL: f64 = 0.75;
/// Groups that are told apart: bits of a mask. Documents have a tenth of that.
const MASK_BITS: usize = 128;

/// Sets of groups by cell and division.
pub(crate) struct Support {
    cells: FxHashMap<(i32, i32), u128>,
    divisions: FxHashMap<PlaceIndex, u128>,
    counties: FxHashMap<PlaceIndex, u128>,
    /// Groups whose name has few places.
    sure: u128,
    /// Groups of each group's surface.
    own: Vec<u128>,
    /// Groups that count at all.
    all: u128,
}

/// A name of so few places says where it is.
const SURE_CANDIDATES: usize = 2;

/// Shares of the other names that could mean a place near by.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Shares {
    /// In a cell near by.
    pub near: f64,
    /// Of them, those of few places.
    pub sure: f64,
    /// In the same first-order division.
    pub division: f64,
    /// In the same second-order division.
    pub county: f64,
}

impl Support {
    /// Reads the groups.
    pub fn new(groups: &[Group]) -> Support {
        let mut support = Support {
            cells: FxHashMap::default(),
            divisions: FxHashMap::default(),
            counties: FxHashMap::default(),
            sure: 0,
            own: vec![0; groups.len()],
            all: 0,
        };
        let mut surfaces: FxHashMap<&str, u128> = FxHashMap::default();
        for (at, group) in groups.iter().enumerate() {
            let bit = 1u128 << (at % MASK_BITS);
            *surfaces.entry(&group.surface).or_default() |= bit;
            let mut is_local = false;
            for candidate in &group.candidates {
                let code = candidate.code;
                if code.is_country || code.is_admin1 {
                    continue;
                }
                is_local = true;
                *support.cells.entry(candidate.cell(CELL)).or_default() |= bit;
                if let Some(division) = candidate.admin1 {
                    *support.divisions.entry(division).or_default() |= bit;
                }
                if let Some(county) = candidate.admin2 {
                    *support.counties.entry(county).or_default() |= bit;
                }
            }
            if is_local {
                support.all |= bit;
                if group.candidates.len() <= SURE_CANDIDATES {
                    support.sure |= bit;
                }
            }
        }
        for (own, group) in support.own.iter_mut().zip(groups) {
            *own = surfaces[group.surface.as_str()];
        }
        support
    }

    /// The shares for a candidate of a group.
    pub fn of(&self, group: usize, candidate: &Candidate) -> Shares {
        let others = self.all & !self.own[group];
        let count = f64::from(others.count_ones().max(1));
        let share = |mask: u128| f64::from((mask & others).count_ones()) / count;
        let (row, column) = candidate.cell(CELL);
        let mut near = 0;
        for (down, right) in NEIGHBOURS {
            let cell = (row + down, column + right);
            near |= self.cells.get(&cell).copied().unwrap_or(0);
        }
        let of = |map: &FxHashMap<PlaceIndex, u128>, key: Option<PlaceIndex>| {
            key.and_then(|key| map.get(&key).copied()).unwrap_or(0)
        };
        Shares {
            near: share(near),
            sure: share(near & self.sure),
            division: share(of(&self.divisions, candidate.admin1)),
            county: share(of(&self.counties, candidate.admin2)),
        }
    }
}

const NEIGHBOURS: [(i32, i32); 9] = [
    (-1, -1),
    (-1, 0),
    (-1, 1),
    (0, -1),
    (0, 0),
    (0, 1),
    (1, -1),
    (1, 0),
    (1, 1),
];
