//! What single words say of areas, from `words.tsv`: sort, value, words.

use super::compass::Compass;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// All that a word can be in the grammar; a word can be several things.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    /// A direction.
    pub compass: Option<Compass>,
    /// "northern", as against "north".
    pub is_adjective: bool,
    /// "far" before a direction.
    pub is_far: bool,
    /// Kilometres in a unit of length.
    pub unit: Option<f64>,
    /// A number.
    pub number: Option<f64>,
    /// "parts", "provinces": with a direction a part of what follows.
    pub is_portion: bool,
    /// "province" after a name belongs to the name.
    pub is_division: bool,
    /// "town", "region": a place without a name, after "northern Syrian".
    pub is_village: bool,
    /// "outskirts": factor of the radius, and kilometres more.
    pub around: Option<(f64, f64)>,
    /// "area" after a name: factor of the radius, and kilometres more.
    pub near: Option<(f64, f64)>,
    /// "border".
    pub is_border: bool,
    /// "guards" after "border": it is about them.
    pub is_guarded: bool,
    /// "between".
    pub is_between: bool,
    /// "country", as in "the country's south".
    pub points_back: bool,
    /// "region" after "border".
    pub is_borderland: bool,
    /// "coast".
    pub is_coast: bool,
    /// "coastal".
    pub is_coastal: bool,
    /// "highway".
    pub is_road: bool,
    /// "land" before "between": it is about where.
    pub governs: bool,
    /// "talks" before "between": it is about who.
    pub is_of_parties: bool,
}

impl Sense {
    /// What a word is that the table does not have.
    pub const NOTHING: Sense = Sense {
        compass: None,
        is_adjective: false,
        is_far: false,
        unit: None,
        number: None,
        is_portion: false,
        is_division: false,
        is_village: false,
        around: None,
        near: None,
        is_border: false,
        is_guarded: false,
        is_between: false,
        points_back: false,
        is_borderland: false,
        is_coast: false,
        is_coastal: false,
        is_road: false,
        governs: false,
        is_of_parties: false,
    };
}

static WORDS: LazyLock<FxHashMap<&'static str, Sense>> = LazyLock::new(|| {
    let mut words: FxHashMap<&'static str, Sense> = FxHashMap::default();
    for line in include_str!("words.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (sort, value, list) = (column(), column(), column());
        for word in list.split(' ') {
            add(words.entry(word).or_insert(Sense::NOTHING), sort, value);
        }
    }
    words
});

fn add(sense: &mut Sense, sort: &str, value: &str) {
    let number = |text: &str| text.parse().unwrap_or(f64::NAN);
    let pair = || value.split_once(' ').map(|(a, b)| (number(a), number(b)));
    match sort {
        "noun" => sense.compass = Some(Compass::of(value)),
        "adjective" => {
            sense.compass = Some(Compass::of(value));
            sense.is_adjective = true;
        }
        "far" => sense.is_far = true,
        "unit" => sense.unit = Some(number(value)),
        "number" => sense.number = Some(number(value)),
        "portion" => sense.is_portion = true,
        "division" => sense.is_division = true,
        "village" => sense.is_village = true,
        "around" => sense.around = pair(),
        "near" => sense.near = pair(),
        "border" => sense.is_border = true,
        "guarded" => sense.is_guarded = true,
        "between" => sense.is_between = true,
        "back" => sense.points_back = true,
        "borderland" => sense.is_borderland = true,
        "coast" => sense.is_coast = true,
        "coastal" => sense.is_coastal = true,
        "road" => sense.is_road = true,
        "governing" => sense.governs = true,
        "parties" => sense.is_of_parties = true,
        other => debug_assert!(false, "unknown sort {other}"),
    }
}

/// What a word in lower case is; nothing for most.
pub(super) fn sense(word: &str) -> Option<&'static Sense> {
    WORDS.get(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        for line in include_str!("words.tsv").lines() {
            assert_eq!(line.split('\t').count(), 3, "{line}");
        }
        assert_eq!(sense("mile").unwrap().unit, Some(1.609344));
        assert_eq!(sense("outskirts").unwrap().around, Some((1.5, 3.0)));
        assert!(WORDS.values().all(|sense| {
            let numbers = [sense.unit, sense.number, sense.near.map(|pair| pair.0)];
            numbers.into_iter().flatten().all(|number| number > 0.0)
        }));
    }
}
