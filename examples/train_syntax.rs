//! Trains the syntax model: `train_syntax TREEBANKS MODEL` writes the file, measures it on
//! the development files and prints the figures.

use dateline::syntax::train;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [treebanks, model] = &arguments[..] else {
        eprintln!("usage: train_syntax TREEBANK-FOLDER MODEL-FILE");
        return ExitCode::from(2);
    };
    match run(Path::new(treebanks), Path::new(model)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(treebanks: &Path, model: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let bytes = train::train(treebanks, &mut |line| eprintln!("{line}"))?;
    std::fs::write(model, &bytes)?;
    println!("{} bytes", bytes.len());
    print!("{}", train::measure(treebanks, &bytes)?);
    Ok(())
}
