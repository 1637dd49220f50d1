//! Words that keep the full stop after them, and whether a sentence can end there.

/// What an abbreviation says about the end of a sentence at its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Its word comes next: titles, "vs.", "e.g.".
    Never,
    /// Only before a word that commonly starts a sentence: "U.S. The", "Dec. He".
    BeforeStarter,
    /// Before any capital but a weekday, month or time zone: "a.m.", "etc.".
    BeforeCapital,
}

/// Titles and short words whose referent follows.
const NEVER: &[&str] = &[
    "adm", "approx", "asst", "attn", "brig", "ca", "capt", "cf", "cmdr", "cmdt", "col", "cpl",
    "cpt", "det", "dr", "eng", "e.g", "fr", "ft", "gen", "gov", "hon", "i.e", "insp", "lt", "maj",
    "messrs", "mlle", "mme", "mr", "mrs", "ms", "msgr", "mt", "ph", "pfc", "pres", "prof", "pvt",
    "rep", "reps", "ret", "rev", "sen", "sens", "sgt", "spc", "st", "sta", "ste", "supt", "viz",
    "vs",
];

/// Months, weekdays, companies, suffixes of names.
const BEFORE_STARTER: &[&str] = &[
    "aug", "ave", "blvd", "bros", "co", "corp", "cos", "dec", "dept", "dist", "feb", "govt", "inc",
    "intl", "jan", "jr", "jul", "jun", "ltd", "mar", "mins", "nov", "oct", "ph.d", "plc", "sept",
    "sep", "sr", "univ", "apr", "thur", "thurs", "tues", "hrs", "yrs", "est",
];

/// Words that can end a sentence at any time.
const BEFORE_CAPITAL: &[&str] = &["al", "etc"];

/// State and day abbreviations that are words too: kept whole only after a comma ("Mobile, Ala.").
const AFTER_COMMA: &[&str] = &[
    "ala", "ariz", "ark", "calif", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "kans",
    "ky", "la", "mass", "md", "me", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla",
    "ont", "ore", "pa", "penn", "que", "tenn", "tex", "va", "vt", "wash", "wis", "wyo",
];

/// Words that are abbreviations only before a number: "No. 5", "pp. 3-4".
const BEFORE_NUMBER: &[&str] = &["no", "nos", "fig", "pp", "p", "vol", "art", "sec", "ch"];

/// Weekdays that are words or names too: kept whole only before a comma or number.
const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Common first words of sentences that seldom continue a name.
const STARTERS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "all",
    "also",
    "although",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "authorities",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "even",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "most",
    "my",
    "no",
    "nobody",
    "not",
    "now",
    "of",
    "officials",
    "on",
    "once",
    "one",
    "only",
    "or",
    "our",
    "people",
    "police",
    "residents",
    "several",
    "she",
    "since",
    "so",
    "some",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "three",
    "to",
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "witnesses",
    "you",
    "your",
];

/// Capitalised words that go on after "a.m.".
const TIME_WORDS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "est",
    "edt",
    "et",
    "gmt",
    "utc",
    "pst",
    "pdt",
    "pt",
    "cet",
    "eastern",
    "pacific",
    "jan",
    "feb",
    "aug",
    "sept",
    "oct",
    "nov",
    "dec",
    "central",
];

fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Whether `word`, which a full stop follows, keeps it.
///
/// `after_comma`: a comma stands before the word. `next`: what follows the stop and its blanks.
pub(super) fn keeps_stop(word: &str, after_comma: bool, next: &str) -> bool {
    if word.len() > 6 || !word.is_ascii() {
        return is_initial(word);
    }
    let next_is_digit = next.starts_with(|c: char| c.is_ascii_digit());
    is_initial(word)
        || is_in(NEVER, word)
        || is_in(BEFORE_STARTER, word)
        || is_in(BEFORE_CAPITAL, word)
        || after_comma && is_in(AFTER_COMMA, word)
        || next_is_digit && is_in(BEFORE_NUMBER, word)
        || (next_is_digit || next.starts_with(',')) && is_in(DAYS, word)
}

/// A single capital letter but "I": "J. Smith".
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase() && c != 'I')
}

/// How a sentence can end at a token that keeps its full stop; `None` for other tokens.
pub(super) fn ending(token: &str) -> Option<Ending> {
    let word = token.strip_suffix('.').filter(|word| !word.is_empty())?;
    if is_in(NEVER, word) || is_in(BEFORE_NUMBER, word) {
        return Some(Ending::Never);
    }
    if is_in(BEFORE_CAPITAL, word) || is_in(&["a.m", "p.m"], word) {
        return Some(Ending::BeforeCapital);
    }
    word.chars()
        .any(char::is_alphabetic)
        .then_some(Ending::BeforeStarter)
}

/// Whether `word` commonly starts a sentence.
pub(super) fn is_starter(word: &str) -> bool {
    is_in(STARTERS, word)
}

/// Whether `word` tells a day, month or time zone.
pub(super) fn is_time_word(word: &str) -> bool {
    is_in(TIME_WORDS, word.trim_end_matches('.'))
}
