//! Compiles the tables of `gazetteer/` to the index that the program embeds, and compresses the
//! viewer of `map.html`.
//!
//! The compiler is the library's own: the modules below are the same files.

use flate2::Compression;
use flate2::write::GzEncoder;
use ruzstd::decoding::StreamingDecoder;
use std::error::Error;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

#[path = "src/place.rs"]
#[allow(dead_code)]
mod place;

#[path = "src/gazetteer"]
#[allow(dead_code)]
mod gazetteer {
    pub mod cells;
    pub mod compile;
    pub mod feature;
    pub mod fold;
    pub mod format;
    pub mod name;
    pub mod name_rules;
    pub mod name_table;
    pub mod spelling;
    pub mod table;
}

use gazetteer::compile::{Sources, compile};
use gazetteer::table::Table;

/// The modules that the index depends on.
const COMPILER: [&str; 10] = [
    "cells.rs",
    "compile",
    "feature.rs",
    "fold.rs",
    "format.rs",
    "name.rs",
    "name_rules.rs",
    "name_table.rs",
    "spelling.rs",
    "table.rs",
];

/// Where the tables are.
const TABLES: &str = "gazetteer";

/// The viewer of `map.html`, as `web/` builds it.
const VIEWER: &str = "web/dist/viewer.html";

fn main() {
    println!("cargo:rerun-if-changed={TABLES}");
    for module in COMPILER {
        println!("cargo:rerun-if-changed=src/gazetteer/{module}");
    }
    println!("cargo:rerun-if-changed=src/place.rs");
    println!("cargo:rerun-if-changed={VIEWER}");
    if let Err(error) = compile_gazetteer() {
        eprintln!("error: the gazetteer cannot be compiled: {error}");
        std::process::exit(1);
    }
    if let Err(error) = compress_viewer() {
        eprintln!("error: {VIEWER} cannot be compressed: {error}");
        std::process::exit(1);
    }
}

fn compress_viewer() -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(VIEWER)?;
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&bytes)?;
    fs::write(out("viewer.html.gz")?, packed.finish()?)?;
    Ok(())
}

/// A file for the program to embed.
fn out(name: &str) -> Result<PathBuf, Box<dyn Error>> {
    Ok(PathBuf::from(std::env::var("OUT_DIR")?).join(name))
}

fn compile_gazetteer() -> Result<(), Box<dyn Error>> {
    let mut places = vec![table("places.tsv.zst")?];
    for path in curated()? {
        places.push(table(&path)?);
    }
    let index = compile(&Sources {
        name: "default".to_owned(),
        licences: licences()?,
        places,
        countries: optional("countries.geojson.zst")?,
        admin1: optional("admin1.geojson.zst")?,
        demonyms: optional("demonyms.tsv")?,
        metonyms: optional("metonyms.tsv")?,
        capitals: optional("capitals.tsv")?,
    })?;
    fs::write(out("gazetteer.dlg")?, index)?;
    Ok(())
}

/// What must be said of the data, from its list.
fn licences() -> Result<Vec<String>, Box<dyn Error>> {
    let text = fs::read_to_string(Path::new(TABLES).join("licences.txt"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Names of the curated tables, in order.
fn curated() -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(Path::new(TABLES).join("curated"))? {
        let name = entry?.file_name();
        let name = name.to_str().ok_or("a file name is not UTF-8")?;
        if name.ends_with(".tsv") {
            names.push(format!("curated/{name}"));
        }
    }
    names.sort();
    Ok(names)
}

/// A table that may be left out.
fn optional(name: &str) -> Result<Option<Table>, Box<dyn Error>> {
    match Path::new(TABLES).join(name).exists() {
        true => table(name).map(Some),
        false => Ok(None),
    }
}

fn table(name: &str) -> Result<Table, Box<dyn Error>> {
    let path = Path::new(TABLES).join(name);
    let read = || -> io::Result<String> {
        let bytes = fs::read(&path)?;
        let bytes = match name.ends_with(".zst") {
            true => unpack(&bytes)?,
            false => bytes,
        };
        String::from_utf8(bytes).map_err(io::Error::other)
    };
    Ok(Table {
        text: read().map_err(|error| format!("{}: {error}", path.display()))?,
        name: format!("{TABLES}/{name}"),
    })
}

/// The content of a file that zstd made.
fn unpack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    StreamingDecoder::new(bytes)
        .map_err(io::Error::other)?
        .read_to_end(&mut content)?;
    Ok(content)
}
