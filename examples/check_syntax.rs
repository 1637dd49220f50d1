//! Measures the committed syntax model: `check_syntax TREEBANKS` prints the figures on the
//! development files and fails when one is under its floor.

use dateline::syntax::train::{self, Figures};
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(treebanks) = std::env::args().nth(1) else {
        eprintln!("usage: check_syntax TREEBANK-FOLDER");
        return ExitCode::from(2);
    };
    let treebanks = Path::new(&treebanks);
    if !treebanks.is_dir() {
        eprintln!(
            "{} is absent: the syntax model was not measured",
            treebanks.display()
        );
        return ExitCode::from(3);
    }
    match train::measure(treebanks, include_bytes!("../models/syntax.bin")) {
        Ok(figures) => check(&figures),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the figures and compares them with their floors, which are the figures of the
/// committed model (models/README.md) less half a point.
fn check(figures: &Figures) -> ExitCode {
    print!("{figures}");
    let floors = [
        ("UPOS", figures.gold.upos, 0.90),
        ("UAS", figures.gold.uas, 0.80),
        ("LAS", figures.gold.las, 0.75),
        ("lemma", figures.lemmas, 0.90),
        ("token F1", figures.tokens, 0.95),
        ("sentence F1", figures.sentences, 0.60),
    ];
    let mut passed = true;
    for (name, figure, floor) in floors {
        if figure < floor {
            eprintln!("{name} is {figure:.4}, under its floor of {floor}");
            passed = false;
        }
    }
    if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
