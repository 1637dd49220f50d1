//! `dateline gazetteer fetch`: GeoNames' files from its server, and a gazetteer of them.

use super::args::FetchArgs;
use super::report::print;
use super::{Outcome, gazetteer, progress};
use crate::gazetteer::Gazetteer;
use crate::gazetteer::fetch::{self, ATTRIBUTION, FetchRequest, Fetched};
use crate::gazetteer::import::Request;
use crate::place::CountryCode;
use miette::{IntoDiagnostic, miette};
use std::time::Duration;

/// Pause before the second attempt at a file.
const PAUSE: Duration = Duration::from_secs(1);

/// Loads the files, says what must be said of them, and builds when asked to.
pub fn run(args: &FetchArgs, base: &Gazetteer) -> miette::Result<Outcome> {
    let request = FetchRequest {
        base_url: args.from.clone(),
        files: match args.all {
            true => fetch::all_files(),
            false => fetch::country_files(&codes(&args.countries)?),
        },
        folder: args.folder.clone(),
        attempts: args.attempts.max(1),
        pause: PAUSE,
        patience: Duration::from_secs(args.patience.max(1)),
    };
    let bar = progress::bytes();
    let fetched = fetch::fetch(&request, &mut |name, bytes, total| {
        bar.set_message(name.to_owned());
        bar.set_length(total.unwrap_or(bytes));
        bar.set_position(bytes);
    });
    bar.finish_and_clear();
    for (name, fetched) in fetched.into_diagnostic()? {
        let path = args.folder.join(name);
        let outcome = match fetched {
            Fetched::Loaded { bytes } => format!("{bytes} bytes"),
            Fetched::UpToDate => "up to date".to_owned(),
        };
        print(&format!("{}: {outcome}", path.display()))?;
    }
    print(ATTRIBUTION)?;
    let Some(output) = &args.output else {
        return Ok(Outcome::Done);
    };
    let inputs = request
        .files
        .iter()
        .map(|file| args.folder.join(&file.name));
    let request = Request {
        name: gazetteer::name_of(output),
        inputs: inputs.collect(),
        overlays: Vec::new(),
        boundaries: Vec::new(),
        base: Some(base),
        unwanted_sources: Vec::new(),
    };
    gazetteer::build_file(&request, output)
}

/// The country codes, in capitals.
fn codes(given: &[String]) -> miette::Result<Vec<String>> {
    let code = |text: &String| {
        let text = text.trim().to_uppercase();
        match CountryCode::new(&text) {
            Some(_) => Ok(text),
            None => Err(miette!(
                "--countries {text}: expected two letters, ISO 3166-1 codes such as SY,TR"
            )),
        }
    };
    given.iter().map(code).collect()
}
