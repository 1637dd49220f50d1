//! Footprints from places: outlines cut, buffered and swept.
//!
//! | file | what |
//! |---|---|
//! | `plane.rs` | two projections: one that keeps distances from a point, one that keeps areas |
//! | `outline.rs` | the outline of any place, from the gazetteer or approximated |
//! | `part.rs` | the northern part of an outline |
//! | `line.rs` | borders and coasts: the edges that two outlines share, or share with none |
//! | `round.rs` | discs, sectors, the side of a river, what lies between two places |
//! | `finish.rs` | cut at the antimeridian, a point inside, the radius |

mod finish;
mod line;
mod outline;
mod part;
mod plane;
mod round;

pub(super) use finish::{Finished, finish};
pub(super) use line::{are_neighbours, border, border_km, coast};
pub(super) use outline::outline;
pub(super) use part::part;
pub(super) use round::{around, between, offset};

use crate::gazetteer::{Gazetteer, PlaceIndex};
use crate::place::{LonLat, Place};
use geo::MultiPolygon;

/// A place that an area is made from.
#[derive(Clone, Debug)]
pub(super) struct Base {
    /// Its row.
    pub index: PlaceIndex,
    /// The place, its point nearest to the story.
    pub place: Place,
}

impl Base {
    /// The base of a resolved place; `None` when the gazetteer does not have it.
    pub fn of(place: &Place, gazetteer: &Gazetteer) -> Option<Base> {
        Some(Base {
            index: gazetteer.by_id(place.id)?,
            place: place.clone(),
        })
    }

    /// Whether it is a river or another line.
    pub fn is_line(&self, gazetteer: &Gazetteer) -> bool {
        gazetteer.path(self.index).len() > 1
    }
}

/// A shape in degrees with longitudes that run on over ±180 around `centre`, so that it is whole.
#[derive(Clone, Debug)]
pub(super) struct Unwrapped {
    /// What the longitudes are near to.
    pub centre: LonLat,
    /// The shape.
    pub shape: MultiPolygon<f64>,
    /// A point that should stand for it if it lies inside.
    pub point: Option<LonLat>,
}
