//! Places: their ids, coordinates and how exactly a pin stands for them.

use std::fmt;

/// A WGS 84 position in decimal degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// East of Greenwich, −180 to 180.
    pub lon: f64,
    /// North of the equator, −90 to 90.
    pub lat: f64,
}

/// Mean Earth radius in kilometres (IUGG).
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

impl LonLat {
    /// The position, or `None` when a coordinate is out of range or not a number.
    pub fn new(lon: f64, lat: f64) -> Option<LonLat> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat))
            .then_some(LonLat { lon, lat })
    }

    /// A longitude between −180 and 180; a full turn changes nothing.
    pub fn wrapped(lon: f64) -> f64 {
        if (-180.0..=180.0).contains(&lon) {
            return lon;
        }
        (lon + 540.0).rem_euclid(360.0) - 180.0
    }

    /// Great-circle distance in kilometres, on the sphere (haversine; error under 0.6 %).
    pub fn distance_km(self, other: LonLat) -> f64 {
        let (lat1, lat2) = (self.lat.to_radians(), other.lat.to_radians());
        let half_lat = (lat2 - lat1) / 2.0;
        let half_lon = (other.lon - self.lon).to_radians() / 2.0;
        let a = half_lat.sin().powi(2) + lat1.cos() * lat2.cos() * half_lon.sin().powi(2);
        2.0 * EARTH_RADIUS_KM * a.sqrt().min(1.0).asin()
    }
}

/// A place's identity, shown as `source:number`, for example `geonames:170063`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId {
    /// Whose number it is.
    pub source: IdSource,
    /// The number.
    pub number: u64,
}

/// Who gave a place its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdSource {
    /// geonames.org
    Geonames,
    /// The curated tables of this project (`gazetteer/curated`).
    Dateline,
    /// A user's overlay.
    Overlay,
    /// Air fields of PyPI `airportsdata`; the number is made from the code.
    Airport,
}

impl IdSource {
    /// All of them, in the order of their codes in the index file.
    pub const ALL: [IdSource; 4] = [
        IdSource::Geonames,
        IdSource::Dateline,
        IdSource::Overlay,
        IdSource::Airport,
    ];

    /// The prefix in `source:number`.
    pub fn name(self) -> &'static str {
        match self {
            IdSource::Geonames => "geonames",
            IdSource::Dateline => "dateline",
            IdSource::Overlay => "overlay",
            IdSource::Airport => "airport",
        }
    }
}

impl PlaceId {
    /// Reads `source:number`; `None` when it is not one.
    pub fn parse(text: &str) -> Option<PlaceId> {
        let (name, number) = text.split_once(':')?;
        let source = IdSource::ALL.into_iter().find(|s| s.name() == name)?;
        Some(PlaceId {
            source,
            number: number.parse().ok()?,
        })
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.source.name(), self.number)
    }
}

/// An ISO 3166-1 alpha-2 code in capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// The code, or `None` when `text` is not two ASCII capitals.
    pub const fn new(text: &str) -> Option<CountryCode> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => {
                Some(CountryCode([*a, *b]))
            }
            _ => None,
        }
    }

    /// The two letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// The two bytes, for the index file.
    pub const fn bytes(self) -> [u8; 2] {
        self.0
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a pin stands for: the kind of the place's footprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlacePrecision {
    /// A building, base, dam, crossing, peak.
    Exact,
    /// A city, town or village, or a part of one.
    Settlement,
    /// A second-order (or lower) division.
    Admin2,
    /// A first-order division.
    Admin1,
    /// A sea, river, range, or a region without official borders.
    Region,
    /// A country or territory.
    Country,
}

impl PlacePrecision {
    /// All of them, the most exact first.
    pub const ALL: [PlacePrecision; 6] = [
        PlacePrecision::Exact,
        PlacePrecision::Settlement,
        PlacePrecision::Admin2,
        PlacePrecision::Admin1,
        PlacePrecision::Region,
        PlacePrecision::Country,
    ];

    /// The word in the layers.
    pub fn name(self) -> &'static str {
        match self {
            PlacePrecision::Exact => "exact",
            PlacePrecision::Settlement => "settlement",
            PlacePrecision::Admin2 => "admin2",
            PlacePrecision::Admin1 => "admin1",
            PlacePrecision::Region => "region",
            PlacePrecision::Country => "country",
        }
    }
}

/// A place as an analysis carries it: everything the layers say of it, owned.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Its name in the gazetteer.
    pub name: String,
    /// Its representative point; for a river or another line the point nearest to the story.
    pub point: LonLat,
    /// GeoNames feature code, for example `PPLA`.
    pub feature_code: String,
    /// Its country; absent for seas and regions of several countries.
    pub country: Option<CountryCode>,
    /// Name of its first-order division.
    pub admin1: Option<String>,
    /// Inhabitants; `None` when unknown.
    pub population: Option<u64>,
    /// The kind of its footprint.
    pub precision: PlacePrecision,
    /// Radius in kilometres of a circle that covers the footprint, roughly.
    pub radius_km: f64,
}
