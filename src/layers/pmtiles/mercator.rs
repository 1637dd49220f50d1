//! Web Mercator as fractions of the world: x from west to east, y from north to south.

use std::f64::consts::PI;

/// The latitude at which the square world ends.
const NORTHERNMOST: f64 = 85.051_128_779_806_6;

/// Longitude and latitude in degrees to the unit square.
pub fn project([lon, lat]: [f64; 2]) -> [f64; 2] {
    let lat = lat.clamp(-NORTHERNMOST, NORTHERNMOST).to_radians();
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / PI) / 2.0;
    [(lon / 360.0 + 0.5).clamp(0.0, 1.0), y.clamp(0.0, 1.0)]
}

/// A fraction of the world in units of 2⁻³².
pub fn fixed(fraction: f64) -> u32 {
    (fraction * 2_f64.powi(32)).min(f64::from(u32::MAX)) as u32
}

/// The tile number of a coordinate in units of 2⁻³².
pub fn tile(fixed: u32, zoom: u8) -> u32 {
    ((u64::from(fixed) << zoom) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_and_tiles() {
        assert_eq!(project([-180.0, 90.0]), [0.0, 0.0]);
        let [x, y] = project([0.0, 0.0]);
        assert!((x - 0.5).abs() < 1e-12 && (y - 0.5).abs() < 1e-12);
        assert_eq!(tile(fixed(1.0), 3), 7);
        assert_eq!(tile(fixed(0.5), 1), 1);
        assert_eq!(tile(fixed(0.3), 0), 0);
    }
}
