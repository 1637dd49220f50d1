//! What could not be read, where, and what to do about it.

use crate::fetch::FetchError;
use std::fmt;
use std::io;

/// Something about an input that its owner should know.
#[derive(Debug, thiserror::Error)]
pub struct ReadProblem {
    /// The input's path or address as given, `-` for standard input.
    pub input: String,
    /// The line, counted from 1, where it is about one.
    pub line: Option<u64>,
    /// What it is.
    pub kind: ProblemKind,
}

/// What is the matter with an input.
#[derive(Debug, thiserror::Error)]
pub enum ProblemKind {
    /// The file cannot be opened or read on.
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    /// No file has this name.
    #[error("no such file or directory")]
    Missing,
    /// A pattern matched nothing.
    #[error("no file matches this pattern")]
    NoMatch,
    /// A pattern is not one.
    #[error("not a pattern: {0}")]
    BadPattern(String),
    /// A named file of an unknown kind.
    #[error("unknown kind of file")]
    UnknownFormat,
    /// A file of an unknown kind among others.
    #[error("skipped: not a kind of file that is read")]
    OtherFile,
    /// A directory without anything to read.
    #[error("nothing to read in this directory")]
    EmptyDirectory,
    /// A page that did not come.
    #[error("{0}")]
    NotFetched(FetchError),
    /// A page that could not be put into the cache.
    #[error("not kept in the cache: {0}")]
    NotKept(String),
    /// A line of a list that is no address.
    #[error("not an http or https address: `{0}`")]
    BadAddress(String),
    /// A line that is not a document.
    #[error("{0}")]
    BadLine(String),
    /// A feed that is none.
    #[error("not a feed that can be read: {0}")]
    BadFeed(String),
    /// A table without a column that is needed.
    #[error("{0}")]
    NoColumn(String),
    /// A row of a table larger than any should be.
    #[error("a row larger than {limit} bytes; the rest of the table is not read")]
    LargeRow {
        /// The limit in bytes.
        limit: usize,
    },
    /// Markup with elements inside of elements without end.
    #[error("elements nested more than {limit} deep")]
    TooNested {
        /// The limit.
        limit: usize,
    },
    /// Something about one item of a feed or record of an archive.
    #[error("item {item}: {kind}")]
    InItem {
        /// Its number, counted from 1.
        item: usize,
        /// What it is.
        kind: Box<ProblemKind>,
    },
    /// An archive that is damaged or uses what is not read.
    #[error("not an archive that can be read: {0}")]
    BadArchive(String),
    /// An archive without anything to read.
    #[error("nothing to read in this archive")]
    EmptyArchive,
    /// An archive inside of an archive inside of an archive.
    #[error("more than {limit} archives or compressed files inside of each other")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// A Parquet file that is damaged or uses what is not read.
    #[error("not a table that can be read: {0}")]
    BadTable(String),
    /// A mail that is none.
    #[error("not a mail: no sender, subject or date")]
    BadMail,
    /// What a web archive holds beside pages.
    #[error("skipped: not a page ({0})")]
    NoPage(String),
    /// A tar archive.
    #[error("tar archives are not read")]
    Tar,
    /// A PDF file.
    #[error("PDF is not read")]
    Pdf,
    /// A document without text.
    #[error("skipped: the text is empty")]
    EmptyText,
    /// A document larger than the limit.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Bytes in another encoding than UTF-8, converted.
    #[error("not UTF-8: converted from {encoding}")]
    Converted {
        /// Its name in the WHATWG Encoding Standard.
        encoding: &'static str,
    },
    /// Bytes that no encoding explains.
    #[error("bytes that are not {encoding} were replaced by U+FFFD")]
    Replaced {
        /// The encoding it was read in.
        encoding: &'static str,
    },
    /// NUL characters.
    #[error("NUL characters were replaced by U+FFFD")]
    Nul,
    /// Surrogates without their other half.
    #[error("lone surrogates were replaced by U+FFFD")]
    LoneSurrogate,
    /// A document id that came before.
    #[error("document id `{id}` came before: this one is `{renamed}`")]
    RenamedDocument {
        /// The id as given.
        id: String,
        /// The id it got.
        renamed: String,
    },
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is lost.
    Note,
    /// Something has been left out that was nothing to read.
    Skipped,
    /// Something that should have been read was not.
    Error,
}

impl ReadProblem {
    /// A problem with an input as a whole.
    pub(super) fn new(input: &str, kind: ProblemKind) -> ReadProblem {
        ReadProblem {
            input: input.to_string(),
            line: None,
            kind,
        }
    }

    /// A problem with one line.
    pub(super) fn at(input: &str, line: u64, kind: ProblemKind) -> ReadProblem {
        ReadProblem {
            line: Some(line),
            ..ReadProblem::new(input, kind)
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.kind.severity()
    }

    /// What its owner can do about it.
    pub fn remedy(&self) -> Option<&'static str> {
        self.kind.remedy()
    }
}

impl ProblemKind {
    fn severity(&self) -> Severity {
        use ProblemKind as P;
        match self {
            P::InItem { kind, .. } => kind.severity(),
            P::Converted { .. }
            | P::NotKept(_)
            | P::Replaced { .. }
            | P::Nul
            | P::LoneSurrogate
            | P::RenamedDocument { .. } => Severity::Note,
            P::EmptyText | P::OtherFile | P::NoPage(_) => Severity::Skipped,
            _ => Severity::Error,
        }
    }

    fn remedy(&self) -> Option<&'static str> {
        use ProblemKind as P;
        match self {
            P::InItem { kind, .. } => kind.remedy(),
            P::Unreadable(error) => Some(unreadable_remedy(error.kind())),
            P::NotFetched(error) => error.problem.remedy(),
            P::NotKept(_) => Some("choose a folder with room that you may write to with --cache"),
            P::BadAddress(_) => Some("write one address a line; a line with # is a comment"),
            P::Missing => Some("check the path; quote a pattern to have it expanded here"),
            P::NoMatch => Some("check the pattern: `*` stays in a folder, `**` goes into all"),
            P::UnknownFormat => Some("say which it is with --input-format"),
            P::EmptyDirectory => Some("docs/inputs.md says which files are read"),
            P::NoColumn(_) => {
                Some("name it with --text-column, --title-column, --date-column, ...")
            }
            P::LargeRow { .. } => Some("look for a quote (\") that is not closed"),
            P::TooDeep { .. } => Some("unpack it and read what is in it"),
            P::BadArchive(_) => Some("check that it is whole; without a password it must open"),
            P::EmptyArchive => Some("docs/inputs.md says which files are read"),
            P::Tar => Some("unpack it and read the folder"),
            P::Pdf => Some("convert it with pdftotext and read the text"),
            P::TooLarge { .. } => {
                Some("raise --max-document-bytes, or cut the input into documents")
            }
            _ => None,
        }
    }
}

fn unreadable_remedy(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            "check that the file is whole and what it should be"
        }
        io::ErrorKind::UnexpectedEof => "the file is cut off: get it again",
        io::ErrorKind::PermissionDenied => "give yourself read permission (chmod u+r)",
        _ => "check that the file is still there and the disk is well",
    }
}

impl fmt::Display for ReadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let input = match self.input.as_str() {
            "-" => "standard input",
            path => path,
        };
        match self.line {
            Some(line) => write!(f, "{input}, line {line}: {}", self.kind),
            None => write!(f, "{input}: {}", self.kind),
        }
    }
}
