//! What the places of a name are at most, before one of them is chosen.

use crate::gazetteer::{FeatureClass, Gazetteer, Match as Named, NameKind};

/// Candidates looked at; they are in order of size.
const MAX_LOOKED_AT: usize = 12;

/// The best that the candidates offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// One is a division of second or lower order.
    pub is_minor_division: bool,
    /// One is a site or building.
    pub is_site: bool,
    /// One is a settlement.
    pub is_settlement: bool,
    /// One has the name as its main name.
    pub is_main_name: bool,
    /// Inhabitants of the largest.
    pub population: u64,
    /// Places, as far as they were looked at.
    pub count: u32,
}

impl Prominence {
    /// What candidates are at most.
    pub fn of(gazetteer: &Gazetteer, candidates: impl Iterator<Item = Named>) -> Prominence {
        let mut best = Prominence::default();
        for candidate in candidates.take(MAX_LOOKED_AT) {
            best.count += 1;
            let code = gazetteer.feature_code(candidate.place);
            let population = gazetteer.population(candidate.place).unwrap_or(0);
            best.population = best.population.max(population);
            match code {
                "PPLC" => best.is_capital = true,
                "PPLA" => best.is_seat = true,
                "ADM1" => best.is_division = true,
                _ if code.starts_with("PPL") => best.is_settlement = true,
                _ if code.starts_with("PCL") || code == "TERR" => best.is_country = true,
                _ if is_area(gazetteer.feature_class(candidate.place)) => best.is_named_area = true,
                _ if code.starts_with("ADM") => best.is_minor_division = true,
                _ => best.is_site = true,
            }
            best.is_main_name |= candidate.kind == NameKind::Main;
        }
        best
    }
}

fn is_area(class: FeatureClass) -> bool {
    matches!(
        class,
        FeatureClass::Area | FeatureClass::Water | FeatureClass::Terrain
    )
}
