//! The arguments of every command, and their help.

use crate::layers::{Basemap, Format, PageOptions};
use clap::builder::PossibleValue;
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Duration;

/// Reads news text, finds places and events, and puts them on a map.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit codes: 0 done, 1 nothing found, 2 error."
)]
pub struct Args {
    /// Gazetteer to use, a file of `dateline gazetteer build` [default: the built-in one]
    #[arg(long, global = true, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write map layers (GeoJSON) from articles
    #[command(after_help = "Examples:
  dateline map article.txt --published 2025-04-10 -o output/
  dateline map 'news/**/*.txt' feed.jsonl -o output/
  dateline map https://news.example/story --urls more.txt --cache pages/ -o output/
  cat article.txt | dateline map - --published 2025-04-10 -o output/
  dateline map 'news/*.jsonl' --store dateline.gpkg -o output/

With --store, documents are added to a GeoPackage that holds those of earlier runs, and the layers
are those of all of them; a document that is there already costs nothing.")]
    Map(MapArgs),
    /// Look into a store, write its layers, remove documents
    Store(StoreArgs),
    /// Watch feeds: put what is new into a store, and keep its layers up to date
    #[command(after_help = "Examples:
  dateline watch feeds.toml --store dateline.gpkg -o output/
  dateline watch feeds.toml --store dateline.gpkg -o output/ --once

docs/watch.md has the file of feeds; the shortest is
  [[feed]]
  url = \"https://news.example/rss\"")]
    Watch(WatchArgs),
    /// Correct an event or a mention of a store, for this and every later run
    #[command(after_help = "Examples:
  dateline correct 5d3c1f0a9b7e2468 --store dateline.gpkg --place geonames:170063 --note 'Idlib, not Aleppo'
  dateline correct article-7:120-126 --store dateline.gpkg --lat 36.2 --lon 37.16
  dateline correct 5d3c1f0a9b7e2468 --store dateline.gpkg --drop --note 'an exercise'
  dateline correct --csv corrections.csv --store dateline.gpkg

Ids are in the columns event_id and id of the layers events and mentions; 5d3c1f0a9b7e2468-2 is the
second place of an event. The CSV has the columns id, place, lat, lon, place_name, type, drop, note.")]
    Correct(CorrectArgs),
    /// List the corrections of a store, and what is corrected most
    Corrections(CorrectionsArgs),
    /// Write layers (GeoJSON) in other formats
    #[command(after_help = "Examples:
  dateline convert output/ --format gpkg -o qgis/
  dateline convert events.geojson --format parquet,fgb -o layers/")]
    Convert(ConvertArgs),
    /// Add coordinates to a table of events by the names of their places
    #[command(after_help = "Examples:
  dateline geocode events.csv --place location --country iso -o events.gpkg
  dateline geocode events.csv --place location --decisions review.csv -o events.csv")]
    Geocode(GeocodeArgs),
    /// Write one annotation a line (JSON Lines) from articles
    #[command(after_help = "Examples:
  dateline annotate feed.jsonl > annotated.jsonl
  dateline annotate --given-mentions corpus.jsonl -o resolved.jsonl
  cat feed.jsonl | dateline annotate - | jq .events")]
    Annotate(AnnotateArgs),
    /// Show how one article was understood: places, evidence, events
    #[command(after_help = "Example:
  dateline explain article.txt --published 2025-04-10")]
    Explain(ExplainArgs),
    /// Measure how well annotated documents are understood
    #[command(after_help = "Examples:
  dateline evaluate corpus.jsonl --errors 10
  dateline evaluate --given-mentions --by class *.jsonl

Each line is {text, toponyms: [{start, end, lat, lon, geonameid?, type?}]}. Exact id, kilometres
and calibration are of names whose span is exact and whose place is annotated; end to end counts
exact spans within 161 km.")]
    Evaluate(EvaluateArgs),
    /// Look into the gazetteer
    Gazetteer(GazetteerArgs),
    /// Print a completion script for a shell
    #[command(after_help = "Example:
  dateline completions bash > ~/.local/share/bash-completion/completions/dateline")]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// What is read, and how.
#[derive(Debug, ClapArgs)]
pub struct InputArgs {
    /// Files, folders, patterns, addresses (https://…), or - for standard input: text, JSON Lines,
    /// pages, feeds, tables, mails, web archives; also in gzip, zstd and zip
    #[arg(required_unless_present = "urls", value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// Publication date of articles that bring none of their own
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Format of the inputs; by default the first bytes or the file name tell
    #[arg(long, value_enum)]
    pub input_format: Option<InputFormat>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub columns: ColumnArgs,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub names: NameArgs,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub web: WebArgs,
    /// Largest article, page, line or cell to read, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = crate::read::MAX_DOCUMENT_BYTES)]
    pub max_document_bytes: usize,
    /// Threads; the result does not depend on them [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// Which columns of tables (CSV, TSV, Parquet) are what; by default their names tell.
#[derive(Clone, Debug, Default, ClapArgs)]
pub struct ColumnArgs {
    /// Column of a table with the text [default: text, body, content, ...]
    #[arg(long, value_name = "COLUMN")]
    pub text_column: Option<String>,
    /// Column with the headline [default: title, headline, subject]
    #[arg(long, value_name = "COLUMN")]
    pub title_column: Option<String>,
    /// Column with the document's id [default: doc_id, id, article_id, ...]
    #[arg(long, value_name = "COLUMN")]
    pub id_column: Option<String>,
    /// Column with the address [default: url, link, href, source_url]
    #[arg(long, value_name = "COLUMN")]
    pub url_column: Option<String>,
    /// Column with the publication date [default: published, pub_date, date, ...]
    #[arg(long, value_name = "COLUMN")]
    pub date_column: Option<String>,
    /// Column with the language [default: language, lang]
    #[arg(long, value_name = "COLUMN")]
    pub language_column: Option<String>,
}

/// Which pages of the web are fetched, and how.
#[derive(Clone, Debug, ClapArgs)]
#[command(next_help_heading = "Pages of the web")]
pub struct WebArgs {
    /// File with an address a line, fetched and read after the inputs; # begins a comment
    #[arg(long, value_name = "FILE")]
    pub urls: Vec<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub fetch: PageArgs,
}

/// How pages of the web are fetched.
#[derive(Clone, Debug, ClapArgs)]
#[command(next_help_heading = "Pages of the web")]
pub struct PageArgs {
    /// Folder to keep pages in: a run that is repeated asks only for what is missing or changed
    #[arg(long, value_name = "DIR")]
    pub cache: Option<PathBuf>,
    /// Seconds between two requests to a host
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds)]
    pub rate: Duration,
    /// Longest time for a page
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    pub timeout: Duration,
    /// Redirects to follow
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub max_redirects: u32,
    /// How often to ask for a page that fails in passing
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub attempts: u32,
    /// Fetch from private networks too (127.0.0.1, 10.0.0.0/8, …)
    #[arg(long)]
    pub allow_private: bool,
}

/// A length of time in seconds, with a fraction or without.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<f64>().ok();
    seconds
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .ok_or_else(|| "expected a number of seconds, such as 2 or 0.5".to_string())
}

/// Which names count, and what is known beforehand.
#[derive(Clone, Debug, ClapArgs)]
pub struct NameArgs {
    /// Whether places inside names of organisations count, as in "[Paris] Police Department"
    #[arg(long, value_enum, value_name = "WHETHER", default_value_t = Whether::Yes)]
    pub nested: Whether,
    /// Count adjectives and demonyms too: "[French] troops"
    #[arg(long)]
    pub demonyms: bool,
    /// Where the outlet is at home, as in "Paris, Texas"; by default a document's address tells
    #[arg(long, value_name = "PLACE")]
    pub outlet: Option<String>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Whether {
    /// They do
    Yes,
    /// They do not
    No,
}

/// A way of writing articles down.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum InputFormat {
    /// One article a file
    Text,
    /// One JSON object a line
    Jsonl,
    /// One article a page
    Html,
    /// RSS, Atom or JSON Feed
    Feed,
    /// One article a row, commas between
    Csv,
    /// One article a row, tabs between
    Tsv,
    /// One article a row of a table by columns
    Parquet,
    /// A web archive
    Warc,
    /// A zip archive of any of these
    Zip,
    /// One article a mail
    Eml,
    /// Not read: convert it with pdftotext
    Pdf,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

/// Arguments of `map`.
#[derive(Debug, ClapArgs)]
pub struct MapArgs {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
    /// Formats of the layers, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "FORMATS",
        value_delimiter = ',',
        default_value = "geojson"
    )]
    pub format: Vec<Format>,
    /// Add to the GeoPackage of earlier runs; an event that comes again replaces its rows
    #[arg(long)]
    pub append: bool,
    /// Title of map.html
    #[arg(long, value_name = "TEXT", default_value = PageOptions::TITLE)]
    pub title: String,
    /// PMTiles archive map.html draws in place of its own basemap: an address, or a path
    /// relative to map.html that a web server gives out
    #[arg(long, value_name = "ADDRESS", value_parser = Basemap::new)]
    pub basemap: Option<Basemap>,
    /// GeoPackage that keeps the documents of all runs; made where there is none
    #[arg(long, value_name = "FILE", conflicts_with = "append")]
    pub store: Option<PathBuf>,
    /// Folder to write the layers to
    #[arg(short, long, value_name = "DIR", required_unless_present = "store")]
    pub output: Option<PathBuf>,
}

/// Arguments of `watch`.
#[derive(Debug, ClapArgs)]
pub struct WatchArgs {
    /// The file of feeds (TOML)
    #[arg(value_name = "FEEDS")]
    pub feeds: PathBuf,
    /// GeoPackage that keeps the documents; made where there is none
    #[arg(long, value_name = "FILE")]
    pub store: PathBuf,
    /// Poll each feed once and end
    #[arg(long)]
    pub once: bool,
    /// Formats of the layers, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "FORMATS",
        value_delimiter = ',',
        default_value = "geojson"
    )]
    pub format: Vec<Format>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub names: NameArgs,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub fetch: PageArgs,
    /// Largest feed or page to read, in bytes
    #[arg(long, value_name = "BYTES", default_value_t = crate::read::MAX_DOCUMENT_BYTES)]
    pub max_document_bytes: usize,
    /// Folder to write the layers and watch.json to
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

/// Arguments of `store`.
#[derive(Debug, ClapArgs)]
pub struct StoreArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: StoreCommand,
}

/// The commands on a store.
#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// Say what a store holds
    Info {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// JSON instead of text
        #[arg(long)]
        json: bool,
    },
    /// Give back the space of what was removed
    Vacuum {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Write the layers of all documents
    #[command(after_help = "Example:
  dateline store export dateline.gpkg --format geojson,html -o output/")]
    Export(ExportArgs),
    /// Remove documents with everything that was found in them
    Forget {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// Ids of the documents.
        #[arg(value_name = "DOC", required = true)]
        documents: Vec<String>,
    },
}

/// Arguments of `store export`.
#[derive(Debug, ClapArgs)]
pub struct ExportArgs {
    /// The store
    #[arg(value_name = "STORE")]
    pub store: PathBuf,
    /// Formats of the layers, separated by commas
    #[arg(
        long,
        value_enum,
        value_name = "FORMATS",
        value_delimiter = ',',
        default_value = "geojson"
    )]
    pub format: Vec<Format>,
    /// Title of map.html
    #[arg(long, value_name = "TEXT", default_value = PageOptions::TITLE)]
    pub title: String,
    /// Folder to write the layers to
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

/// Arguments of `correct`.
#[derive(Debug, ClapArgs)]
pub struct CorrectArgs {
    /// Id of an event, of one of its places, or of a mention
    #[arg(value_name = "ID", required_unless_present = "csv")]
    pub id: Option<String>,
    /// The store
    #[arg(long, value_name = "FILE")]
    pub store: PathBuf,
    /// The right place: an id of the gazetteer, geonames:170063
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["lat", "drop"])]
    pub place: Option<String>,
    /// Latitude of the right point
    #[arg(long, requires = "lon", allow_hyphen_values = true)]
    pub lat: Option<f64>,
    /// Longitude of the right point
    #[arg(long, requires = "lat", allow_hyphen_values = true)]
    pub lon: Option<f64>,
    /// What the point is called
    #[arg(long, value_name = "NAME", requires = "lat")]
    pub place_name: Option<String>,
    /// The right type of the event, as in docs/events.md: air_strike
    #[arg(long = "type", value_name = "TYPE")]
    pub subtype: Option<String>,
    /// It is no event, or no place
    #[arg(long)]
    pub drop: bool,
    /// Take an earlier correction back
    #[arg(long, conflicts_with_all = ["place", "lat", "subtype", "drop"])]
    pub undo: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Who says so [default: the name you are logged in by]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Many corrections as a table
    #[arg(long, value_name = "FILE", conflicts_with_all = ["id", "place", "lat", "subtype", "drop", "undo"])]
    pub csv: Option<PathBuf>,
}

/// Arguments of `corrections`.
#[derive(Debug, ClapArgs)]
pub struct CorrectionsArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: CorrectionsCommand,
}

/// The commands on corrections.
#[derive(Debug, Subcommand)]
pub enum CorrectionsCommand {
    /// List them, as a table that `correct --csv` takes
    List {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Say what is corrected most, so that it can be mended at the root
    Stats {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
    },
    /// Write them as an overlay for `gazetteer build --overlay`
    Overlay {
        /// The store.
        #[arg(value_name = "STORE")]
        store: PathBuf,
        /// File to write to [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// Arguments of `convert`.
#[derive(Debug, ClapArgs)]
pub struct ConvertArgs {
    /// Layers (.geojson, .geojsonl), or folders with layers
    #[arg(required = true, value_name = "LAYERS")]
    pub layers: Vec<PathBuf>,
    /// Formats to write, separated by commas
    #[arg(
        long,
        required = true,
        value_enum,
        value_name = "FORMATS",
        value_delimiter = ','
    )]
    pub format: Vec<Format>,
    /// Add to the GeoPackage of earlier runs; an event that comes again replaces its rows
    #[arg(long)]
    pub append: bool,
    /// Folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
}

/// Arguments of `geocode`.
#[derive(Debug, ClapArgs)]
pub struct GeocodeArgs {
    /// The table: .csv, .tsv, .parquet or .gpkg
    #[arg(value_name = "TABLE")]
    pub table: PathBuf,
    /// Column with the name of the place
    #[arg(long, value_name = "COLUMN")]
    pub place: String,
    /// Column with the first-order division
    #[arg(long, value_name = "COLUMN")]
    pub admin1: Option<String>,
    /// Column with the country: a code or a name
    #[arg(long, value_name = "COLUMN")]
    pub country: Option<String>,
    /// Column with the date, for the time slider of maps
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,
    /// Column with words around the place name
    #[arg(long, value_name = "COLUMN")]
    pub text: Option<String>,
    /// A review.csv of an earlier run with its decisions filled in
    #[arg(long, value_name = "FILE")]
    pub decisions: Option<PathBuf>,
    /// Decisions of earlier tables [default: overlay.csv beside the output, if there]
    #[arg(long, value_name = "FILE")]
    pub overlay: Option<PathBuf>,
    /// File to write to: .csv, .gpkg, .parquet, .geojson or .geojsonl
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
}

/// Arguments of `annotate`.
#[derive(Debug, ClapArgs)]
pub struct AnnotateArgs {
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
    /// Resolve exactly the toponyms that each line brings
    #[arg(long)]
    pub given_mentions: bool,
    /// File to write to [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, ClapArgs)]
pub struct ExplainArgs {
    /// The article: a file, or - for standard input
    #[arg(value_name = "INPUT")]
    pub input: String,
    /// Publication date
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub names: NameArgs,
    /// Candidates shown for each place name
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub candidates: usize,
    /// Also show the parse that events are read from
    #[arg(long)]
    pub parse: bool,
}

/// Arguments of `evaluate`.
#[derive(Debug, ClapArgs)]
pub struct EvaluateArgs {
    /// Files of annotated documents (JSON Lines)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub names: NameArgs,
    /// Resolve exactly the annotated names: measures resolution alone
    #[arg(long)]
    pub given_mentions: bool,
    /// How to group the figures
    #[arg(long, value_enum, default_value_t = GroupBy::Corpus)]
    pub by: GroupBy,
    /// Mistakes to show of each cause, the worst first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// Threads; the result does not depend on them [default: one a core]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
}

/// How `evaluate` groups its figures.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum GroupBy {
    /// By file
    Corpus,
    /// By annotated use: literal, associative and finer
    Type,
    /// By annotated feature class
    Class,
}

/// Arguments of `gazetteer`.
#[derive(Debug, ClapArgs)]
pub struct GazetteerArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: GazetteerCommand,
}

/// The commands on the gazetteer.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Find places by name (exact, by beginning, misspelt), by position, by kind
    #[command(after_help = "Examples:
  dateline gazetteer search Aleppo
  dateline gazetteer search Springfield --country US --limit 50
  dateline gazetteer search --near 36.2,37.2 --radius 30 --feature AIRB --feature AIRP
  dateline gazetteer search --inside SY.09 --feature 'PPL*' --geojson
  dateline gazetteer search --within area.geojson --feature S")]
    Search(SearchArgs),
    /// Say what the gazetteer holds
    Info(InfoArgs),
    /// Load GeoNames' files, and build a gazetteer of them with -o
    #[command(after_help = "Examples:
  dateline gazetteer fetch --countries SY,TR,IQ -o levant.dlg
  dateline gazetteer fetch --all --folder geonames/")]
    Fetch(FetchArgs),
    /// List what changed between two gazetteer files
    Diff(DiffArgs),
    /// Make a gazetteer file from GeoNames' tables, on top of the built-in one
    #[command(after_help = "Examples:
  dateline gazetteer build SY.zip TR.zip -o levant.dlg
  dateline gazetteer build geonames/ -o places.dlg
  dateline --gazetteer places.dlg map article.txt -o output/")]
    Build(BuildArgs),
}

/// Arguments of `gazetteer search`.
#[derive(Debug, ClapArgs)]
pub struct SearchArgs {
    /// The name
    #[arg(required_unless_present_any = ["near", "within", "inside", "feature", "country"])]
    pub name: Option<String>,
    /// Only places of this country (ISO 3166-1 alpha-2)
    #[arg(long, value_name = "XX")]
    pub country: Option<String>,
    /// Only places near a point
    #[arg(long, value_name = "LAT,LON", allow_hyphen_values = true)]
    pub near: Option<String>,
    /// How near, in kilometres
    #[arg(long, value_name = "KM", default_value_t = 25.0)]
    pub radius: f64,
    /// Only places in the polygons of a GeoJSON file
    #[arg(long, value_name = "FILE")]
    pub within: Option<PathBuf>,
    /// Only places inside a country or division: SY, SY.09, US.CA.037 or a place id
    #[arg(long, value_name = "UNIT")]
    pub inside: Option<String>,
    /// Only these features: a code (DAM), the beginning of codes ('PPL*') or a class (H)
    #[arg(long, value_name = "CODE")]
    pub feature: Vec<String>,
    /// Most places to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// One JSON object a line instead of a table
    #[arg(long)]
    pub json: bool,
    /// A GeoJSON FeatureCollection instead of a table
    #[arg(long, conflicts_with = "json")]
    pub geojson: bool,
}

/// Arguments of `gazetteer fetch`.
#[derive(Debug, ClapArgs)]
pub struct FetchArgs {
    /// Countries to load (ISO 3166-1 alpha-2, commas between)
    #[arg(
        long,
        value_name = "XX,YY",
        value_delimiter = ',',
        required_unless_present = "all"
    )]
    pub countries: Vec<String>,
    /// Load all of GeoNames (about 600 MB)
    #[arg(long, conflicts_with = "countries")]
    pub all: bool,
    /// Folder for the files
    #[arg(long, value_name = "DIR", default_value = "geonames")]
    pub folder: PathBuf,
    /// Address of a mirror
    #[arg(long, value_name = "URL", default_value = crate::gazetteer::fetch::GEONAMES)]
    pub from: String,
    /// Attempts at a file before giving up
    #[arg(long, value_name = "N", default_value_t = 6)]
    pub attempts: u32,
    /// Seconds to wait for a connection or for the next bytes
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub patience: u64,
    /// Gazetteer file to build of them
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `gazetteer diff`.
#[derive(Debug, ClapArgs)]
pub struct DiffArgs {
    /// The first gazetteer file
    pub from: PathBuf,
    /// The second
    pub to: PathBuf,
    /// Changes of each kind to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// One JSON object a line, all changes
    #[arg(long)]
    pub json: bool,
}

/// Arguments of `gazetteer build`.
#[derive(Debug, ClapArgs)]
pub struct BuildArgs {
    /// GeoNames' tables (allCountries, SY, alternateNamesV2, …; plain, gzip, zstd or zip), or
    /// folders of them
    #[arg(required_unless_present_any = ["overlay", "boundaries"], value_name = "PATH")]
    pub inputs: Vec<PathBuf>,
    /// File to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Your own places, which win: CSV (name, lat, lon, feature_code, country, alternate_names,
    /// place_id, exclude, …), GeoJSON or FlatGeobuf
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// Outlines of countries, divisions and other places: GeoJSON or FlatGeobuf with place_id, or
    /// country and admin1
    #[arg(long, value_name = "FILE")]
    pub boundaries: Vec<PathBuf>,
    /// Name in the gazetteer's identity [default: the file's]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Without the places, outlines and demonyms of the built-in gazetteer
    #[arg(long)]
    pub without_default: bool,
    /// Leave out names whose eleventh column is this (not in GeoNames' own files)
    #[arg(long, value_name = "SOURCE")]
    pub without_name_source: Vec<String>,
}

/// Arguments of `gazetteer info`.
#[derive(Debug, ClapArgs)]
pub struct InfoArgs {
    /// List the places of every country
    #[arg(long)]
    pub countries: bool,
    /// Read the whole file and check it against its checksums
    #[arg(long)]
    pub verify: bool,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}
