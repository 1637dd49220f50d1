//! The cases of `cases.txt`, and what holds for any text.

use super::{SentenceKind, Text};
use proptest::prelude::*;

/// One case: a text, the sentences expected of it, and its dateline's place.
struct Case {
    name: String,
    text: String,
    sentences: Vec<String>,
    place: Option<String>,
}

fn cases() -> Vec<Case> {
    include_str!("cases.txt")
        .split("\n== ")
        .skip(1)
        .map(|entry| {
            let (name, rest) = entry.split_once('\n').expect("a name line");
            let (text, expected) = rest.split_once("\n--\n").expect("a line of two hyphens");
            let (places, sentences) = expected
                .trim_end()
                .lines()
                .partition::<Vec<&str>, _>(|line| line.starts_with('@'));
            Case {
                name: name.to_owned(),
                text: text.to_owned(),
                sentences: sentences.into_iter().map(str::to_owned).collect(),
                place: places.first().map(|line| line[1..].trim().to_owned()),
            }
        })
        .collect()
}

fn shown(text: &Text<'_>) -> Vec<String> {
    let line = |sentence: &super::Sentence| {
        let words: Vec<&str> = sentence.tokens.clone().map(|i| text.word(i)).collect();
        let mark = match sentence.kind {
            SentenceKind::Headline => "H| ",
            SentenceKind::Body => "",
        };
        format!("{mark}{}", words.join(" "))
    };
    text.sentences.iter().map(line).collect()
}

/// What differs between `case` and how `raw`, a form of its text, is cut.
fn failure(case: &Case, raw: &str) -> Option<String> {
    let text = Text::new(raw);
    let place = text.dateline.as_ref().map(|d| d.place.of(raw).to_owned());
    let got = shown(&text);
    (got != case.sentences || place != case.place).then(|| {
        format!(
            "{}:\n  {}\n  place {place:?}\n expected\n  {}\n  place {:?}\n",
            case.name,
            got.join("\n  "),
            case.sentences.join("\n  "),
            case.place
        )
    })
}

#[test]
fn cuts_the_cases_as_expected() {
    let cases = cases();
    assert!(cases.len() > 20, "cases.txt was not read");
    let failures: Vec<String> = cases
        .iter()
        .flat_map(|case| {
            let windows = case.text.replace('\n', "\r\n");
            [failure(case, &case.text), failure(case, &windows)]
        })
        .flatten()
        .collect();
    assert!(failures.is_empty(), "{}", failures.concat());
}

/// Tokens are in order, on character boundaries and not empty, and each is in one sentence.
fn check(raw: &str) {
    let text = Text::new(raw);
    let mut end = 0;
    for token in &text.tokens {
        assert!(token.span.start >= end && !token.span.is_empty(), "{raw:?}");
        assert!(
            raw.get(token.span.start..token.span.end).is_some(),
            "{raw:?}"
        );
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &text.sentences {
        assert_eq!(sentence.tokens.start, next, "{raw:?}");
        assert!(!sentence.tokens.is_empty(), "{raw:?}");
        next = sentence.tokens.end;
    }
    assert_eq!(next, text.tokens.len(), "{raw:?}");
}

proptest! {
    #[test]
    fn holds_for_any_text(raw in any::<String>()) {
        check(&raw);
    }

    #[test]
    fn holds_for_marks_and_breaks(raw in "([A-Za-z]{1,4}|[0-9.,:/-]{1,5}|['’\"().!?@_&$-]| |\n|\r\n|U\\.S\\.|https://|n't|é|👩‍🚀|🇺🇦|د|你){0,60}") {
        check(&raw);
    }
}
