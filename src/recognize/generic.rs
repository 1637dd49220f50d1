//! Generics beside a name ("county", "river", "airport") and the feature codes they call for.

use super::words::Cues;
use crate::gazetteer::FeatureClass;

/// What a generic beside a name says of the place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generic {
    /// "county", "parish".
    County,
    /// "province", "governorate", "state", "oblast", "region".
    Province,
    /// "district", "municipality", "commune".
    District,
    /// "republic", "kingdom".
    Country,
    /// "city", "town", "village".
    Settlement,
    /// "river", "lake", "sea".
    Water,
    /// "island", "mountains", "desert".
    Land,
    /// "airport", "base", "dam", "prison".
    Site,
}

/// How a feature code agrees with a generic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Another class of feature.
    Clash,
    /// The class, not the very kind.
    Near,
    /// The kind called for.
    Exact,
}

impl Generic {
    /// The generic that a word, given folded and with its cues, is.
    pub fn of(word: &str, cues: Cues) -> Option<Generic> {
        Some(match word {
            "county" | "counties" | "parish" => Generic::County,
            "province" | "provinces" | "state" | "governorate" | "oblast" | "region"
            | "department" | "departments" | "prefecture" | "krai" | "canton" | "voivodeship"
            | "emirate" => Generic::Province,
            "republic" | "kingdom" => Generic::Country,
            _ if cues.any(Cues::DIVISION_GENERIC) => Generic::District,
            _ if cues.any(Cues::WATER_GENERIC) => Generic::Water,
            _ if cues.any(Cues::LAND_GENERIC) => Generic::Land,
            _ if cues.any(Cues::SITE_GENERIC) => Generic::Site,
            _ if cues.any(Cues::SETTLEMENT_GENERIC) => Generic::Settlement,
            _ => return None,
        })
    }

    /// The kind in words.
    pub fn name(self) -> &'static str {
        match self {
            Generic::County => "county",
            Generic::Province => "province",
            Generic::District => "district",
            Generic::Country => "country",
            Generic::Settlement => "settlement",
            Generic::Water => "water",
            Generic::Land => "land form",
            Generic::Site => "site",
        }
    }

    /// How a place with this feature code agrees.
    pub fn fit(self, code: &str) -> Fit {
        let class = FeatureClass::of(code);
        let administrative = class == FeatureClass::Administrative;
        let (exact, near) = match self {
            Generic::County => (code == "ADM2", administrative && code != "PCLI"),
            Generic::Province => (
                code == "ADM1" || code == "RGN" || code == "RGNE",
                administrative && !code.starts_with("PCL") || class == FeatureClass::Area,
            ),
            Generic::District => (
                matches!(code, "ADM2" | "ADM3" | "ADM4"),
                administrative && !code.starts_with("PCL") || code == "PPLX",
            ),
            Generic::Country => (code.starts_with("PCL"), administrative),
            Generic::Settlement => (
                class == FeatureClass::Populated,
                class == FeatureClass::Spot,
            ),
            Generic::Water => (class == FeatureClass::Water, false),
            Generic::Land => (class == FeatureClass::Terrain, class == FeatureClass::Area),
            Generic::Site => (
                matches!(class, FeatureClass::Spot | FeatureClass::Road)
                    || matches!(code, "MILB" | "NVB" | "PRT" | "OILF" | "GASF"),
                class == FeatureClass::Area || class == FeatureClass::Populated,
            ),
        };
        match (exact, near) {
            (true, _) => Fit::Exact,
            (_, true) => Fit::Near,
            _ => Fit::Clash,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generics_call_for_their_codes() {
        for (word, cues, code, expected) in [
            ("county", Cues::DIVISION_GENERIC, "ADM2", Fit::Exact),
            ("county", Cues::DIVISION_GENERIC, "PPL", Fit::Clash),
            ("province", Cues::DIVISION_GENERIC, "ADM1", Fit::Exact),
            ("province", Cues::DIVISION_GENERIC, "PPLA", Fit::Clash),
            ("river", Cues::WATER_GENERIC, "STM", Fit::Exact),
            ("airport", Cues::SITE_GENERIC, "AIRP", Fit::Exact),
            ("base", Cues::SITE_GENERIC, "MILB", Fit::Exact),
            ("town", Cues::SETTLEMENT_GENERIC, "PPL", Fit::Exact),
            ("town", Cues::SETTLEMENT_GENERIC, "PCLI", Fit::Clash),
        ] {
            let fit = Generic::of(word, cues).map(|generic| generic.fit(code));
            assert_eq!(fit, Some(expected), "{word} {code}");
        }
    }
}
