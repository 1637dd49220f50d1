//! Lemmas: rules of English inflection, with the exceptions and the verbs of the treebanks.

use super::tags::{Upos, Xpos};
use super::verbs;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the rules cannot know.
#[derive(Clone, Debug, Default)]
pub(super) struct Lemmas<'m> {
    /// Lemma by lower-case form and tag where the rules fail.
    exceptions: FxHashMap<&'m str, Vec<(Xpos, &'m str)>>,
    /// Base forms of verbs, to tell "hop" from "hope".
    verbs: FxHashSet<&'m str>,
}

impl<'m> Lemmas<'m> {
    /// Reads lines "form, tag, lemma" and "verb", parted by tabs.
    pub fn read(table: &'m str) -> Lemmas<'m> {
        let mut lemmas = Lemmas::default();
        for line in table.lines() {
            let mut fields = line.split('\t');
            match (fields.next(), fields.next(), fields.next()) {
                (Some(form), Some(tag), Some(lemma)) => {
                    if let Some(tag) = Xpos::from_name(tag) {
                        lemmas
                            .exceptions
                            .entry(form)
                            .or_default()
                            .push((tag, lemma));
                    }
                }
                (Some(verb), None, None) => {
                    lemmas.verbs.insert(verb);
                }
                _ => {}
            }
        }
        lemmas
    }

    /// Adds base forms of verbs.
    pub fn know_verbs(&mut self, bases: impl Iterator<Item = &'m str>) {
        self.verbs.extend(bases);
    }

    /// Appends the lemma of `form` to `out`.
    pub fn push(&self, form: &str, upos: Upos, xpos: Xpos, out: &mut String) {
        let start = out.len();
        if upos == Upos::Propn {
            out.push_str(form);
            if xpos == Xpos::Nnps {
                singular(out, start);
            }
            return;
        }
        push_lower(form, out);
        if let Some(lemma) = self.exception(&out[start..], xpos) {
            out.truncate(start);
            out.push_str(lemma);
            return;
        }
        match xpos {
            Xpos::Nns => singular(out, start),
            Xpos::Vbz => self.third_person(out, start),
            Xpos::Vbd | Xpos::Vbn => self.strip(out, start, "ed"),
            Xpos::Vbg => self.strip(out, start, "ing"),
            Xpos::Jjr | Xpos::Rbr => strip_degree(out, start, "er"),
            Xpos::Jjs | Xpos::Rbs => strip_degree(out, start, "est"),
            _ => {}
        }
    }

    fn exception(&self, form: &str, xpos: Xpos) -> Option<&'m str> {
        let known = self.exceptions.get(form);
        known
            .and_then(|lemmas| lemmas.iter().find(|(tag, _)| *tag == xpos))
            .map(|(_, lemma)| *lemma)
            .or_else(|| verbs::irregular(form, xpos))
    }

    fn third_person(&self, out: &mut String, start: usize) {
        let word = &out[start..];
        if let Some(stem) = word
            .strip_suffix('s')
            .filter(|stem| self.verbs.contains(stem))
        {
            out.truncate(start + stem.len());
        } else {
            singular(out, start);
        }
    }

    /// "-ed" and "-ing": the known verb among the stem, the stem with e, and the stem
    /// without its doubled consonant; else the likelier by its last letters.
    fn strip(&self, out: &mut String, start: usize, suffix: &str) {
        let Some(stem) = out[start..].strip_suffix(suffix) else {
            return;
        };
        if stem.len() < 2 || !stem.contains(is_vowel) {
            return;
        }
        let end = start + stem.len();
        if suffix == "ed" && stem.ends_with('i') {
            out.truncate(end - 1);
            out.push('y');
            return;
        }
        let is_doubled = is_doubled(stem);
        out.truncate(end);
        out.push('e');
        let with_e = self.verbs.contains(&out[start..]);
        let plain = self.verbs.contains(&out[start..end]);
        let single = is_doubled && self.verbs.contains(&out[start..end - 1]);
        let stem = &out[start..end];
        let known = with_e || plain || single;
        let adds_e = if known {
            with_e && !plain && !single
        } else {
            wants_e(stem)
        };
        let halves = match known {
            true => single && !plain,
            false => is_doubled && !stem.ends_with(['l', 's', 'f', 'z']),
        };
        if !adds_e {
            out.truncate(end - usize::from(halves));
        }
    }
}

fn push_lower(form: &str, out: &mut String) {
    if form.is_ascii() {
        out.push_str(form);
        let start = out.len() - form.len();
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in form.chars() {
        match c {
            '’' | '‘' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_doubled(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    let len = bytes.len();
    len > 2 && bytes[len - 1] == bytes[len - 2] && !is_vowel(char::from(bytes[len - 1]))
}

/// Whether a stem of an unknown verb lacks an e: "seiz", "evacuat", "rescu".
fn wants_e(stem: &str) -> bool {
    let ends = |list: &[&str]| list.iter().any(|end| stem.ends_with(end));
    if ends(&[
        "at", "iz", "yz", "uc", "rs", "ns", "nc", "rc", "rg", "lg", "dg", "v", "u", "iev",
    ]) {
        return !ends(&["eat", "oat", "at"]) || stem.len() > 4;
    }
    // One vowel between consonants in a short stem: "raz", "tak".
    let mut last = stem.chars().rev();
    let (c, v, b) = (last.next(), last.next(), last.next());
    let short = stem.chars().filter(|&c| is_vowel(c)).count() == 1;
    short
        && c.is_some_and(|c| !is_vowel(c) && !matches!(c, 'w' | 'x'))
        && v.is_some_and(is_vowel)
        && !b.is_some_and(is_vowel)
}

/// Takes off the plural's s.
fn singular(out: &mut String, start: usize) {
    let word = out[start..].to_ascii_lowercase();
    let cut = |count: usize, end: &str, out: &mut String| {
        out.truncate(out.len() - count);
        out.push_str(end);
    };
    let ends = |list: &[&str]| list.iter().any(|end| word.ends_with(end));
    if ends(&["ies"]) && word.len() > 4 {
        cut(3, "y", out);
    } else if ends(&["men"]) {
        cut(3, "man", out);
    } else if ends(&["ches", "shes", "sses", "xes", "zzes", "oes"]) && word.len() > 4 {
        cut(2, "", out);
    } else if ends(&["s"]) && !ends(&["ss", "us", "is"]) && word.len() > 2 {
        cut(1, "", out);
    }
}

/// "larger", "earliest".
fn strip_degree(out: &mut String, start: usize, suffix: &str) {
    let Some(stem) = out[start..].strip_suffix(suffix) else {
        return;
    };
    if stem.len() < 3 {
        return;
    }
    let end = start + stem.len();
    let undouble = is_doubled(stem) && !stem.ends_with(['l', 's']);
    let to_y = stem.ends_with('i');
    let adds_e = wants_e(stem) && !to_y || stem.ends_with(['g', 'c']) && !is_doubled(stem);
    let adds_e = adds_e && !undouble && !stem.ends_with("ng");
    out.truncate(end - usize::from(undouble || to_y));
    if to_y {
        out.push('y');
    } else if adds_e {
        out.push('e');
    }
}
