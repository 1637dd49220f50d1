//! Borders and coasts.
//!
//! The border of two countries is the edges that their outlines share, and a coast is the edges
//! that no other country has (`gazetteer/border.rs`). Divisions and regions are simplified on their own; there
//! nearness decides.

use super::outline::{cylinder, outline, unwrapped};
use super::part::part;
use super::plane::Plane;
use super::round::strip;
use super::{Base, Unwrapped};
use crate::area::compass::Compass;
use crate::gazetteer::Gazetteer;
use crate::gazetteer::border::{EdgeKey, edges};
use crate::place::{CountryCode, LonLat, PlacePrecision};
use geo::{
    BoundingRect, Coord, Distance, Euclidean, Intersects, Line, LineString, MultiPolygon, Point,
    Polygon, Rect,
};
use rustc_hash::FxHashSet;

/// Half the width of a border strip, in kilometres: what local news calls the border area, and
/// about the depth of most border zones set by law.
const BORDER_KM: f64 = 15.0;
/// Half the width of a coast strip, in kilometres.
const COAST_KM: f64 = 15.0;
/// Edges of outlines from different maps closer than this are the same line, in kilometres: the
/// countries are drawn at 1:50 million, the divisions simplified to 2 km.
const SAME_KM: f64 = 12.0;
/// A town is on the coast that comes this near to its edge, in kilometres.
const TOWN_COAST_KM: f64 = 20.0;
/// Coast beyond this many radii of a sea's middle is another sea's.
const SEA_RADII: f64 = 1.3;
/// Points at which a line of sight is looked at, less one.
const SIGHTS: usize = 16;
/// How many of them may be ashore, on capes and islands.
const ASHORE: usize = 2;

/// Half the width of a border strip when the text gives no distance, in kilometres.
pub(in crate::area) fn border_km() -> f64 {
    BORDER_KM
}

/// The strip along the border of `a`, with `b` or with all its neighbours, within `km`.
pub(in crate::area) fn border(
    gazetteer: &Gazetteer,
    a: &Base,
    b: Option<&Base>,
    compass: &[Compass],
    km: f64,
) -> Option<Unwrapped> {
    let own = Edges::of(gazetteer, a)?;
    let mut lines = match b {
        Some(b) => own.shared_with(gazetteer, a, b)?,
        None => own.shared_with_any(gazetteer, a),
    };
    if !compass.is_empty() {
        own.keep_part(&mut lines, compass);
    }
    strip_along(lines, km)
}

/// Whether two countries share an edge.
pub(in crate::area) fn are_neighbours(gazetteer: &Gazetteer, a: &Base, b: &Base) -> bool {
    Edges::of(gazetteer, a)
        .and_then(|own| own.shared_with(gazetteer, a, b))
        .is_some_and(|lines| !lines.is_empty())
}

/// The strip along the coast of a place, of one sea or on one side only where asked.
pub(in crate::area) fn coast(
    gazetteer: &Gazetteer,
    base: &Base,
    sea: Option<&Base>,
    compass: &[Compass],
) -> Option<Unwrapped> {
    let country = gazetteer.country_of(base.index)?;
    let whole = Base {
        index: country,
        place: gazetteer.place(country),
    };
    let own = Edges::of(gazetteer, &whole)?;
    let mut lines = own.unshared(gazetteer, &whole);
    if whole.index != base.index {
        let near = Edges::of(gazetteer, base)?;
        let reach = match base.place.precision {
            PlacePrecision::Exact | PlacePrecision::Settlement => TOWN_COAST_KM,
            _ => SAME_KM,
        };
        lines.retain(|edge| near.comes_within(edge, reach));
    }
    if let Some(sea) = sea {
        own.keep_facing(&mut lines, sea);
    }
    if !compass.is_empty() {
        own.keep_part(&mut lines, compass);
    }
    strip_along(lines, COAST_KM)
}

/// An edge in degrees, longitudes near the outline's centre.
type Edge = Line<f64>;

/// The edges of an outline.
struct Edges {
    outline: Unwrapped,
    /// The bounding box of the outline and the edges.
    bounds: Option<Rect<f64>>,
    /// The bounding boxes of its polygons.
    boxes: Vec<Option<Rect<f64>>>,
    edges: Vec<Edge>,
}

impl Edges {
    /// The edges of a place's outline as they are in the gazetteer.
    fn of(gazetteer: &Gazetteer, base: &Base) -> Option<Edges> {
        let exact = gazetteer.footprint(base.index);
        let outline = match exact {
            Some(shape) => Unwrapped {
                centre: base.place.point,
                shape: unwrapped(&shape, base.place.point.lon),
                point: None,
            },
            None => outline(gazetteer, base)?,
        };
        let edges = edges(&outline.shape).collect();
        Some(Edges {
            bounds: outline.shape.bounding_rect(),
            boxes: outline.shape.iter().map(Polygon::bounding_rect).collect(),
            outline,
            edges,
        })
    }

    /// The edges that are also in the outline of `b`, or that run close to it.
    fn shared_with(&self, gazetteer: &Gazetteer, a: &Base, b: &Base) -> Option<Vec<Edge>> {
        let other = Edges::of(gazetteer, b)?;
        let keys: FxHashSet<EdgeKey> = other.edges.iter().map(EdgeKey::of).collect();
        let exact: Vec<Edge> = self.edges_in(&keys).collect();
        let is_country = |base: &Base| base.place.precision == PlacePrecision::Country;
        if !exact.is_empty() || is_country(a) && is_country(b) {
            return Some(exact);
        }
        let close = |edge: &&Edge| other.comes_within(edge, SAME_KM);
        Some(self.edges.iter().filter(close).copied().collect())
    }

    /// The edges in any other country's outline, or close to one.
    fn shared_with_any(&self, gazetteer: &Gazetteer, a: &Base) -> Vec<Edge> {
        let keys = a
            .place
            .country
            .and_then(|code| gazetteer.border_edges(code));
        let exact: Vec<Edge> = keys.map_or_else(Vec::new, |keys| self.edges_in(keys).collect());
        if !exact.is_empty() || a.place.precision == PlacePrecision::Country {
            return exact;
        }
        let foreign: Vec<Edge> = neighbours(gazetteer, self, a.place.country)
            .into_iter()
            .flat_map(|shape| edges(&shape).collect::<Vec<_>>())
            .collect();
        let ends = foreign.iter().flat_map(|edge| [edge.start, edge.end]);
        let other = Edges {
            bounds: ends.collect::<geo::MultiPoint<f64>>().bounding_rect(),
            boxes: Vec::new(),
            outline: Unwrapped {
                shape: MultiPolygon::new(Vec::new()),
                ..self.outline.clone()
            },
            edges: foreign,
        };
        let close = |edge: &&Edge| other.comes_within(edge, SAME_KM);
        self.edges.iter().filter(close).copied().collect()
    }

    /// The edges of a country that are in no other country's outline.
    fn unshared(&self, gazetteer: &Gazetteer, country: &Base) -> Vec<Edge> {
        let code = country.place.country;
        let keys = code.and_then(|code| gazetteer.border_edges(code));
        let is_coast = |edge: &&Edge| keys.is_none_or(|keys| !keys.contains(&EdgeKey::of(edge)));
        self.edges.iter().filter(is_coast).copied().collect()
    }

    fn edges_in<'a>(&'a self, keys: &'a FxHashSet<EdgeKey>) -> impl Iterator<Item = Edge> + 'a {
        self.edges
            .iter()
            .filter(|edge| keys.contains(&EdgeKey::of(edge)))
            .copied()
    }

    /// Whether the middle of an edge is within `km` of this outline or inside it.
    fn comes_within(&self, edge: &Edge, km: f64) -> bool {
        let middle = midpoint(edge);
        // Degrees of latitude, longitudes shrunk to match: exact enough over a few kilometres.
        let degree = 111.2;
        let shrink = middle.y.to_radians().cos();
        let reach = km / degree;
        let (reach_x, near) = (reach / shrink.max(0.01), self.bounds);
        let beside = near.is_none_or(|near| {
            middle.x < near.min().x - reach_x
                || middle.x > near.max().x + reach_x
                || middle.y < near.min().y - reach
                || middle.y > near.max().y + reach
        });
        if beside {
            return false;
        }
        let polygons = self.boxes.iter().zip(&self.outline.shape);
        if polygons.into_iter().any(|(bounds, polygon)| {
            bounds.is_some_and(|bounds| bounds.intersects(&middle)) && polygon.intersects(&middle)
        }) {
            return true;
        }
        let flat = |at: Coord<f64>| Coord {
            x: (at.x - middle.x) * shrink * degree,
            y: (at.y - middle.y) * degree,
        };
        self.edges.iter().any(|other| {
            let (low, high) = (
                other.start.y.min(other.end.y),
                other.start.y.max(other.end.y),
            );
            low - reach <= middle.y
                && middle.y <= high + reach
                && Euclidean.distance(
                    &Point::new(0.0, 0.0),
                    &Line::new(flat(other.start), flat(other.end)),
                ) <= km
        })
    }

    /// Keeps the edges from which the middle of a sea is in sight: the straight line to it crosses
    /// hardly any land of the outline.
    fn keep_facing(&self, lines: &mut Vec<Edge>, sea: &Base) {
        let land = thinned(&self.outline.shape);
        let land = Land::of(&land);
        let target = sea.place.point;
        lines.retain(|edge| {
            let from = midpoint(edge);
            let here = LonLat {
                lon: LonLat::wrapped(from.x),
                lat: from.y,
            };
            if here.distance_km(target) > sea.place.radius_km * SEA_RADII {
                return false;
            }
            let to = Coord {
                x: super::plane::near(target.lon, from.x),
                y: target.lat,
            };
            let mut ashore = (1..SIGHTS)
                .map(|step| from + (to - from) * (step as f64 / SIGHTS as f64))
                .filter(|at| land.holds(*at));
            ashore.nth(ASHORE).is_none()
        });
    }

    /// Keeps the edges whose middle lies in a compass part of the outline.
    fn keep_part(&self, lines: &mut Vec<Edge>, compass: &[Compass]) {
        let Some(part) = part(&self.outline, compass) else {
            return;
        };
        let centre = super::outline::middle(&self.outline.shape);
        let part = Land::of(&part.shape);
        lines.retain(|edge| {
            // A tenth of the way to the middle of the outline, so that the edge is inside.
            let at = midpoint(edge);
            let inwards = centre.map_or(at, |centre| {
                at + (Coord {
                    x: centre.lon,
                    y: centre.lat,
                } - at)
                    * 0.1
            });
            part.holds(inwards) || part.holds(at)
        });
    }
}

/// A shape with vertices no nearer to each other than this share of its larger side: enough to tell
/// whether land lies in the way.
const THINNED: f64 = 1.0 / 500.0;

/// The shape with fewer vertices, quickly.
fn thinned(shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    let polygons = shape.iter().map(|polygon| {
        let size = polygon
            .bounding_rect()
            .map_or(0.0, |bounds| bounds.width().max(bounds.height()));
        let least = size * THINNED;
        let mut ring: Vec<Coord<f64>> = Vec::new();
        for at in polygon.exterior().coords() {
            let is_apart =
                |last: &Coord<f64>| (last.x - at.x).abs() > least || (last.y - at.y).abs() > least;
            if ring.last().is_none_or(is_apart) {
                ring.push(*at);
            }
        }
        Polygon::new(LineString::new(ring), Vec::new())
    });
    polygons.collect()
}

/// Polygons with their bounding boxes, to be asked about many points.
struct Land<'a>(Vec<(Rect<f64>, &'a Polygon<f64>)>);

impl<'a> Land<'a> {
    fn of(shape: &'a MultiPolygon<f64>) -> Land<'a> {
        let boxed = |polygon: &'a Polygon<f64>| Some((polygon.bounding_rect()?, polygon));
        Land(shape.iter().filter_map(boxed).collect())
    }

    fn holds(&self, at: Coord<f64>) -> bool {
        self.0
            .iter()
            .any(|(bounds, polygon)| bounds.intersects(&at) && polygon.intersects(&at))
    }
}

fn midpoint(edge: &Edge) -> Coord<f64> {
    (edge.start + edge.end) / 2.0
}

/// Outlines of the other countries whose bounding boxes meet that of an outline.
fn neighbours(
    gazetteer: &Gazetteer,
    own: &Edges,
    country: Option<CountryCode>,
) -> Vec<MultiPolygon<f64>> {
    let Some(bounds) = own.bounds else {
        return Vec::new();
    };
    gazetteer
        .country_bounds()
        .iter()
        .filter(|other| Some(other.code) != country)
        .filter(|other| meets(bounds, other.low, other.high))
        .filter_map(|other| gazetteer.footprint(other.place))
        .map(|shape| unwrapped(&shape, own.outline.centre.lon))
        .collect()
}

/// Whether a box in unwrapped degrees comes within [`SAME_KM`] of one in degrees. One that spans
/// the globe, as those cut at the antimeridian do, meets all others of its latitudes.
fn meets(bounds: Rect<f64>, low: LonLat, high: LonLat) -> bool {
    // 12 km, at latitudes up to 57°.
    let margin = 0.2;
    let (min, max) = (bounds.min(), bounds.max());
    let apart = min.y > high.lat + margin || max.y < low.lat - margin;
    let beside = [-360.0, 0.0, 360.0]
        .into_iter()
        .all(|turn| min.x + turn > high.lon + margin || max.x + turn < low.lon - margin);
    !apart && !beside
}

/// The strip of `km` on both sides of edges.
fn strip_along(edges: Vec<Edge>, km: f64) -> Option<Unwrapped> {
    let lines = joined(&edges);
    let shape = MultiPolygon::new(
        lines
            .iter()
            .map(|line| geo::Polygon::new(line.clone(), Vec::new()))
            .collect(),
    );
    let centre = cylinder(&shape)?.centre;
    let plane = Plane { centre };
    let flat = lines
        .into_iter()
        .map(|line| {
            let coords = line.coords().map(|at| {
                plane.project(LonLat {
                    lon: at.x,
                    lat: at.y,
                })
            });
            coords.collect()
        })
        .collect();
    let shape = plane.degrees(&strip(flat, km));
    (!shape.0.is_empty()).then_some(Unwrapped {
        centre,
        shape,
        point: None,
    })
}

/// Edges that follow one another as lines.
fn joined(edges: &[Edge]) -> Vec<LineString<f64>> {
    let mut lines: Vec<Vec<Coord<f64>>> = Vec::new();
    for edge in edges {
        match lines.last_mut() {
            Some(line) if line.last() == Some(&edge.start) => line.push(edge.end),
            _ => lines.push(vec![edge.start, edge.end]),
        }
    }
    lines.into_iter().map(LineString::new).collect()
}
