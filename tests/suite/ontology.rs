//! `docs/events.md`, made from the tables of `src/event`.

use super::made::same_text_or_remake;
use super::run::root;
use std::fmt::Write;
use std::fs;

const INTRODUCTION: &str = "# Events

Made from `src/event/ontology.tsv`, `src/event/frames.tsv` and `src/event/nouns.tsv` by
`REMAKE=1 cargo test --test suite`. A row in the first adds a type of event, a row in the second
words that tell it, a word in the third somebody or something that takes part.

Types are PLOVER's, with types of our own for disasters, accidents, crime, health and elections.
Trigger words are lemmas; `*` stands for up to five words. Each row gives active, passive, nominal
and headline forms. The guard says who or what must take part (`subj:` who acts, `obj:` on what, `of:` behind
\"of\", `any:` anywhere in the sentence, `doc:` in the article); `no-` forbids.
";

/// The rows of a table without its header.
fn rows(name: &str) -> Vec<Vec<String>> {
    let path = root().join("src/event").join(name);
    let table = fs::read_to_string(path).expect(name);
    let lines = table.lines().skip(1);
    lines
        .map(|line| line.split('\t').map(str::to_string).collect())
        .collect()
}

fn page() -> String {
    let frames = rows("frames.tsv");
    let mut page = String::from(INTRODUCTION);
    let mut last = String::new();
    for leaf in rows("ontology.tsv") {
        let [
            event_type,
            subtype,
            label,
            cameo,
            acled,
            sub_acled,
            icon,
            color,
        ] = &leaf[..]
        else {
            panic!("ontology.tsv has eight columns: {leaf:?}");
        };
        if *event_type != last {
            write!(page, "\n## {event_type}\n").expect("text");
            last.clone_from(event_type);
        }
        let code = |name: &str, code: &str| match code {
            "" => String::new(),
            code => format!(", {name} {code}"),
        };
        let acled = [acled.as_str(), sub_acled].join(" / ");
        let acled = acled.trim_matches([' ', '/']);
        write!(
            page,
            "\n### `{subtype}`: {label}\n\nIcon {icon}, colour {color}{}{}.\n\n",
            code("CAMEO", cameo),
            code("ACLED", acled)
        )
        .expect("text");
        for frame in frames.iter().filter(|frame| frame[0] == *subtype) {
            let guard = match frame[4].as_str() {
                "" => String::new(),
                guard => format!(" – if {}", guard.replace(',', ", ").replace('|', " or ")),
            };
            let triggers = frame[2].replace('|', ", ").replace('*', "\\*");
            writeln!(page, "- {}: {triggers}{guard}", frame[1]).expect("text");
        }
    }
    page.push_str("\n## Words of the guards\n\n");
    for class in rows("nouns.tsv") {
        writeln!(page, "- **{}**: {}", class[0], class[1]).expect("text");
    }
    page
}

#[test]
fn the_page_of_events_is_todays() {
    same_text_or_remake("docs/events.md", &page());
}

#[test]
fn every_type_of_event_has_words_that_tell_it() {
    let frames = rows("frames.tsv");
    // Made of other types by their context, not by words of their own.
    let contextual = ["murder", "criminal_shooting"];
    for leaf in rows("ontology.tsv") {
        let told = frames.iter().any(|frame| frame[0] == leaf[1]);
        assert!(
            told || contextual.contains(&leaf[1].as_str()),
            "{}",
            leaf[1]
        );
    }
}
