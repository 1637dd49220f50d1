//! Names that follow from a name by rule, made when an index is compiled.
//!
//! News writes "the Euphrates River" where a gazetteer has "Euphrates", "Raqqa" where it has
//! "Ar Raqqah". Look-up never deletes or swaps words to make names match; the variants are in the
//! index, marked [`NameKind::Generated`](super::name::NameKind).
//!
//! - **Generics** ([`GENERICS`]): a feature's name with the words its kind is called by.
//! - **Abbreviations**: Saint/St, Sainte/Ste, Mount/Mt, Fort/Ft at the start of a word.
//! - **Transliterations** of common words of place names, in countries where Arabic is written
//!   (Dayr/Deir, Ayn/Ain, Tall/Tell), and of y before a vowel in Ukraine, Belarus and Russia
//!   (Kupyansk/Kupiansk).
//! - **Arabic articles**, in countries where Arabic is written: al-, el-, their forms before sun
//!   letters, and a first article left out; a final -ah as -a.

use crate::place::CountryCode;

/// The words that features of some codes are called by.
struct Generic {
    /// Feature codes it applies to.
    codes: &'static [&'static str],
    /// Countries it applies to; empty for all.
    countries: &'static [&'static str],
    /// Forms of the whole name, `{}` for the specific part; longer ones before their own endings.
    forms: &'static [&'static str],
    /// Whether the specific part alone is a name: "Euphrates", not "Tishrin" for the dam.
    bare: bool,
}

const fn generic(codes: &'static [&'static str], forms: &'static [&'static str]) -> Generic {
    Generic {
        codes,
        countries: &[],
        forms,
        bare: false,
    }
}

/// Countries where Arabic is an official language, and South Sudan.
const ARABIC: &[&str] = &[
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS",
    "QA", "SA", "SD", "SO", "SS", "SY", "TD", "TN", "YE",
];

const GENERICS: &[Generic] = &[
    Generic {
        bare: true,
        ..generic(
            &["STM", "STMX", "STMI", "STMS", "STMM"],
            &["{} River", "River {}"],
        )
    },
    generic(&["CNL", "CNLN", "CNLI"], &["{} Canal"]),
    generic(&["LK", "LKS", "LKN", "LKI"], &["Lake {}", "{} Lake"]),
    generic(&["RSV"], &["Lake {}", "{} Lake", "{} Reservoir"]),
    generic(&["MT", "PK"], &["Mount {}", "Mt {}", "{} Mountain"]),
    generic(&["VLC"], &["Mount {}", "Mt {}", "{} Volcano"]),
    generic(&["MTS"], &["{} Mountain Range", "{} Mountains"]),
    generic(
        &["ISL", "ISLX"],
        &["{} Island", "Island of {}", "Isle of {}"],
    ),
    generic(&["ISLS"], &["{} Islands", "{} Archipelago"]),
    generic(
        &["STRT", "CHN"],
        &["Strait of {}", "Straits of {}", "{} Strait"],
    ),
    generic(&["GULF"], &["Gulf of {}", "{} Gulf"]),
    generic(&["BAY"], &["Bay of {}", "{} Bay"]),
    generic(&["SEA"], &["Sea of {}", "{} Sea"]),
    generic(&["PEN"], &["{} Peninsula"]),
    generic(&["CAPE"], &["Cape {}"]),
    generic(&["DSRT"], &["{} Desert"]),
    generic(&["VAL"], &["{} Valley"]),
    generic(&["PLN"], &["{} Plains", "{} Plain"]),
    generic(&["PLAT"], &["{} Plateau"]),
    generic(&["DAM"], &["{} Dam"]),
    generic(
        &["PSN"],
        &[
            "{} Nuclear Power Plant",
            "{} Nuclear Power Station",
            "{} Nuclear Plant",
            "{} NPP",
        ],
    ),
    generic(
        &["AIRB"],
        &[
            "{} Air Force Base",
            "{} Air Base",
            "{} Airbase",
            "{} Airport",
        ],
    ),
    generic(&["AIRP"], &["{} International Airport", "{} Airport"]),
    generic(&["NVB"], &["{} Naval Base", "{} Navy Base"]),
    generic(&["PRT"], &["Port of {}", "{} Port"]),
    generic(&["CMPRF"], &["{} Refugee Camp", "{} Camp"]),
    generic(
        &["PSTB"],
        &["{} Border Crossing", "{} Border Gate", "{} Crossing"],
    ),
    generic(&["OILF"], &["{} Oil Field", "{} Oilfield"]),
    generic(&["GASF"], &["{} Gas Field", "{} Gasfield"]),
    generic(&["PRN"], &["{} Prison"]),
    Generic {
        countries: &["BG", "BY", "KG", "KZ", "RU", "UA", "UZ"],
        ..first_order(&["{} Oblast", "{} Region", "{} Province"])
    },
    Generic {
        countries: ARABIC,
        ..first_order(&["{} Governorate", "{} Province", "{} State", "{} Region"])
    },
    Generic {
        countries: &[
            "AU", "BR", "DE", "ET", "IN", "MM", "MX", "MY", "NG", "US", "VE",
        ],
        ..first_order(&["{} State", "State of {}", "{} Region"])
    },
    Generic {
        countries: &["EE", "HR", "HU", "IE", "KE", "LR", "NO", "RO", "SE"],
        ..first_order(&["{} County", "County {}", "{} Region"])
    },
    Generic {
        countries: &[
            "BJ", "BO", "CO", "FR", "GT", "HN", "HT", "NI", "PE", "PY", "SV", "UY",
        ],
        ..first_order(&["{} Department", "{} Region"])
    },
    Generic {
        countries: &["CF", "GR", "JP"],
        ..first_order(&["{} Prefecture"])
    },
    first_order(&["{} Province", "Province of {}", "{} Region"]),
    Generic {
        countries: &["LR", "US"],
        ..generic(&["ADM2"], &["{} County", "{} Co."])
    },
    Generic {
        countries: &["BY", "RU", "UA"],
        ..generic(&["ADM2"], &["{} Raion", "{} District"])
    },
    Generic {
        countries: &["PH"],
        bare: true,
        ..generic(&["ADM2"], &["{} Province", "Province of {}"])
    },
    generic(
        &["ADM2"],
        &["{} County", "{} District", "{} Province", "{} Municipality"],
    ),
];

/// What sources write before the specific part of a division's name.
const DIVISION_PREFIXES: &[&str] = &[
    "Province of ",
    "Provincia de ",
    "Provincia di ",
    "Departamento de ",
    "Municipio de ",
    "Partido de ",
    "Distrito de ",
    "Commune of ",
];

const fn first_order(forms: &'static [&'static str]) -> Generic {
    Generic {
        bare: true,
        ..generic(&["ADM1"], forms)
    }
}

/// Long and short forms of a first word.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("Saint", "St"),
    ("Sainte", "Ste"),
    ("Mount", "Mt"),
    ("Fort", "Ft"),
];

/// Common words of Arabic place names and how news writes them.
const ARABIC_WORDS: &[(&str, &[&str])] = &[
    ("dayr", &["Deir", "Der"]),
    ("ayn", &["Ain", "Ein"]),
    ("tall", &["Tel", "Tell"]),
    ("tell", &["Tal", "Tel"]),
    ("jabal", &["Jebel", "Djebel"]),
    ("abu", &["Abou"]),
    ("umm", &["Um", "Oum"]),
    ("bayt", &["Beit", "Bait"]),
    ("shaykh", &["Sheikh", "Cheikh"]),
    ("kafr", &["Kafar", "Kfar"]),
    ("khirbat", &["Khirbet"]),
    ("wadi", &["Oued"]),
    ("bir", &["Beer"]),
    ("qaryat", &["Qaryet"]),
    ("madinat", &["Medinet"]),
    ("burj", &["Bourj", "Borj"]),
    ("qasr", &["Kasr", "Ksar"]),
];

/// Countries whose names were transcribed from Cyrillic.
const CYRILLIC: &[&str] = &["BY", "RU", "UA"];

/// The Arabic article as it is transcribed, with assimilation to sun letters.
const ARTICLES: &[&str] = &[
    "al", "el", "ad", "ed", "adh", "edh", "an", "en", "ar", "er", "as", "es", "ash", "esh", "at",
    "et", "ath", "az", "ez",
];

/// The names that follow from a place's main name.
pub(crate) fn from_main(name: &str, code: &str, country: Option<CountryCode>) -> Vec<String> {
    let mut names = from_any(name, country);
    if let Some(generic) = generic_of(code, country) {
        names.extend(generic_forms(generic, name));
    }
    names
}

/// The names that follow from any name of a place.
pub(crate) fn from_any(name: &str, country: Option<CountryCode>) -> Vec<String> {
    if !is_latin(name) {
        return Vec::new();
    }
    let mut names: Vec<String> = abbreviation(name).into_iter().collect();
    if country.is_some_and(|country| ARABIC.contains(&country.as_str())) {
        names.extend(article_forms(name));
        for reading in 0..2 {
            if let Some(form) = other_words(name, reading) {
                names.extend(article_forms(&form));
                names.push(form);
            }
        }
    }
    if country.is_some_and(|country| CYRILLIC.contains(&country.as_str())) {
        names.extend(other_y(name));
    }
    names
}

/// The generic for the code in the country: the first that fits.
fn generic_of(code: &str, country: Option<CountryCode>) -> Option<&'static Generic> {
    GENERICS.iter().find(|generic| {
        generic.codes.contains(&code)
            && (generic.countries.is_empty()
                || country.is_some_and(|country| generic.countries.contains(&country.as_str())))
    })
}

fn generic_forms(generic: &Generic, name: &str) -> Vec<String> {
    let is_division = generic.codes.iter().any(|code| code.starts_with("ADM"));
    let without_prefix = || {
        let mut prefixes = DIVISION_PREFIXES.iter();
        prefixes.find_map(|prefix| name.strip_prefix(prefix).filter(|_| is_division))
    };
    let specific = generic
        .forms
        .iter()
        .find_map(|form| specific_part(form, name))
        .or_else(without_prefix);
    let bare = specific.filter(|_| generic.bare).map(str::to_owned);
    generic
        .forms
        .iter()
        .map(|form| form.replace("{}", specific.unwrap_or(name)))
        .filter(|form| form != name)
        .chain(bare)
        .collect()
}

/// What `{}` stands for when `name` has this form.
fn specific_part<'n>(form: &str, name: &'n str) -> Option<&'n str> {
    let (before, after) = form.split_once("{}")?;
    let specific = name.strip_prefix(before)?.strip_suffix(after)?;
    (!specific.is_empty()).then_some(specific)
}

fn abbreviation(name: &str) -> Option<String> {
    let (first, rest) = name.split_once([' ', '-'])?;
    let first = first.trim_end_matches('.');
    ABBREVIATIONS.iter().find_map(|(long, short)| match first {
        _ if first == *long => Some(format!("{short} {rest}")),
        _ if first == *short => Some(format!("{long} {rest}")),
        _ => None,
    })
}

/// The name with each word of [`ARABIC_WORDS`] in another writing.
fn other_words(name: &str, reading: usize) -> Option<String> {
    let mut changed = false;
    let words: Vec<&str> = name
        .split([' ', '-'])
        .map(|word| {
            let plain = word.trim_matches(['‘', '’', '\'']).to_ascii_lowercase();
            let other = ARABIC_WORDS.iter().find(|(common, _)| *common == plain);
            let other = other.and_then(|(_, others)| others.get(reading));
            changed |= other.is_some();
            other.copied().unwrap_or(word)
        })
        .collect();
    changed.then(|| words.join(" "))
}

/// "Kupyansk" → "Kupiansk", "Kryvyy Rih" → "Kryvyi Rih".
fn other_y(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let is_vowel = |at: usize| letters.get(at).is_some_and(|c| "aeiou".contains(*c));
    let mut other = String::with_capacity(name.len());
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after_consonant =
            before.is_some_and(|c| c.is_alphabetic() && !"aeiouy".contains(c.to_ascii_lowercase()));
        let doubled = before == Some('y');
        let changes = *letter == 'y' && (after_consonant && is_vowel(at + 1) || doubled);
        other.push(if changes { 'i' } else { *letter });
    }
    (other != name).then_some(other)
}

/// "Ar Raqqah" → "al-Raqqah", "el-Raqqah", "Raqqah" and the same with "Raqqa".
fn article_forms(name: &str) -> Vec<String> {
    let words: Vec<&str> = name
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_article = |i: usize| {
        i + 1 < words.len() && ARTICLES.contains(&words[i].to_ascii_lowercase().as_str())
    };
    let mut forms = Vec::new();
    if (0..words.len()).any(is_article) {
        for article in ["al", "el"] {
            let swapped: Vec<&str> = (0..words.len())
                .map(|i| if is_article(i) { article } else { words[i] })
                .collect();
            forms.push(capitalized(&swapped.join(" ")));
        }
        // A bare name of three letters or fewer is more often something else.
        if is_article(0) && words[1..].concat().chars().count() > 3 {
            forms.push(words[1..].join(" "));
        }
    }
    let short: Vec<String> = std::iter::once(name)
        .chain(forms.iter().map(String::as_str))
        .filter_map(|form| {
            form.strip_suffix("ah")
                .filter(|stem| stem.chars().count() > 2)
        })
        .map(|stem| format!("{stem}a"))
        .collect();
    forms.extend(short);
    forms
}

fn capitalized(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(chars)
        .collect()
}

fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || c < '\u{0250}' || ('\u{1E00}'..'\u{1F00}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_make_the_forms_that_news_uses() {
        for (name, code, country, expected) in [
            ("Euphrates", "STM", "", "Euphrates River|River Euphrates"),
            ("Orontes River", "STM", "", "River Orontes|Orontes"),
            ("Lake Van", "LK", "TR", "Van Lake"),
            ("Mount Hermon", "MT", "LB", "Mt Hermon|Hermon Mountain"),
            ("St. Louis", "PPL", "US", "Saint Louis"),
            ("Sussex County", "ADM2", "US", "Sussex Co."),
            ("Kharkiv Oblast", "ADM1", "UA", "Kharkiv"),
            ("Aleppo Governorate", "ADM1", "SY", "Aleppo|Aleppo Province"),
            (
                "Kandahar",
                "ADM1",
                "AF",
                "Kandahar Province|Province of Kandahar",
            ),
            ("Ar Raqqah", "PPLA", "SY", "Al Raqqah|El Raqqa|Raqqah|Raqqa"),
            ("Deir ez-Zor", "PPLA", "SY", "Deir al Zor|Deir el Zor"),
            ("Tishrin", "DAM", "SY", "Tishrin Dam"),
            ("Dayr az Zawr", "PPLA", "SY", "Deir al Zawr|Deir az Zawr"),
            ("Ayn al Arab", "PPL", "SY", "Ain al Arab|Ein al Arab"),
            ("Kupyansk", "PPL", "UA", "Kupiansk"),
            ("Kryvyy Rih", "PPL", "UA", "Kryvyi Rih"),
            ("Strait of Hormuz", "STRT", "", "Hormuz Strait"),
        ] {
            let names = from_main(name, code, CountryCode::new(country));
            for form in expected.split('|') {
                assert!(
                    names.iter().any(|name| name == form),
                    "{name}: {form} in {names:?}"
                );
            }
        }
    }

    #[test]
    fn rules_do_not_shorten_what_would_be_ambiguous() {
        for (name, code, country, unwanted) in [
            ("Tishrin Dam", "DAM", "SY", "Tishrin"),
            ("Washington County", "ADM2", "US", "Washington"),
            ("Al Bab", "PPL", "SY", "Bab"),
            ("El Paso", "PPL", "US", "Paso"),
        ] {
            let names = from_main(name, code, CountryCode::new(country));
            assert!(
                !names.iter().any(|name| name == unwanted),
                "{name}: {names:?}"
            );
        }
    }
}
