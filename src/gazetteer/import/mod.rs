//! Builds a gazetteer from GeoNames' files and a user's own lists.
//!
//! GeoNames' tables come on top of a base, by default the embedded gazetteer, so that what is
//! built has the base's outlines, demonyms, metonyms, curated features and clean names too. Rows
//! are read one by one; places are kept as small records, names go to a sorter on disk, and a
//! report says what became of every row.

mod alternates;
mod base;
mod codes;
mod geonames;
mod outlines;
mod overlay;
mod read;
mod report;
mod role;
#[cfg(test)]
mod tests;

pub use report::{FileReport, Reason, Report, Skipped};

use super::Gazetteer;
use super::compile::sorter::Sorter;
use super::compile::{CompileError, Compiler, Meta, Rank, Source};
use super::format::Section;
use overlay::Purpose;
use read::{Line, each_line};
use role::Role;
use rustc_hash::FxHashSet;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// What is to be built.
pub struct Request<'b> {
    /// The gazetteer's name, for its identity.
    pub name: String,
    /// Files, and folders of files, in GeoNames' formats.
    pub inputs: Vec<PathBuf>,
    /// The user's own places, which win over GeoNames; a later file wins over an earlier one.
    pub overlays: Vec<PathBuf>,
    /// Outlines of places, from GeoJSON or FlatGeobuf.
    pub boundaries: Vec<PathBuf>,
    /// What the new gazetteer stands on.
    pub base: Option<&'b Gazetteer>,
    /// Names from these sources (an eleventh column of the alternate names) are left out.
    pub unwanted_sources: Vec<String>,
}

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error("{path}: {error}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system says.
        error: io::Error,
    },
    /// A file that was named is something else.
    #[error(
        "{path}: not a gazetteer table: it has {found} where GeoNames has 19 columns with tabs \
         between (geonameid, name, …, latitude, longitude, …); give allCountries.zip, a country's \
         zip, or what `dateline gazetteer fetch` wrote"
    )]
    NotAGazetteer {
        /// The file.
        path: String,
        /// What it has.
        found: String,
    },
    /// An overlay has no column to go by.
    #[error(
        "{0}: not an overlay: it has {1}, and neither a column name nor place_id; an overlay \
         starts with a line such as name,lat,lon,feature_code,country,alternate_names"
    )]
    NotAnOverlay(String, String),
    /// There is no table of places among the inputs.
    #[error("{0}: no table of places; give allCountries.zip or a country's zip (SY.zip)")]
    NoPlaces(String),
    /// The index cannot be written.
    #[error("{path}: {error}")]
    Write {
        /// The file.
        path: String,
        /// What is wrong.
        error: CompileError,
    },
}

impl ImportError {
    fn unreadable(path: &Path, error: io::Error) -> ImportError {
        ImportError::Unreadable {
            path: path.display().to_string(),
            error,
        }
    }
}

/// An import under way.
struct Import<'b> {
    compiler: Compiler<'b>,
    base: Option<&'b Gazetteer>,
    /// By origin: whether its word counts more than GeoNames'.
    curated: Vec<bool>,
    /// Origin of the file that is read.
    origin: u8,
    /// Rows that the files have given.
    seen: Vec<u64>,
    /// Whether there is a file of names; the names in the main table are then left alone.
    has_names_file: bool,
    unwanted_sources: Vec<String>,
    country_names: FxHashSet<String>,
    folded: String,
    /// An error of the disk while names were added.
    failed: Option<io::Error>,
}

impl Import<'_> {
    fn is_seen(&self, at: u32) -> bool {
        let word = self.seen.get(at as usize / 64).copied().unwrap_or(0);
        word >> (at % 64) & 1 == 1
    }

    fn see(&mut self, at: u32) {
        let word = at as usize / 64;
        if word >= self.seen.len() {
            self.seen.resize(word + 1, 0);
        }
        self.seen[word] |= 1 << (at % 64);
    }

    /// Starts a file: its rows are told apart by the next number.
    fn next_origin(&mut self, is_curated: bool) {
        let number = self.compiler.meta.sources.len().min(usize::from(u8::MAX));
        self.origin = number as u8;
        self.curated.resize(number + 1, is_curated);
    }

    /// Takes a row of a file.
    fn take(&mut self, role: Role, text: &str) -> io::Result<Result<(), Reason>> {
        match role {
            Role::Places => geonames::add(self, text),
            Role::Names => alternates::add(self, text),
            Role::Admin1 | Role::Admin2 => Ok(codes::add_division(self, text)),
            Role::Countries => Ok(codes::add_country(self, text)),
            Role::Hierarchy => Ok(codes::add_link(self, text)),
        }
    }
}

/// Called with the file that is read and the rows read of it, now and then.
pub type Progress<'p> = &'p mut dyn FnMut(&str, usize);

/// Rows between two calls of the progress.
const PROGRESS_ROWS: usize = 50_000;

/// Builds a gazetteer and puts it at `output`, whole or not at all.
///
/// Malformed rows are counted in the report with the first examples; a file that is no gazetteer
/// table stops the import.
///
/// Errors: see [`ImportError`].
///
/// Complexity: one pass over the inputs, memory for about 80 bytes a place and a buffer of
/// 220 MB for names, disk for about 22 bytes a name beside `output`.
pub fn build(
    request: &Request<'_>,
    output: &Path,
    progress: Progress<'_>,
) -> Result<Report, ImportError> {
    let has_own = !request.overlays.is_empty() || !request.boundaries.is_empty();
    let role::Assigned { files, ignored } = match request.inputs.is_empty() && has_own {
        true => role::Assigned::default(),
        false => role::assign(&request.inputs)?,
    };
    let write = |error: CompileError| ImportError::Write {
        path: output.display().to_string(),
        error,
    };
    let folder = output
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let scratch = tempfile::tempdir_in(folder).map_err(|error| write(error.into()))?;
    let base_names = request.base.and_then(|base| base.automaton(Section::Names));
    let mut import = start(request, scratch.path());
    if let (Some(base), Some(names)) = (request.base, &base_names) {
        base::add(&mut import.compiler, base, names);
        import.country_names = base::country_names(base);
    }
    import.has_names_file = files.iter().any(|(role, _)| *role == Role::Names);
    let mut report = Report {
        ignored,
        ..Report::default()
    };
    for (role, path) in &files {
        let file = read_file(&mut import, *role, path, progress)?;
        report.files.push(file);
    }
    for (paths, purpose) in [
        (&request.boundaries, Purpose::Boundaries),
        (&request.overlays, Purpose::Overlay),
    ] {
        for path in paths {
            let file = read_own(&mut import, path, purpose)?;
            report.files.push(file);
        }
    }
    if let Some(error) = import.failed {
        return Err(write(error.into()));
    }
    progress("sorting names", 0);
    let aside = aside(folder).map_err(|error| write(error.into()))?;
    let out = BufWriter::with_capacity(1 << 20, aside);
    let out = import.compiler.finish(out).map_err(write)?;
    out.into_inner()
        .map_err(|error| write(error.into_error().into()))?
        .persist(output)
        .map_err(|error| write(error.error.into()))?;
    Ok(report)
}

fn start<'b>(request: &Request<'b>, scratch: &Path) -> Import<'b> {
    let mut compiler = Compiler::new(Sorter::new(Some(scratch.to_path_buf())), true);
    compiler.meta = Meta {
        name: request.name.clone(),
        ..Meta::default()
    };
    if let Some(base) = request.base {
        compiler.meta.sources = base.sources();
        compiler.meta.licences = base.meta("licence").map(str::to_owned).collect();
    }
    let sources = &compiler.meta.sources;
    Import {
        curated: sources.iter().map(|one| one.rank > Rank::Data).collect(),
        compiler,
        base: request.base,
        origin: 0,
        seen: Vec::new(),
        has_names_file: false,
        unwanted_sources: request.unwanted_sources.clone(),
        country_names: FxHashSet::default(),
        folded: String::new(),
        failed: None,
    }
}

/// What must be said of GeoNames' data.
const GEONAMES_LICENCE: &str = "Contains data from GeoNames (geonames.org), CC BY 4.0";

/// Reads a file row by row.
fn read_file(
    import: &mut Import<'_>,
    role: Role,
    path: &Path,
    progress: Progress<'_>,
) -> Result<FileReport, ImportError> {
    let name = read_name(path);
    let mut report = FileReport::new(name.clone(), role.name());
    import.next_origin(false);
    each_line(path, &mut |number, line| {
        if report.read.is_multiple_of(PROGRESS_ROWS) {
            progress(&name, report.read);
        }
        match line {
            Line::Text(text) if text.is_empty() || text.starts_with('#') => {}
            Line::Text(text) => {
                let taken = import.take(role, text)?;
                report.count(number, text, taken);
            }
            Line::NotUtf8 => report.count(number, "", Err(Reason::NotUtf8)),
            Line::TooLong => report.count(number, "", Err(Reason::TooLong)),
        }
        Ok(true)
    })
    .map_err(|error| ImportError::unreadable(path, error))?;
    refuse_other_tables(path, &report)?;
    import.compiler.meta.sources.push(Source {
        name,
        rows: report.read,
        rank: Rank::Data,
    });
    let licences = &mut import.compiler.meta.licences;
    if !licences.iter().any(|licence| licence == GEONAMES_LICENCE) {
        licences.push(GEONAMES_LICENCE.to_owned());
    }
    Ok(report)
}

/// Reads a user's own file.
fn read_own(
    import: &mut Import<'_>,
    path: &Path,
    purpose: Purpose,
) -> Result<FileReport, ImportError> {
    import.next_origin(purpose == Purpose::Overlay);
    let report = overlay::read(import, path, purpose)?;
    import.compiler.meta.sources.push(Source {
        name: report.name.clone(),
        rows: report.read,
        rank: Rank::Overlay,
    });
    Ok(report)
}

/// A file's name without its folder.
fn read_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A file to write to, readable by all where the system's mask lets it be.
fn aside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A file named like one of GeoNames' in which no row has the columns is something else.
fn refuse_other_tables(path: &Path, report: &FileReport) -> Result<(), ImportError> {
    let misfits = [
        Reason::Columns,
        Reason::NotUtf8,
        Reason::TooLong,
        Reason::Id,
    ];
    let misfits: usize = misfits
        .iter()
        .filter_map(|reason| report.skipped.get(reason))
        .map(|skipped| skipped.rows)
        .sum();
    if report.read > 0 && misfits * 2 > report.read {
        let first = report.skipped.values().flat_map(|one| &one.examples).next();
        return Err(ImportError::NotAGazetteer {
            path: path.display().to_string(),
            found: format!("\"{}\"", first.map_or("", |(_, text)| text)),
        });
    }
    Ok(())
}
