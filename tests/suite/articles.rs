//! Articles made of the examples, for tests that need many.

use super::run::root;
use serde_json::json;
use std::fs;

/// The paragraphs of the example articles.
pub fn paragraphs() -> Vec<String> {
    let mut paragraphs = Vec::new();
    for name in ["conflict", "diplomacy", "disaster"] {
        let path = root()
            .join("examples/articles")
            .join(name)
            .with_extension("txt");
        let text = fs::read_to_string(path).expect("an example");
        paragraphs.extend(text.split("\n\n").map(str::to_string));
    }
    paragraphs
}

/// JSON Lines of `count` articles, each three paragraphs from different places of the examples.
pub fn feed(count: usize) -> String {
    let paragraphs = paragraphs();
    (0..count)
        .map(|n| {
            let text: Vec<&str> = [n, n * 7 + 3, n * 11 + 5]
                .iter()
                .map(|index| paragraphs[index % paragraphs.len()].as_str())
                .collect();
            let text = text.join("\n\n");
            let id = format!("article-{n}");
            format!(
                "{}\n",
                json!({"doc_id": id, "published": "2025-04-10", "text": text})
            )
        })
        .collect()
}
