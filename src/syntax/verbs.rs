//! A list of English verbs with their forms: what a token may be, whatever the treebanks show.
//!
//! The treebanks are small and little of them is news: "threw" and "torched" are rare in them.
//! `verbs.tsv` has a verb a line; irregular ones have their past and their past participle
//! behind it. It was written by hand and does not come from the treebanks, so that the tagger
//! learns how far such a list can be trusted.

use super::tags::Xpos;
use super::word::form_hash;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Base form.
const BASE: u8 = 1;
/// Third person of the present.
const PRESENT: u8 = 2;
/// Past.
const PAST: u8 = 4;
/// Past participle.
const PARTICIPLE: u8 = 8;
/// Present participle.
const ING: u8 = 16;

struct Verbs {
    /// What each form can be, by the hash of the form.
    forms: FxHashMap<u32, u8>,
    /// Base forms by irregular past forms.
    irregular: FxHashMap<&'static str, &'static str>,
}

static VERBS: LazyLock<Verbs> = LazyLock::new(|| {
    let mut verbs = Verbs {
        forms: FxHashMap::default(),
        irregular: FxHashMap::default(),
    };
    for line in lines() {
        let mut fields = line.split('\t');
        let base = fields.next().unwrap_or_default();
        verbs.add(base, BASE);
        verbs.add(&third_person(base), PRESENT);
        for stem in stems(base) {
            verbs.add(&format!("{stem}ing"), ING);
        }
        match (fields.next(), fields.next()) {
            (Some(past), Some(participle)) => {
                verbs.add(past, PAST);
                verbs.add(participle, PARTICIPLE);
                verbs.irregular.insert(past, base);
                verbs.irregular.insert(participle, base);
            }
            _ => {
                for form in regular_pasts(base) {
                    verbs.add(&form, PAST | PARTICIPLE);
                }
            }
        }
    }
    verbs
});

impl Verbs {
    fn add(&mut self, form: &str, kind: u8) {
        *self.forms.entry(form_hash(form)).or_default() |= kind;
    }
}

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("verbs.tsv").lines()
}

/// The base forms, in alphabetical order.
pub(super) fn bases() -> impl Iterator<Item = &'static str> {
    lines().filter_map(|line| line.split('\t').next())
}

/// The bits of what a form can be, by its hash; 0 when no verb has it.
pub(super) fn kinds(form: u32) -> u32 {
    VERBS.forms.get(&form).copied().unwrap_or_default().into()
}

/// The base form of an irregular past form.
pub(super) fn irregular(form: &str, xpos: Xpos) -> Option<&'static str> {
    matches!(xpos, Xpos::Vbd | Xpos::Vbn)
        .then(|| VERBS.irregular.get(form).copied())
        .flatten()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Whether the last letter follows a consonant: "carry", not "delay".
fn after_consonant(base: &str) -> bool {
    base.chars().rev().nth(1).is_some_and(|c| !is_vowel(c))
}

/// Whether such a form can be a past tense.
pub(super) fn is_past(kinds: u32) -> bool {
    kinds & u32::from(PAST) != 0
}

/// The third person of the present: "strike" gives "strikes".
pub(super) fn third_person(base: &str) -> String {
    if base.ends_with('y') && after_consonant(base) {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn regular_pasts(base: &str) -> Vec<String> {
    if base.ends_with('e') {
        return vec![format!("{base}d")];
    }
    if base.ends_with('y') && after_consonant(base) {
        return vec![format!("{}ied", &base[..base.len() - 1])];
    }
    stems(base).iter().map(|stem| format!("{stem}ed")).collect()
}

/// What "-ing" is added to: without a mute e, and with the last consonant single and doubled
/// where either may be right.
fn stems(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix("ie") {
        return vec![format!("{stem}y")];
    }
    let mute = base.ends_with('e') && !["ee", "oe", "ye"].iter().any(|end| base.ends_with(end));
    if mute {
        return vec![base[..base.len() - 1].to_string()];
    }
    let mut last = base.chars().rev();
    let (c, v, b) = (last.next(), last.next(), last.next());
    let doubles = c.is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x' | 'y'))
        && v.is_some_and(is_vowel)
        && !b.is_some_and(is_vowel);
    let mut stems = vec![base.to_string()];
    if let (true, Some(c)) = (doubles, c) {
        stems.push(format!("{base}{c}"));
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_made_by_rule_or_given() {
        for (form, kind) in [
            ("patrol", BASE),
            ("patrolled", PAST | PARTICIPLE),
            ("patrolling", ING),
            ("seized", PAST | PARTICIPLE),
            ("seizing", ING),
            ("carries", PRESENT),
            ("carried", PAST | PARTICIPLE),
            ("clashes", PRESENT),
            ("threw", PAST),
            ("thrown", PARTICIPLE),
            ("dying", ING),
        ] {
            assert_eq!(kinds(form_hash(form)), u32::from(kind), "{form}");
        }
        assert_eq!(kinds(form_hash("ceasefire")), 0);
        assert_eq!(irregular("shot", Xpos::Vbd), Some("shoot"));
        assert_eq!(irregular("shot", Xpos::Nn), None);
    }

    #[test]
    fn the_list_is_in_order_and_lists_each_verb_once() {
        let all: Vec<&str> = bases().collect();
        assert!(all.is_sorted_by(|a, b| a < b));
    }
}
