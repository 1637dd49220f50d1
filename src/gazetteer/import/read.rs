//! Lines of plain, gzip, zstd and zip files.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

/// Longest line that is looked at, in bytes; GeoNames' longest have about 11,000.
pub(super) const MAX_LINE: usize = 1 << 20;

/// A line, or why it cannot be read.
pub(super) enum Line<'l> {
    Text(&'l str),
    NotUtf8,
    TooLong,
}

/// Calls `each` with the lines of a file, counted from 1.
///
/// Of a zip archive all members are read but a readme, one after the other; lines are counted in
/// each. `each` returns whether to go on.
pub(super) fn each_line(
    path: &Path,
    each: &mut dyn FnMut(usize, Line<'_>) -> io::Result<bool>,
) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut magic = [0; 4];
    let read = read_some(&mut file, &mut magic)?;
    file.seek(SeekFrom::Start(0))?;
    match &magic[..read] {
        [0x1f, 0x8b, ..] => {
            let file = BufReader::with_capacity(1 << 16, file);
            lines(flate2::bufread::MultiGzDecoder::new(file), each).map(drop)
        }
        [0x28, 0xb5, 0x2f, 0xfd] => lines(zstd::Decoder::new(file)?, each).map(drop),
        [b'P', b'K', ..] => members(file, each),
        _ => lines(file, each).map(drop),
    }
}

fn read_some(file: &mut File, bytes: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < bytes.len() {
        match file.read(&mut bytes[read..])? {
            0 => break,
            more => read += more,
        }
    }
    Ok(read)
}

fn members(
    file: File,
    each: &mut dyn FnMut(usize, Line<'_>) -> io::Result<bool>,
) -> io::Result<()> {
    let mut archive = zip::ZipArchive::new(BufReader::new(file)).map_err(io::Error::other)?;
    for number in 0..archive.len() {
        let member = archive.by_index(number).map_err(io::Error::other)?;
        let name = member.name().map_err(io::Error::other)?;
        let name = name.to_ascii_lowercase();
        if member.is_dir() || name.contains("readme") || name.contains("languagecodes") {
            continue;
        }
        if !lines(member, each)? {
            break;
        }
    }
    Ok(())
}

/// The lines of a stream; returns whether to go on with the next.
fn lines(
    stream: impl Read,
    each: &mut dyn FnMut(usize, Line<'_>) -> io::Result<bool>,
) -> io::Result<bool> {
    let mut stream = BufReader::with_capacity(1 << 18, stream);
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let length = (&mut stream)
            .take(MAX_LINE as u64 + 1)
            .read_until(b'\n', &mut line)?;
        if length == 0 {
            break;
        }
        let is_whole = line.last() == Some(&b'\n') || length <= MAX_LINE;
        while matches!(line.last(), Some(b'\n' | b'\r')) {
            line.pop();
        }
        let go_on = if is_whole {
            match std::str::from_utf8(&line) {
                Ok(text) => each(number, Line::Text(text))?,
                Err(_) => each(number, Line::NotUtf8)?,
            }
        } else {
            skip_line(&mut stream)?;
            each(number, Line::TooLong)?
        };
        if !go_on {
            return Ok(false);
        }
    }
    Ok(true)
}

fn skip_line(stream: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = stream.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let end = held.iter().position(|byte| *byte == b'\n');
        let used = end.map_or(held.len(), |at| at + 1);
        stream.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}
