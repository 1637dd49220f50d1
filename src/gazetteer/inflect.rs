//! Names in text that carry a case ending, a suffix or a clitic: "Ankara'da", "под Киевом",
//! "w Warszawie", "بحلب".
//!
//! Rules turn a word into the base forms it may come from; only those that are names in the
//! gazetteer count, so a rule may propose too much but a name is never guessed at. No letter is
//! ever changed but by a rule of the language: a misspelt name is not found in text.
//!
//! | language | told by | rules |
//! |---|---|---|
//! | Turkish | an apostrophe in the word | what follows it is a suffix of `TURKISH` |
//! | Russian, Ukrainian | Cyrillic letters | `CYRILLIC`, and і for о or е in closed syllables |
//! | Polish | the caller knows, or [`is_polish`] | `POLISH` |
//! | Arabic | Arabic letters | `ARABIC` before the word |
//!
//! Words are compared folded, so endings stand here as the fold leaves them: "ii" for Polish
//! "-ii", "ои" for Russian "-ой".

use super::fold::fold;
use super::walker::Walker;
use super::{Gazetteer, Match};

/// Suffixes of Turkish names, after an apostrophe.
const TURKISH: &[&str] = &[
    "a", "e", "i", "u", "ya", "ye", "yi", "yu", "na", "ne", "ni", "nu", "da", "de", "ta", "te",
    "dan", "den", "tan", "ten", "nda", "nde", "ndan", "nden", "in", "un", "nin", "nun", "la", "le",
    "yla", "yle", "daki", "deki", "taki", "teki", "ndaki", "ndeki", "ki", "li", "lu", "ca", "ce",
    "dir", "dur", "tir", "tur", "dayken", "deyken",
];

/// Case endings of names in Cyrillic, and the endings of the base for each.
const CYRILLIC: &[(&str, &[&str])] = &[
    // Nouns like Киев, Москва, Косово, Казань, Сирия.
    ("а", &["", "о"]),
    ("у", &["а", "", "о"]),
    ("ом", &["", "о"]),
    ("ем", &["ь", "", "е"]),
    ("єм", &["ь", ""]),
    ("е", &["а", "", "о", "я"]),
    ("ы", &["а"]),
    ("и", &["а", "я", "ь"]),
    ("і", &["а", "", "я", "о", "ь"]),
    ("ои", &["а", "ая"]),
    ("ою", &["а"]),
    ("еи", &["я", "яя"]),
    ("ею", &["я"]),
    ("ю", &["я", "ь", "и"]),
    ("я", &["ь", "и", "е"]),
    ("ьи", &["ье"]),
    ("ии", &["ия"]),
    ("ию", &["ия"]),
    ("иеи", &["ия"]),
    ("іі", &["ія"]),
    ("ію", &["ія"]),
    ("ією", &["ія"]),
    ("єю", &["я"]),
    ("ові", &["", "о"]),
    ("еві", &["", "ь"]),
    ("ью", &["ь"]),
    // Plurals like Черкассы, Суми.
    ("ах", &["ы", "и", "а"]),
    ("ам", &["ы", "и", "а"]),
    ("ами", &["ы", "и", "а"]),
    ("ях", &["и", "я"]),
    ("ями", &["и", "я"]),
    // Adjectives like Красныи, Нижнии, Белая, Великое.
    ("ого", &["ыи", "ии", "ое", "ои", "е"]),
    ("его", &["ии", "ее"]),
    ("ому", &["ыи", "ии", "ое", "ои", "е"]),
    ("ему", &["ии", "ее"]),
    ("ом", &["ыи", "ии", "ое", "ои"]),
    ("ем", &["ии", "ее"]),
    ("ым", &["ыи", "ое"]),
    ("им", &["ии", "ое", "е"]),
    ("ую", &["ая"]),
    ("юю", &["яя"]),
    ("оі", &["а"]),
    ("іи", &["а"]),
];

/// Case endings of Polish names, and the endings of the base for each.
const POLISH: &[(&str, &[&str])] = &[
    ("a", &["", "o"]),
    ("u", &["", "o"]),
    ("owi", &["", "o"]),
    ("em", &["", "o"]),
    ("iem", &["", "o"]),
    ("ie", &["a", "", "o"]),
    ("iu", &["", "ia"]),
    ("ia", &["", "ie"]),
    ("y", &["a"]),
    ("i", &["a", ""]),
    ("ii", &["ia"]),
    ("ji", &["ja"]),
    ("e", &["a"]),
    ("ce", &["ka", "ca"]),
    ("dze", &["ga"]),
    ("rze", &["ra", "r"]),
    ("dzie", &["da", "d"]),
    ("cie", &["ta", "t"]),
    ("scie", &["sta", "st"]),
    ("sze", &["cha"]),
    ("le", &["la", "l"]),
    ("ej", &["a"]),
    ("ego", &["y", "i", "e"]),
    ("emu", &["y", "i", "e"]),
    ("ym", &["y", "e"]),
    ("im", &["i", "ie"]),
    ("ach", &["y", "i", "e", "a"]),
    ("ami", &["y", "i", "e", "a"]),
];

/// Arabic conjunctions and prepositions written with the next word, longer ones first.
const ARABIC: &[&str] = &["وبال", "وال", "وب", "ول", "فب", "و", "ف", "ب", "ل", "ك"];

/// Letters of the shortest base.
const SHORTEST: usize = 3;

/// Appends the base forms, folded, that a word may come from; `polish` says whether the text is
/// Polish.
pub fn bases(word: &str, polish: bool, out: &mut Vec<String>) {
    match script(word) {
        Some(Script::Cyrillic) => cyrillic(&fold(word), out),
        Some(Script::Arabic) => arabic(&fold(word), out),
        Some(Script::Latin) => {
            if let Some(base) = turkish(word) {
                out.push(base);
            }
            if polish {
                endings(&fold(word), POLISH, out);
            }
        }
        None => {}
    }
}

/// Whether a text is Polish: it has letters that of the large languages only Polish has.
pub fn is_polish(text: &str) -> bool {
    text.contains(['ą', 'ę', 'ł', 'ń', 'ś', 'ź', 'ż', 'ć'])
        && [" w ", " na ", " do ", " się ", " nie "]
            .iter()
            .filter(|word| text.contains(**word))
            .count()
            >= 2
}

/// Whether [`bases`] may find any for a word.
pub fn may_inflect(word: &str, polish: bool) -> bool {
    match script(word) {
        Some(Script::Latin) => polish || word.contains(['\'', '’']),
        Some(_) => true,
        None => false,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
}

/// The script of a word, by its first letter.
fn script(word: &str) -> Option<Script> {
    match word.chars().next()? {
        'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}' => Some(Script::Latin),
        '\u{0400}'..='\u{04FF}' => Some(Script::Cyrillic),
        '\u{0600}'..='\u{06FF}' => Some(Script::Arabic),
        _ => None,
    }
}

fn turkish(word: &str) -> Option<String> {
    let (name, suffix) = word.rsplit_once(['\'', '’'])?;
    TURKISH
        .contains(&fold(suffix).as_str())
        .then(|| fold(name))
        .filter(|base| base.chars().count() >= SHORTEST - 1)
}

fn cyrillic(word: &str, out: &mut Vec<String>) {
    let first = out.len();
    endings(word, CYRILLIC, out);
    // Київ, Києва; Харків, Харкова; Тернопіль, Тернополя.
    let closed: Vec<String> = out[first..]
        .iter()
        .filter_map(|base| {
            let stem = base.strip_suffix('ь').unwrap_or(base);
            let soft = if stem.len() < base.len() { "ь" } else { "" };
            let last = stem.chars().next_back()?;
            let open = stem[..stem.len() - last.len_utf8()].strip_suffix(['о', 'е', 'є'])?;
            Some(format!("{open}і{last}{soft}"))
        })
        .collect();
    out.extend(closed);
}

fn endings(word: &str, rules: &[(&str, &[&str])], out: &mut Vec<String>) {
    for (ending, bases) in rules {
        if let Some(stem) = word.strip_suffix(ending) {
            let letters = stem.chars().count();
            out.extend(
                bases
                    .iter()
                    .filter(|base| letters + base.chars().count() >= SHORTEST)
                    .map(|base| format!("{stem}{base}")),
            );
        }
    }
}

fn arabic(word: &str, out: &mut Vec<String>) {
    let mut push = |base: String| {
        if base.chars().count() >= SHORTEST {
            out.push(base);
        }
    };
    // للقاهره: ل before ال.
    if let Some(rest) = word.strip_prefix("لل") {
        push(format!("ال{rest}"));
    }
    for clitic in ARABIC {
        if let Some(rest) = word.strip_prefix(clitic) {
            let article = if clitic.len() > 2 && clitic.ends_with("ال") {
                "ال"
            } else {
                ""
            };
            push(format!("{article}{rest}"));
        }
    }
}

/// A name found in an inflected form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inflected {
    /// Words of the text that it takes.
    pub words: usize,
    /// The places, larger ones first.
    pub places: Vec<Match>,
}

/// Words of the longest inflected name.
const LONGEST: usize = 5;

impl Gazetteer {
    /// The longest name at the start of `words` with at least one of them inflected; of names of
    /// one length the one with the largest place. `None` when there is none.
    ///
    /// ```
    /// # use dateline::gazetteer::Gazetteer;
    /// let found = Gazetteer::embedded().inflected(&["Киевом"], false).unwrap();
    /// assert_eq!(found.words, 1);
    /// ```
    pub fn inflected(&self, words: &[&str], polish: bool) -> Option<Inflected> {
        let mut search = Search {
            gazetteer: self,
            words: &words[..words.len().min(LONGEST)],
            polish,
            best: None,
        };
        search.go(&self.walker(), 0, false);
        search.best
    }
}

/// A walk over all readings of the words.
struct Search<'s> {
    gazetteer: &'s Gazetteer,
    words: &'s [&'s str],
    polish: bool,
    best: Option<Inflected>,
}

impl Search<'_> {
    fn go(&mut self, walker: &Walker<'_>, at: usize, changed: bool) {
        if changed && let Some(places) = walker.matches() {
            self.offer(at, places.collect());
        }
        let Some(word) = self.words.get(at) else {
            return;
        };
        let mut readings = vec![fold(word)];
        bases(word, self.polish, &mut readings);
        for (number, reading) in readings.iter().enumerate() {
            let mut walker = walker.clone();
            // A hyphen inside a name is an empty reading, and pushes nothing.
            if (at > 0 || !reading.is_empty()) && walker.push(reading) {
                self.go(&walker, at + 1, changed || number > 0);
            }
        }
    }

    fn offer(&mut self, words: usize, places: Vec<Match>) {
        let size = |places: &[Match]| {
            let largest = places.first();
            largest.and_then(|named| self.gazetteer.population(named.place))
        };
        let is_better = match &self.best {
            None => true,
            Some(best) => (words, size(&places)) > (best.words, size(&best.places)),
        };
        if is_better {
            self.best = Some(Inflected { words, places });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Language, words of a text, and the place they name; its header says more.
    const CASES: &str = include_str!("inflect_cases.tsv");

    #[test]
    fn inflected_names_find_their_place() {
        let gazetteer = Gazetteer::embedded();
        let mut wrong = Vec::new();
        for line in CASES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let words: Vec<&str> = fields[1].split(' ').collect();
            let found = gazetteer.inflected(&words, fields[0] == "pl");
            let names: Vec<String> = found
                .iter()
                .filter(|found| found.words == words.len())
                .flat_map(|found| &found.places)
                .map(|named| {
                    let country = gazetteer.country(named.place);
                    let country = country.map_or(String::new(), |country| country.to_string());
                    format!("{} {country}", gazetteer.name(named.place))
                })
                .collect();
            let is_right = match fields[2] {
                "-" => names.is_empty(),
                expected => names.iter().any(|name| name == expected),
            };
            if !is_right {
                wrong.push(format!("{line}: {names:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
