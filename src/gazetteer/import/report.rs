//! What an import did with each row.

use std::collections::BTreeMap;
use std::fmt;

/// Examples kept of each reason.
const EXAMPLES: usize = 3;
/// Characters of an example that are kept.
const EXAMPLE_CHARS: usize = 100;

/// Why a row is not in the index. A row is counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It is not UTF-8.
    NotUtf8,
    /// It is longer than a megabyte.
    TooLong,
    /// It has too few columns.
    Columns,
    /// Its id is not a positive number.
    Id,
    /// It has no name, or nothing of the name is left when it is folded.
    Name,
    /// Its coordinates are not degrees.
    Coordinates,
    /// Its feature code is not one.
    FeatureCode,
    /// A number or a flag is malformed.
    Number,
    /// The id was given before.
    Repeated,
    /// The default has the same feature under another id.
    Twin,
    /// It names a place that is not there.
    NoPlace,
    /// It is a link, a postal code or another code, no name.
    Code,
    /// It is an abbreviation of a few capitals, or in small letters.
    Abbreviation,
    /// It is the name of a country, given to another place.
    CountryName,
    /// It has brackets or marks that names in text do not have.
    Marks,
    /// It is from a source that was to be left out.
    Source,
    /// More than one place fits.
    Ambiguous,
    /// Its geometry cannot be used.
    Geometry,
}

impl Reason {
    /// What is said of it.
    pub fn text(self) -> &'static str {
        match self {
            Reason::NotUtf8 => "not UTF-8",
            Reason::TooLong => "longer than 1 MB",
            Reason::Columns => "too few columns",
            Reason::Id => "the id is not a positive number",
            Reason::Name => "no name",
            Reason::Coordinates => "coordinates are not degrees",
            Reason::FeatureCode => "no feature code",
            Reason::Number => "a number is malformed",
            Reason::Repeated => "the id was given before",
            Reason::Twin => "the default has the same feature; names joined",
            Reason::NoPlace => "of a place that is not there",
            Reason::Code => "a link or a code, not a name",
            Reason::Abbreviation => "an abbreviation, or in small letters",
            Reason::CountryName => "a country's name, on another place",
            Reason::Marks => "brackets or marks in the name",
            Reason::Source => "from a source that is left out",
            Reason::Ambiguous => "more than one place fits",
            Reason::Geometry => "the geometry cannot be used",
        }
    }
}

/// Rows skipped for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// How many.
    pub rows: usize,
    /// The first of them: line, and how it begins.
    pub examples: Vec<(usize, String)>,
}

/// What became of the rows of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name.
    pub name: String,
    /// What it was taken for.
    pub role: &'static str,
    /// Rows read.
    pub read: usize,
    /// Rows used.
    pub kept: usize,
    /// Rows skipped, by reason.
    pub skipped: BTreeMap<Reason, Skipped>,
}

impl FileReport {
    pub(super) fn new(name: String, role: &'static str) -> FileReport {
        FileReport {
            name,
            role,
            ..FileReport::default()
        }
    }

    /// Counts a row.
    pub(super) fn count(&mut self, line: usize, text: &str, result: Result<(), Reason>) {
        self.read += 1;
        match result {
            Ok(()) => self.kept += 1,
            Err(reason) => {
                let skipped = self.skipped.entry(reason).or_default();
                skipped.rows += 1;
                if skipped.examples.len() < EXAMPLES {
                    let start = text.chars().take(EXAMPLE_CHARS).collect();
                    skipped.examples.push((line, start));
                }
            }
        }
    }
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// File by file, in the order of reading.
    pub files: Vec<FileReport>,
    /// Files of a folder that are not part of a gazetteer.
    pub ignored: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for file in &self.files {
            writeln!(
                f,
                "{}: {}, {} rows read, {} kept",
                file.name, file.role, file.read, file.kept
            )?;
            for (reason, skipped) in &file.skipped {
                writeln!(f, "  {:>9} skipped: {}", skipped.rows, reason.text())?;
                for (line, start) in &skipped.examples {
                    writeln!(f, "            line {line}: {start}")?;
                }
            }
        }
        for name in &self.ignored {
            writeln!(f, "{name}: not part of a gazetteer, ignored")?;
        }
        Ok(())
    }
}
