//! GeoNames feature codes: their class, and what a pin on such a place stands for.

use crate::place::PlacePrecision;

/// The nine feature classes of GeoNames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FeatureClass {
    /// Countries, states, regions.
    Administrative,
    /// Streams, lakes, seas.
    Water,
    /// Parks, areas, continents.
    Area,
    /// Cities, towns, villages.
    Populated,
    /// Roads, railways, tunnels.
    Road,
    /// Spots, buildings, farms.
    Spot,
    /// Mountains, hills, islands.
    Terrain,
    /// Undersea.
    Undersea,
    /// Forest, heath.
    Vegetation,
}

/// Codes of class H; the families of [`WATER_FAMILIES`] beside.
const WATER: &[&str] = &[
    "AIRS", "ANCH", "BAYS", "BNKR", "BNKX", "DCKB", "DOMG", "DPRG", "DTCHD", "DTCHI", "DTCHM",
    "FJDS", "FLLSX", "HBRX", "INLTQ", "LGNS", "LGNX", "MRSHN", "PNDI", "PNDN", "PNDNI", "PNDS",
    "PNDSF", "PNDSI", "PNDSN", "POOLI", "RDGG", "RFC", "RFX", "RVN", "SPNS", "SPNT", "WADB",
    "WADJ", "WADM", "WADS", "WADX", "WLLQ", "WLLS", "WTLDI", "BAY", "BGHT", "BNK", "BOG", "CAPG",
    "CHN", "CNL", "CNFL", "COVE", "CRKT", "CRNT", "CUTF", "DCK", "DTCH", "ESTY", "FISH", "FJD",
    "FLLS", "FLTM", "FLTT", "GLCR", "GULF", "GYSR", "HBR", "INLT", "LBED", "LGN", "LK", "MFGN",
    "MGV", "MOOR", "MRSH", "NRWS", "OCN", "OVF", "PND", "POOL", "RCH", "RDST", "RF", "RPDS", "RSV",
    "SBKH", "SD", "SEA", "SHOL", "SILL", "SPNG", "STM", "STRT", "SWMP", "SYSI", "TNLC", "WAD",
    "WHRL", "WLL", "WTLD", "WTRC", "WTRH",
];

/// First letters of codes that are all of class H.
const WATER_FAMILIES: &[&str] = &["STM", "LK", "CNL", "RSV", "CHN", "GLCR", "SEA"];

/// Codes of class L.
const AREA: &[&str] = &[
    "AGRC", "AMUS", "AREA", "BSND", "BSNP", "BTL", "CLG", "CMN", "CNS", "COLF", "CONT", "CST",
    "CTRB", "DEVH", "FLD", "FLDI", "GASF", "GRAZ", "GVL", "INDS", "LAND", "LCTY", "MILB", "MNA",
    "MVA", "NVB", "OAS", "OILF", "PEAT", "PRK", "PRT", "QCKS", "RES", "RESA", "RESF", "RESH",
    "RESN", "RESP", "RESV", "RESW", "RGN", "RGNE", "RGNH", "RGNL", "RNGA", "SALT", "SNOW", "TRB",
];

/// Codes of class T.
const TERRAIN: &[&str] = &[
    "ASPH", "ATOL", "BAR", "BCH", "BCHS", "BDLD", "BLDR", "BLHL", "BLOW", "BNCH", "BUTE", "CAPE",
    "CFT", "CLDA", "CLF", "CNYN", "CONE", "CRDR", "CRQ", "CRQS", "CRTR", "CUET", "DLTA", "DPR",
    "DSRT", "DUNE", "DVD", "ERG", "FAN", "FORD", "FSR", "GAP", "GRGE", "HDLD", "HLL", "HLLS",
    "HMCK", "HMDA", "INTF", "ISL", "ISLET", "ISLF", "ISLM", "ISLS", "ISLT", "ISLX", "ISTH", "KRST",
    "LAVA", "LEV", "MESA", "MND", "MRN", "MT", "MTS", "NKM", "NTK", "NTKS", "PAN", "PANS", "PASS",
    "PEN", "PENX", "PK", "PKS", "PLAT", "PLATX", "PLDR", "PLN", "PLNX", "PROM", "PT", "PTS",
    "RDGB", "RDGE", "REG", "RK", "RKFL", "RKS", "SAND", "SBED", "SCRP", "SDL", "SHOR", "SINK",
    "SLID", "SLP", "SPIT", "SPUR", "TAL", "TRGD", "TRR", "UPLD", "VAL", "VALG", "VALS", "VALX",
    "VLC",
];

/// Codes of class R.
const ROAD: &[&str] = &[
    "CSWY", "OILP", "PRMN", "PTGE", "RD", "RDA", "RDB", "RDCUT", "RDJCT", "RJCT", "RR", "RRQ",
    "RTE", "RYD", "ST", "STKR", "TNL", "TNLN", "TNLRD", "TNLRR", "TNLS", "TRL",
];

/// Codes of class V.
const VEGETATION: &[&str] = &[
    "BUSH", "CULT", "FRST", "FRSTF", "GROVE", "GRSLD", "GRVC", "GRVO", "GRVP", "GRVPN", "HTH",
    "MDW", "OCH", "SCRB", "TREE", "TUND", "VIN", "VINS",
];

/// Sites of the other classes that are one spot on the map.
const EXACT: &[&str] = &[
    "MT", "PK", "HLL", "VLC", "PASS", "GAP", "CAPE", "PT", "RK", "FLLS", "SPNG", "WLL", "BDG",
    "TNL", "TNLRD", "TNLRR", "RDJCT", "MILB", "NVB", "PRT", "OILF", "GASF", "MNA", "INDS", "LCTY",
    "HBR", "DCK", "ANCH", "FORD", "CRTR", "BTL", "BCH",
];

impl FeatureClass {
    /// All of them, in the order of their letters.
    pub const ALL: [FeatureClass; 9] = [
        FeatureClass::Administrative,
        FeatureClass::Water,
        FeatureClass::Area,
        FeatureClass::Populated,
        FeatureClass::Road,
        FeatureClass::Spot,
        FeatureClass::Terrain,
        FeatureClass::Undersea,
        FeatureClass::Vegetation,
    ];

    /// The class of a feature code.
    ///
    /// Source: the GeoNames feature code list; codes it puts in class S, and unknown ones, are spots.
    pub fn of(code: &str) -> FeatureClass {
        let stem = code.strip_suffix('X').unwrap_or(code);
        let listed = |list: &[&str]| list.contains(&code) || list.contains(&stem);
        let water = |code: &str| {
            WATER.contains(&code) || WATER_FAMILIES.iter().any(|family| code.starts_with(family))
        };
        if code.starts_with("PPL") || code == "STLMT" {
            FeatureClass::Populated
        } else if is_administrative(code) {
            FeatureClass::Administrative
        } else if listed(AREA) {
            FeatureClass::Area
        } else if listed(TERRAIN) {
            FeatureClass::Terrain
        } else if listed(ROAD) {
            FeatureClass::Road
        } else if listed(VEGETATION) {
            FeatureClass::Vegetation
        } else if water(code) {
            FeatureClass::Water
        } else if is_undersea(code) {
            FeatureClass::Undersea
        } else {
            FeatureClass::Spot
        }
    }

    /// The class with a letter.
    pub fn of_letter(letter: u8) -> Option<FeatureClass> {
        FeatureClass::ALL
            .into_iter()
            .find(|class| class.letter() as u32 == u32::from(letter))
    }

    /// Its letter: A, H, L, P, R, S, T, U, V.
    pub fn letter(self) -> char {
        match self {
            FeatureClass::Administrative => 'A',
            FeatureClass::Water => 'H',
            FeatureClass::Area => 'L',
            FeatureClass::Populated => 'P',
            FeatureClass::Road => 'R',
            FeatureClass::Spot => 'S',
            FeatureClass::Terrain => 'T',
            FeatureClass::Undersea => 'U',
            FeatureClass::Vegetation => 'V',
        }
    }
}

fn is_administrative(code: &str) -> bool {
    code.starts_with("ADM") && code != "ADMF"
        || is_country(code)
        || matches!(code, "LTER" | "PRSH" | "ZN" | "ZNB")
}

/// Undersea codes end in U, as do some kinds of mine (MN…) and factory (MF…).
fn is_undersea(code: &str) -> bool {
    code.len() > 2 && code.ends_with('U') && !code.starts_with("MN") && !code.starts_with("MF")
}

/// Whether the code is a country's or a territory's.
pub fn is_country(code: &str) -> bool {
    code.starts_with("PCL") || code == "TERR"
}

/// Whether two codes can be given to the same feature by two sources: one class, and one family
/// (AIRB and AIRP, PSN and PSH) among the spots.
pub fn are_akin(a: &str, b: &str) -> bool {
    let class = FeatureClass::of(a);
    class == FeatureClass::of(b)
        && (class != FeatureClass::Spot || a.bytes().take(2).eq(b.bytes().take(2)))
}

/// What a pin on a place with this code stands for.
pub fn precision(code: &str) -> PlacePrecision {
    if is_country(code) {
        return PlacePrecision::Country;
    }
    match FeatureClass::of(code) {
        FeatureClass::Administrative if code.starts_with("ADM1") => PlacePrecision::Admin1,
        FeatureClass::Administrative if code.starts_with("ADM") => PlacePrecision::Admin2,
        FeatureClass::Populated => PlacePrecision::Settlement,
        FeatureClass::Spot => PlacePrecision::Exact,
        _ if EXACT.contains(&code) => PlacePrecision::Exact,
        _ => PlacePrecision::Region,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_class_and_precision() {
        for (code, letter, expected) in [
            ("PPLA", 'P', PlacePrecision::Settlement),
            ("ADM1", 'A', PlacePrecision::Admin1),
            ("ADM2", 'A', PlacePrecision::Admin2),
            ("ADMD", 'A', PlacePrecision::Admin2),
            ("PCLI", 'A', PlacePrecision::Country),
            ("TERR", 'A', PlacePrecision::Country),
            ("STM", 'H', PlacePrecision::Region),
            ("STMI", 'H', PlacePrecision::Region),
            ("SEA", 'H', PlacePrecision::Region),
            ("CONT", 'L', PlacePrecision::Region),
            ("RGNE", 'L', PlacePrecision::Region),
            ("MTS", 'T', PlacePrecision::Region),
            ("MT", 'T', PlacePrecision::Exact),
            ("ISL", 'T', PlacePrecision::Region),
            ("DAM", 'S', PlacePrecision::Exact),
            ("AIRB", 'S', PlacePrecision::Exact),
            ("PSTB", 'S', PlacePrecision::Exact),
            ("CMPRF", 'S', PlacePrecision::Exact),
            ("FRST", 'V', PlacePrecision::Region),
            ("TNL", 'R', PlacePrecision::Exact),
            ("SMU", 'U', PlacePrecision::Region),
        ] {
            assert_eq!(FeatureClass::of(code).letter(), letter, "{code}");
            assert_eq!(precision(code), expected, "{code}");
        }
    }
}
