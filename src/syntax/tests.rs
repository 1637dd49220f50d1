//! The committed model on plain sentences, and what holds for any text.

use super::{Parse, Relation, Upos, parse};
use crate::text::Text;
use proptest::prelude::*;

fn parse_all(raw: &str) -> (Text<'_>, Vec<Parse>) {
    let text = Text::new(raw);
    let parses = text
        .sentences
        .iter()
        .map(|s| parse(&text, s, &[]))
        .collect();
    (text, parses)
}

/// "word relation head" of one word of a one-sentence text.
fn arc(raw: &str, word: &str) -> String {
    let (text, parses) = parse_all(raw);
    let parse = &parses[0];
    let shown = |i: usize| text.word(parse.first_token + i).to_owned();
    let i = (0..parse.nodes.len())
        .find(|&i| shown(i) == word)
        .expect("the word");
    let node = parse.nodes[i];
    let head = node.head.map_or("-".to_owned(), shown);
    format!("{word} {} {head}", node.relation)
}

#[test]
fn parses_plain_news_sentences() {
    let cases = [
        (
            "Troops attacked the village on Monday.",
            "Troops nsubj attacked",
        ),
        (
            "Troops attacked the village on Monday.",
            "village obj attacked",
        ),
        (
            "Troops attacked the village on Monday.",
            "Monday obl attacked",
        ),
        (
            "Two people were killed in Aleppo.",
            "people nsubj:pass killed",
        ),
        ("Two people were killed in Aleppo.", "Aleppo obl killed"),
        ("Two people were killed in Aleppo.", "killed root -"),
        ("The mayor of Kyiv met the ministers.", "Kyiv nmod mayor"),
        ("The army and the police left the city.", "police conj army"),
        (
            "The bridge that was destroyed is old.",
            "destroyed acl:relcl bridge",
        ),
        ("Syria's army withdrew.", "Syria nmod:poss army"),
        (
            "Shots hit a bus, killing five people and wounding dozens, medics and rights groups said.",
            "wounding conj killing",
        ),
        (
            "Shots hit a bus, killing five people, medics and rights groups said.",
            "groups nsubj said",
        ),
        (
            "Blasts were heard in Khartoum, residents said, and guns shot down drones.",
            "guns nsubj shot",
        ),
        (
            "Blasts were heard in Khartoum, residents said, and guns shot down drones.",
            "residents nsubj said",
        ),
        (
            "Six people died when a helicopter sent to help with operations crashed.",
            "helicopter nsubj crashed",
        ),
        (
            "Another twister, which touched down before midnight, injured 31 people, the mayor, Ann Lee, said.",
            "twister nsubj injured",
        ),
        ("The president is due to meet the king.", "meet xcomp due"),
    ];
    for (raw, expected) in cases {
        let word = expected.split(' ').next().unwrap_or("");
        assert_eq!(arc(raw, word), expected, "{raw}");
    }
}

#[test]
fn gives_dictionary_forms() {
    let cases = [
        (
            "Soldiers were shelling villages.",
            "soldier be shell village .",
        ),
        (
            "They seized weapons and fled.",
            "they seize weapon and flee .",
        ),
        (
            "Rescuers evacuated the largest cities.",
            "rescuer evacuate the large city .",
        ),
        (
            "The men stopped buses in Kyiv.",
            "the man stop bus in Kyiv .",
        ),
    ];
    for (raw, expected) in cases {
        let (_, parses) = parse_all(raw);
        let parse = &parses[0];
        let lemmas: Vec<&str> = (0..parse.nodes.len()).map(|i| parse.lemma(i)).collect();
        assert_eq!(lemmas.join(" "), expected);
    }
}

#[test]
fn walks_the_tree() {
    let (_, parses) = parse_all("Troops attacked the old village on Monday.");
    let parse = &parses[0];
    let root = parse.root().expect("a root");
    assert_eq!((root, parse.nodes[root].upos), (1, Upos::Verb));
    let objects: Vec<usize> = parse.children_with(root, Relation::Obj).collect();
    assert_eq!(objects, [4]);
    assert_eq!(parse.subtree_span(4), 2..5);
    assert_eq!(parse.ancestors(2).collect::<Vec<_>>(), [4, 1]);
}

#[test]
fn subtypes_are_kinds_of_their_relation() {
    assert!(Relation::NsubjPass.is_kind_of(Relation::Nsubj));
    assert!(!Relation::Nsubj.is_kind_of(Relation::NsubjPass));
    assert!(!Relation::Nmod.is_kind_of(Relation::Obl));
}

/// One root, and from every node a way to it.
fn check(parse: &Parse) {
    let roots = parse.nodes.iter().filter(|node| node.head.is_none());
    assert_eq!(roots.count(), 1);
    for i in 0..parse.nodes.len() {
        let depth = parse.ancestors(i).take(parse.nodes.len() + 1).count();
        assert!(depth < parse.nodes.len(), "a cycle");
        assert!(parse.subtree_span(i).contains(&i));
    }
}

#[test]
fn parses_a_very_long_sentence() {
    let raw = "the man and ".repeat(3_000);
    let text = Text::new(&raw);
    let parse = parse(&text, &text.sentences[0], &[]);
    assert_eq!(parse.nodes.len(), text.sentences[0].tokens.len());
    assert_eq!(parse.nodes.iter().filter(|n| n.head.is_none()).count(), 1);
}

proptest! {
    #[test]
    fn makes_a_tree_of_any_text(raw in "([A-Za-z]{1,9}|[a-z]{2,8}ed|in|the|\\.|,|[0-9]{1,3}|\\PC| ){1,40}") {
        let (_, parses) = parse_all(&raw);
        parses.iter().for_each(check);
    }
}
