//! Lines on the globe: great circles made of short straight pieces, cut at the antimeridian.

use crate::place::{EARTH_RADIUS_KM, LonLat};

/// Legs longer than this follow the great circle, in kilometres. Shorter ones look the same
/// straight: at latitude 60 the two are 4 km apart in the middle.
const STRAIGHT_KM: f64 = 500.0;

/// Longest piece of a leg that follows the great circle, in kilometres.
const PIECE_KM: f64 = 100.0;

/// The stops with points between them along great circles.
pub fn densify(stops: &[LonLat]) -> Vec<LonLat> {
    let mut line: Vec<LonLat> = stops.first().copied().into_iter().collect();
    for leg in stops.windows(2) {
        line.extend(leg_between(leg[0], leg[1]));
        line.push(leg[1]);
    }
    line
}

/// The points strictly between the ends of a leg.
fn leg_between(from: LonLat, to: LonLat) -> Vec<LonLat> {
    let length = from.distance_km(to);
    let angle = length / EARTH_RADIUS_KM;
    // Between antipodes every direction is the shortest: there is no one great circle.
    if length <= STRAIGHT_KM || angle.sin() < 1e-6 {
        return Vec::new();
    }
    let pieces = (length / PIECE_KM).ceil() as usize;
    (1..pieces)
        .map(|piece| along(from, to, angle, piece as f64 / pieces as f64))
        .collect()
}

/// The point at `share` of the way, by spherical linear interpolation.
fn along(from: LonLat, to: LonLat, angle: f64, share: f64) -> LonLat {
    let weight_from = ((1.0 - share) * angle).sin() / angle.sin();
    let weight_to = (share * angle).sin() / angle.sin();
    let (a, b) = (on_sphere(from), on_sphere(to));
    let [x, y, z] = [0, 1, 2].map(|axis| weight_from * a[axis] + weight_to * b[axis]);
    LonLat {
        lon: y.atan2(x).to_degrees(),
        lat: z.atan2(x.hypot(y)).to_degrees(),
    }
}

fn on_sphere(point: LonLat) -> [f64; 3] {
    let (lon, lat) = (point.lon.to_radians(), point.lat.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}

/// The parts of a line on either side of the antimeridian (RFC 7946, 3.1.9).
///
/// A step of more than 180° of longitude goes the short way round.
pub fn cut_at_antimeridian(line: &[LonLat]) -> Vec<Vec<LonLat>> {
    let mut parts = vec![Vec::new()];
    let mut before: Option<LonLat> = None;
    for &point in line {
        if let Some(before) = before.filter(|before| (point.lon - before.lon).abs() > 180.0) {
            let (leaving, entering) = crossing(before, point);
            push(&mut parts, leaving);
            parts.push(vec![entering]);
        }
        push(&mut parts, point);
        before = Some(point);
    }
    parts.retain(|part| part.len() > 1);
    parts
}

/// Adds a point that differs from the one before it.
fn push(parts: &mut [Vec<LonLat>], point: LonLat) {
    if let Some(part) = parts.last_mut()
        && part.last() != Some(&point)
    {
        part.push(point);
    }
}

/// The point where a step meets the antimeridian, as seen from either side.
fn crossing(from: LonLat, to: LonLat) -> (LonLat, LonLat) {
    let side = 180_f64.copysign(from.lon);
    let to_lon = to.lon + 2.0 * side;
    let share = (side - from.lon) / (to_lon - from.lon);
    let lat = from.lat + share * (to.lat - from.lat);
    (LonLat { lon: side, lat }, LonLat { lon: -side, lat })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat::new(lon, lat).unwrap()
    }

    #[test]
    fn short_legs_stay_straight() {
        let stops = [at(37.16, 36.2), at(39.02, 35.95)];
        assert_eq!(densify(&stops), stops);
    }

    #[test]
    fn long_legs_follow_the_great_circle() {
        let (washington, kyiv) = (at(-77.04, 38.9), at(30.52, 50.45));
        let line = densify(&[washington, kyiv]);
        let length: f64 = line.windows(2).map(|leg| leg[0].distance_km(leg[1])).sum();
        assert!((length - washington.distance_km(kyiv)).abs() < 0.001);
        assert!(
            line.windows(2)
                .all(|leg| leg[0].distance_km(leg[1]) <= PIECE_KM)
        );
        // The route passes south of Greenland, far north of both ends.
        let north = line.iter().map(|point| point.lat).fold(0.0, f64::max);
        assert!(north > 55.0, "{north}");
    }

    #[test]
    fn a_line_over_the_antimeridian_is_cut_in_two() {
        let parts = cut_at_antimeridian(&[at(178.0, -18.0), at(-178.0, -16.0)]);
        assert_eq!(
            parts,
            [
                vec![at(178.0, -18.0), at(180.0, -17.0)],
                vec![at(-180.0, -17.0), at(-178.0, -16.0)]
            ]
        );
    }

    #[test]
    fn ends_on_the_antimeridian_give_no_stub() {
        let parts = cut_at_antimeridian(&[at(180.0, 10.0), at(-179.0, 10.0)]);
        assert_eq!(parts, [vec![at(-180.0, 10.0), at(-179.0, 10.0)]]);
        let parts = cut_at_antimeridian(&[at(179.0, 10.0), at(-180.0, 10.0)]);
        assert_eq!(parts, [vec![at(179.0, 10.0), at(180.0, 10.0)]]);
    }

    #[test]
    fn antipodes_and_one_point() {
        assert_eq!(densify(&[at(0.0, 0.0), at(180.0, 0.0)]).len(), 2);
        assert!(cut_at_antimeridian(&[at(1.0, 1.0), at(1.0, 1.0)]).is_empty());
    }
}
