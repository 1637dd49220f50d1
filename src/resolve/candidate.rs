//! A place that a name may mean, with the columns that evidence needs.

use crate::gazetteer::{FeatureClass, Gazetteer, Match as Named, NameKind, PlaceIndex};
use crate::place::{CountryCode, EARTH_RADIUS_KM, LonLat};
use crate::recognize::{Fit, Generic};

/// Inhabitants that stand for 1 on the logarithmic scale: the largest city, roughly.
const LARGEST: f64 = 30e6;

/// A candidate of a group.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub place: PlaceIndex,
    pub kind: NameKind,
    pub code: Code,
    pub country: Option<CountryCode>,
    pub admin1: Option<PlaceIndex>,
    pub admin2: Option<PlaceIndex>,
    pub population: u64,
    /// Logarithm of the population on a scale of 0 to 1.
    pub log_population: f64,
    /// The point on the unit sphere.
    pub vector: [f64; 3],
    /// Degrees.
    pub latitude: f64,
    /// Degrees.
    pub longitude: f64,
    /// Kilometres that its footprint reaches.
    pub radius_km: f64,
    /// How it agrees with the generic beside the name.
    pub fit: Option<Fit>,
}

/// What kind of feature it is, as far as evidence tells kinds apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Code {
    /// Its class.
    pub class: FeatureClass,
    /// Its rank among kinds, 0 to 1: how much news speaks of such features.
    pub level: f64,
    /// Whether it is a country, territory, continent or another part of the world.
    pub is_country: bool,
    /// Whether it is a first-order division.
    pub is_admin1: bool,
    /// Whether it is a second-order division.
    pub is_admin2: bool,
    /// Whether it is the seat of a country.
    pub is_capital: bool,
    /// Whether it is the seat of a first-order division.
    pub is_seat: bool,
    /// Whether it is the seat of a lower division.
    pub is_minor_seat: bool,
}

impl Code {
    fn of(code: &str, class: FeatureClass) -> Code {
        Code {
            class,
            level: level(code, class),
            is_country: code.starts_with("PCL") || matches!(code, "TERR" | "CONT"),
            is_admin1: code == "ADM1",
            is_admin2: code == "ADM2",
            is_capital: code == "PPLC",
            is_seat: code == "PPLA",
            is_minor_seat: code.len() > 4 && code.starts_with("PPLA"),
        }
    }
}

/// Rank of kinds after UniTopRank's feature levels, with regions and waters added.
fn level(code: &str, class: FeatureClass) -> f64 {
    match code {
        "CONT" => 1.0,
        "PCLS" | "TERR" => 0.9,
        "ADM1" | "PPLC" => 0.8,
        "ADM2" => 0.6,
        "OCN" | "SEA" => 0.8,
        "PPLA" => 0.6,
        "PPLA2" => 0.5,
        "PPLX" => 0.3,
        "ADM3" => 0.4,
        "RGN" | "RGNE" | "GULF" | "STRT" | "STM" | "MTS" => 0.5,
        _ if code.starts_with("PCL") => 1.0,
        _ => match class {
            FeatureClass::Populated => 0.4,
            FeatureClass::Administrative => 0.3,
            FeatureClass::Water | FeatureClass::Terrain | FeatureClass::Area => 0.3,
            _ => 0.2,
        },
    }
}

/// Radius from which on a region of several countries is spoken of like a continent ("the Middle
/// East", "the Sahel", "Southeast Asia"), in kilometres: a convention, as no corpus has many.
const WORLD_REGION_KM: f64 = 500.0;

fn is_world_region(code: &str, country: Option<CountryCode>, radius_km: f64) -> bool {
    code.starts_with("RGN") && country.is_none() && radius_km >= WORLD_REGION_KM
}

impl Candidate {
    /// A place that a name may mean.
    pub(crate) fn new(named: Named, generic: Option<Generic>, gazetteer: &Gazetteer) -> Candidate {
        let code = gazetteer.feature_code(named.place);
        let mut population = gazetteer.population(named.place).unwrap_or(0);
        let point = gazetteer.point(named.place);
        let country = gazetteer.country(named.place);
        let radius_km = gazetteer.radius_km(named.place);
        let mut kind = Code::of(code, gazetteer.feature_class(named.place));
        if is_world_region(code, country, radius_km) {
            kind.is_country = true;
            kind.level = 1.0;
            population = LARGEST as u64;
        }
        Candidate {
            place: named.place,
            kind: named.kind,
            code: kind,
            fit: generic.map(|generic| generic.fit(code)),
            country,
            admin1: gazetteer.admin1(named.place),
            admin2: gazetteer.admin2(named.place),
            population,
            log_population: ((population as f64).ln_1p() / LARGEST.ln()).min(1.0),
            vector: unit_vector(point),
            latitude: point.lat,
            longitude: point.lon,
            radius_km,
        }
    }

    /// Row and column of its cell in a grid of `size` degrees, columns wider towards the poles.
    pub(crate) fn cell(&self, size: f64) -> (i32, i32) {
        let row = (self.latitude / size).floor();
        let width = size / (row * size).to_radians().cos().max(0.1);
        (row as i32, (self.longitude / width).floor() as i32)
    }

    /// Kilometres between the points. Error of the chord for the arc: under 1 % below 3,000 km.
    pub(crate) fn distance_km(&self, other: &Candidate) -> f64 {
        let square: f64 = self
            .vector
            .iter()
            .zip(&other.vector)
            .map(|(a, b)| (a - b) * (a - b))
            .sum();
        EARTH_RADIUS_KM * square.sqrt()
    }

    /// Whether `self` lies in `other` by their columns.
    pub(crate) fn is_inside(&self, other: &Candidate) -> bool {
        if self.place == other.place {
            return false;
        }
        if other.code.is_country {
            return self.country.is_some() && self.country == other.country;
        }
        self.admin1 == Some(other.place) || self.admin2 == Some(other.place)
    }
}

pub(crate) fn unit_vector(point: LonLat) -> [f64; 3] {
    let (lat, lon) = (point.lat.to_radians(), point.lon.to_radians());
    [lat.cos() * lon.cos(), lat.cos() * lon.sin(), lat.sin()]
}
