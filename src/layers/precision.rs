//! How exactly place and time are known, in the codes of the conflict databases.
//!
//! Source: ACLED codebook, geo-precision and time-precision; UCDP GED codebook, where_prec.

use crate::analysis::{Area, DatePrecision, DateRange, PlaceRole};
use crate::place::{Place, PlacePrecision};
use jiff::Unit;

/// Radius in kilometres up to which an area is "near" its town: UCDP's where_prec 2.
const NEAR_KM: f64 = 25.0;

/// Feature codes of waters outside every country.
const HIGH_SEAS: [&str; 2] = ["OCN", "SEA"];

/// Where something is, as the databases' codes see it.
#[derive(Clone, Copy)]
pub struct Where<'a> {
    /// The place.
    pub place: &'a Place,
    /// The area it is narrowed or widened to.
    pub area: Option<&'a Area>,
    /// Its role, where an event plays there.
    pub role: Option<PlaceRole>,
}

impl Where<'_> {
    /// The kind of the footprint: an area is a region without official borders.
    pub fn precision(self) -> PlacePrecision {
        match self.area {
            Some(_) => PlacePrecision::Region,
            None => self.place.precision,
        }
    }

    /// Radius of uncertainty in kilometres.
    pub fn radius_km(self) -> f64 {
        self.area
            .map_or(self.place.radius_km, |area| area.radius_km)
    }

    fn is_near_a_town(self) -> bool {
        match self.area {
            Some(area) => area.radius_km <= NEAR_KM,
            None => self.role == Some(PlaceRole::Near),
        }
    }

    /// UCDP where_prec: 1 exact place, 2 within 25 km, 3 second-order division, 4 first-order
    /// division, 5 line or unclear area, 6 country, 7 international waters.
    pub fn ucdp_where_prec(self) -> u8 {
        match self.precision() {
            PlacePrecision::Exact | PlacePrecision::Settlement if self.is_near_a_town() => 2,
            PlacePrecision::Exact | PlacePrecision::Settlement => 1,
            PlacePrecision::Admin2 => 3,
            PlacePrecision::Admin1 => 4,
            PlacePrecision::Region if self.area.is_some() && self.is_near_a_town() => 2,
            PlacePrecision::Region if self.is_high_sea() => 7,
            PlacePrecision::Region => 5,
            PlacePrecision::Country => 6,
        }
    }

    fn is_high_sea(self) -> bool {
        self.area.is_none()
            && self.place.country.is_none()
            && HIGH_SEAS.contains(&self.place.feature_code.as_str())
    }

    /// ACLED geo-precision: 1 the town, 2 near it or a small area, 3 a larger region; whole
    /// countries are never coded.
    pub fn acled_geo_precision(self) -> Option<u8> {
        match self.precision() {
            PlacePrecision::Exact | PlacePrecision::Settlement if self.is_near_a_town() => Some(2),
            PlacePrecision::Exact | PlacePrecision::Settlement => Some(1),
            PlacePrecision::Region if self.area.is_some() && self.is_near_a_town() => Some(2),
            PlacePrecision::Admin2 => Some(2),
            PlacePrecision::Admin1 | PlacePrecision::Region => Some(3),
            PlacePrecision::Country => None,
        }
    }
}

/// ACLED time-precision: 1 the day, 2 the week, 3 the month; nothing longer is coded.
pub fn acled_time_precision(range: DateRange) -> Option<u8> {
    let days = range
        .start
        .until((Unit::Day, range.end))
        .map_or(i32::MAX, |span| span.get_days());
    let by_length = match days {
        ..=0 => 1,
        1..=6 => 2,
        7..=30 => 3,
        _ => return None,
    };
    let by_words = match range.precision {
        DatePrecision::Day => 1,
        DatePrecision::Week => 2,
        DatePrecision::Month => 3,
        DatePrecision::Year => return None,
    };
    Some(by_length.max(by_words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::{IdSource, LonLat, PlaceId};
    use jiff::civil::date;

    fn place(precision: PlacePrecision, feature_code: &str) -> Place {
        Place {
            id: PlaceId {
                source: IdSource::Dateline,
                number: 1,
            },
            name: "A".to_string(),
            point: LonLat { lon: 0.0, lat: 0.0 },
            feature_code: feature_code.to_string(),
            country: None,
            admin1: None,
            population: None,
            precision,
            radius_km: 5.0,
        }
    }

    #[test]
    fn codes_of_places() {
        use PlacePrecision as P;
        use PlaceRole::{At, Near};
        let cases = [
            (P::Exact, "DAM", At, 1, Some(1)),
            (P::Settlement, "PPL", At, 1, Some(1)),
            (P::Settlement, "PPL", Near, 2, Some(2)),
            (P::Admin2, "ADM2", At, 3, Some(2)),
            (P::Admin1, "ADM1", Near, 4, Some(3)),
            (P::Region, "RGN", At, 5, Some(3)),
            (P::Region, "SEA", At, 7, Some(3)),
            (P::Country, "PCLI", At, 6, None),
        ];
        for (precision, code, role, ucdp, acled) in cases {
            let place = place(precision, code);
            let site = Where {
                place: &place,
                area: None,
                role: Some(role),
            };
            let got = (site.ucdp_where_prec(), site.acled_geo_precision());
            assert_eq!(got, (ucdp, acled), "{precision:?} {code} {role:?}");
        }
    }

    #[test]
    fn codes_of_dates() {
        use DatePrecision as D;
        let day = |month, day| date(2025, month, day);
        let cases = [
            (day(4, 9), day(4, 9), D::Day, Some(1)),
            (day(4, 3), day(4, 9), D::Week, Some(2)),
            (day(4, 3), day(4, 9), D::Day, Some(2)),
            (day(4, 1), day(4, 30), D::Month, Some(3)),
            (day(1, 1), day(4, 10), D::Day, None),
            (day(1, 1), day(12, 31), D::Year, None),
        ];
        for (start, end, precision, code) in cases {
            let range = DateRange {
                start,
                end,
                precision,
            };
            assert_eq!(acled_time_precision(range), code, "{range:?}");
        }
    }
}
