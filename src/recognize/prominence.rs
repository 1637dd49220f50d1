//! What the places of a name are at most, before one of them is chosen.

use crate::gazetteer::{FeatureClass, Gazetteer, Match as Named};

/// Candidates looked at; they are in order of size.
const MAX_LOOKED_AT: usize = 12;

/// The best that the candidates offer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prominence {
    /// One is a country or territory.
    pub is_country: bool,
    /// One is a first-order division.
    pub is_division: bool,
    /// One is the seat of a country.
    pub is_capital: bool,
    /// One is the seat of a first-order division.
    pub is_seat: bool,
    /// One is a region, water, range or continent.
    pub is_named_area: bool,
    /// Inhabitants of the largest.
    pub population: u64,
}

impl Prominence {
    /// What candidates are at most.
    pub fn of(gazetteer: &Gazetteer, candidates: &[Named]) -> Prominence {
        let mut best = Prominence::default();
        for candidate in candidates.iter().take(MAX_LOOKED_AT) {
            let code = gazetteer.feature_code(candidate.place);
            let population = gazetteer.population(candidate.place).unwrap_or(0);
            best.population = best.population.max(population);
            match code {
                "PPLC" => best.is_capital = true,
                "PPLA" => best.is_seat = true,
                "ADM1" => best.is_division = true,
                _ if code.starts_with("PPL") => {}
                _ if code.starts_with("PCL") || code == "TERR" => best.is_country = true,
                _ => best.is_named_area |= is_area(code),
            }
        }
        best
    }
}

fn is_area(code: &str) -> bool {
    matches!(
        FeatureClass::of(code),
        FeatureClass::Area | FeatureClass::Water | FeatureClass::Terrain
    )
}
