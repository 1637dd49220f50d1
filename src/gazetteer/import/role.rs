//! What the files of a gazetteer are.

use super::ImportError;
use super::read::{Line, each_line};
use std::path::{Path, PathBuf};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Places in the 19 columns of GeoNames' main table.
    Places,
    /// Code and geonameid of first-order divisions.
    Admin1,
    /// Code and geonameid of second-order divisions.
    Admin2,
    /// Countries with their geonameids.
    Countries,
    /// Parent and child.
    Hierarchy,
    /// Names in the columns of alternateNamesV2.
    Names,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Role::Places => "places",
            Role::Admin1 => "codes of first-order divisions",
            Role::Admin2 => "codes of second-order divisions",
            Role::Countries => "countries",
            Role::Hierarchy => "hierarchy",
            Role::Names => "alternate names",
        }
    }

    /// By the name that GeoNames gives the file.
    fn of_name(path: &Path) -> Option<Role> {
        let name = path.file_name()?.to_str()?.to_ascii_lowercase();
        let name = name.replace(['_', '-'], "");
        let starts = |start: &str| name.starts_with(start);
        match () {
            () if starts("alternatenames") => Some(Role::Names),
            () if starts("admin1codes") => Some(Role::Admin1),
            () if starts("admin2codes") => Some(Role::Admin2),
            () if starts("countryinfo") => Some(Role::Countries),
            () if starts("hierarchy") => Some(Role::Hierarchy),
            () => None,
        }
    }
}

/// Columns of the main table.
pub(super) const PLACE_COLUMNS: usize = 19;
/// Fewest columns of alternateNamesV2: id, place, language, name.
pub(super) const NAME_COLUMNS: usize = 4;
/// Rows looked at to tell what a file is.
const LOOKED_AT: usize = 200;

/// The files of an import.
#[derive(Default)]
pub(super) struct Assigned {
    /// In the order of reading.
    pub files: Vec<(Role, PathBuf)>,
    /// Files of a folder that are not part of a gazetteer.
    pub ignored: Vec<String>,
}

/// The files of a folder, or the file itself, with what they hold, in the order of reading.
///
/// Errors: a file that was named and is no part of a gazetteer; nothing with places in it.
pub(super) fn assign(inputs: &[PathBuf]) -> Result<Assigned, ImportError> {
    let (mut files, mut ignored) = (Vec::new(), Vec::new());
    for input in inputs {
        if input.is_dir() {
            for path in folder(input)? {
                match role(&path)? {
                    Ok(role) => files.push((role, path)),
                    Err(_) => ignored.push(path.display().to_string()),
                }
            }
        } else {
            let role = role(input)?.map_err(|found| ImportError::NotAGazetteer {
                path: input.display().to_string(),
                found,
            })?;
            files.push((role, input.clone()));
        }
    }
    files.sort_by_key(|(role, _)| *role);
    files.dedup_by(|a, b| a.1 == b.1);
    if !files.iter().any(|(role, _)| *role == Role::Places) {
        let names: Vec<String> = inputs
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        return Err(ImportError::NoPlaces(names.join(", ")));
    }
    Ok(Assigned { files, ignored })
}

fn folder(path: &Path) -> Result<Vec<PathBuf>, ImportError> {
    let unreadable = |error| ImportError::unreadable(path, error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What a file holds, or what it has instead.
fn role(path: &Path) -> Result<Result<Role, String>, ImportError> {
    if let Some(role) = Role::of_name(path) {
        return Ok(Ok(role));
    }
    let (mut rows, mut fitting, mut first) = (0usize, 0usize, None);
    let result = each_line(path, &mut |_, line| {
        rows += 1;
        let text = match line {
            Line::Text(text) => text,
            Line::NotUtf8 => "bytes that are not UTF-8",
            Line::TooLong => "a line of over a megabyte",
        };
        let fits = matches!(line, Line::Text(_)) && is_place(text);
        fitting += usize::from(fits);
        if !fits && first.is_none() {
            first = Some(text.chars().take(60).collect::<String>());
        }
        Ok(rows < LOOKED_AT)
    });
    match result {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(ImportError::unreadable(path, error))
        }
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            Err(ImportError::unreadable(path, error))
        }
        Err(error) => Ok(Err(error.to_string())),
        Ok(()) if rows == 0 => Ok(Err("nothing".to_owned())),
        Ok(()) if fitting * 2 > rows => Ok(Ok(Role::Places)),
        Ok(()) => Ok(Err(format!("\"{}\"", first.unwrap_or_default()))),
    }
}

/// Whether a line looks like a row of the main table.
fn is_place(text: &str) -> bool {
    let fields: Vec<&str> = text.split('\t').collect();
    let is_number = |at: usize| fields[at].trim().parse::<f64>().is_ok();
    fields.len() >= PLACE_COLUMNS && [0, 4, 5].into_iter().all(is_number)
}
