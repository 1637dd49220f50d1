//! What changed between two gazetteers.

use super::{Gazetteer, PlaceIndex};
use crate::place::PlaceId;

/// Distance beyond which a place has moved, in kilometres: above the rounding of coordinates.
const MOVED_KM: f64 = 0.1;

/// How a place of one gazetteer differs from that of another with the same id.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is only in the second.
    Added,
    /// It is only in the first.
    Removed,
    /// It has another name to show.
    Renamed {
        /// In the first.
        from: String,
        /// In the second.
        to: String,
    },
    /// Its point is elsewhere.
    Moved {
        /// Kilometres between the points.
        km: f64,
    },
    /// It is another kind of feature.
    Recoded {
        /// In the first.
        from: String,
        /// In the second.
        to: String,
    },
    /// It belongs to another country or division.
    Reassigned,
}

impl Change {
    /// The word for it.
    pub fn kind(&self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Removed => "removed",
            Change::Renamed { .. } => "renamed",
            Change::Moved { .. } => "moved",
            Change::Recoded { .. } => "recoded",
            Change::Reassigned => "reassigned",
        }
    }

    /// What is said of it.
    pub fn detail(&self) -> String {
        match self {
            Change::Renamed { from, to } | Change::Recoded { from, to } => format!("{from} → {to}"),
            Change::Moved { km } => format!("{km:.1} km"),
            Change::Added | Change::Removed | Change::Reassigned => String::new(),
        }
    }
}

impl Gazetteer {
    /// Calls `each` with every change from this gazetteer to `other`, in order of id.
    ///
    /// Complexity: one pass over both.
    pub fn diff(&self, other: &Gazetteer, mut each: impl FnMut(PlaceId, &str, Change)) {
        let (mut mine, mut theirs) = (self.places().peekable(), other.places().peekable());
        loop {
            match (mine.peek().copied(), theirs.peek().copied()) {
                (None, None) => return,
                (Some(a), Some(b)) if self.place_id(a) == other.place_id(b) => {
                    self.compare(a, other, b, &mut each);
                    mine.next();
                    theirs.next();
                }
                (Some(a), b) if b.is_none_or(|b| self.packed(a) < other.packed(b)) => {
                    each(self.place_id(a), self.name(a), Change::Removed);
                    mine.next();
                }
                (_, Some(b)) => {
                    each(other.place_id(b), other.name(b), Change::Added);
                    theirs.next();
                }
                (Some(_), None) => return,
            }
        }
    }

    fn packed(&self, index: PlaceIndex) -> u64 {
        super::format::packed_id(self.place_id(index))
    }

    fn compare(
        &self,
        a: PlaceIndex,
        other: &Gazetteer,
        b: PlaceIndex,
        each: &mut impl FnMut(PlaceId, &str, Change),
    ) {
        let (id, name) = (self.place_id(a), self.name(a));
        let from_to = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        if name != other.name(b) {
            let (from, to) = from_to(name, other.name(b));
            each(id, name, Change::Renamed { from, to });
        }
        let km = self.point(a).distance_km(other.point(b));
        if km > MOVED_KM {
            each(id, name, Change::Moved { km });
        }
        if self.feature_code(a) != other.feature_code(b) {
            let (from, to) = from_to(self.feature_code(a), other.feature_code(b));
            each(id, name, Change::Recoded { from, to });
        }
        let division = |gazetteer: &Gazetteer, index| {
            let admin1 = gazetteer.admin1(index);
            (
                gazetteer.country(index),
                admin1.map(|row| gazetteer.place_id(row)),
            )
        };
        if division(self, a) != division(other, b) {
            each(id, name, Change::Reassigned);
        }
    }
}
