//! Forms in which people have news: each file of `tests/data/inputs` becomes the documents and
//! problems that `tests/data/inputs.txt` says.

use super::run::{Bench, root};
use dateline::document::Document;
use dateline::read::{Columns, Format, Item, ReadOptions, Reader, documents, feed_items};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

fn folder() -> PathBuf {
    root().join("tests/data/inputs")
}

fn file(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str, options: ReadOptions) -> Vec<Item> {
    let path = folder().join(name).to_string_lossy().into_owned();
    Reader::open(&[path], options).collect()
}

/// Items as the data file has them: a line for each member that is there.
fn written(items: &[Item]) -> String {
    let mut text = String::new();
    for item in items {
        match item {
            Ok(document) => write_document(&mut text, document),
            Err(problem) => {
                let line = problem.line.map(|line| format!("line {line}: "));
                let line = line.unwrap_or_default();
                let severity = format!("{:?}", problem.severity()).to_lowercase();
                writeln!(text, "{severity} {line}{}", problem.kind).expect("a string");
            }
        }
    }
    text
}

fn write_document(text: &mut String, document: &Document) {
    writeln!(text, "document {}", document.id).expect("a string");
    let published = document.published.map(|day| day.to_string());
    for (member, value) in [
        ("title", &document.title),
        ("url", &document.url),
        ("published", &published),
        ("language", &document.language),
        ("text", &Some(document.text.replace('\n', "\\n"))),
    ] {
        if let Some(value) = value {
            writeln!(text, "  {member} {value}").expect("a string");
        }
    }
}

/// All of it, as it should be in the data file.
fn all_written() -> String {
    let mut names: Vec<String> = fs::read_dir(folder())
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let mut text = String::new();
    for name in names {
        let items = read(&name, ReadOptions::default());
        write!(text, "\n== {name}\n{}", written(&items)).expect("a string");
    }
    text
}

#[test]
fn each_file_becomes_what_is_written_of_it() {
    let expected = fs::read_to_string(root().join("tests/data/inputs.txt")).expect("inputs.txt");
    let (_, cases) = expected.split_once("\n\n").expect("an introduction");
    let found = all_written();
    let differs = cases.lines().zip(found.trim_start().lines());
    for (number, (expected, found)) in differs.enumerate() {
        assert_eq!(expected, found, "case line {}", number + 1);
    }
    assert_eq!(cases.trim(), found.trim());
}

#[test]
fn bytes_in_memory_are_read_like_files() {
    let options = ReadOptions::default();
    for (name, content_type) in [
        ("page.html", None),
        ("windows-1251.html", Some("text/html")),
        ("rss.xml", Some("text/xml")),
        ("feed.json", Some("application/json")),
        ("table.csv", Some("text/csv")),
    ] {
        let id = name.split('.').next().expect("a stem");
        let found = documents(id, None, content_type, file(name), &options);
        let expected = read(name, options.clone());
        assert_eq!(written(&found), written(&expected), "{name}");
    }
}

#[test]
fn the_sender_says_where_a_page_is_from_and_how_it_is_encoded() {
    let page = "<title>Привет</title><p>Обстрел в Харькове.</p>";
    let bytes = encoding_rs::KOI8_R.encode(page).0.into_owned();
    let url = "https://courier.example/1";
    let kind = Some("text/html; charset=koi8-r");
    let items = documents(url, Some(url), kind, bytes, &ReadOptions::default());
    let document = items[0].as_ref().expect("a document");
    assert_eq!(document.text, "Обстрел в Харькове.");
    assert_eq!(document.url.as_deref(), Some(url));
}

#[test]
fn a_feed_has_items_and_says_when_to_come_again() {
    let feed = feed_items(&file("rss.xml")).expect("a feed");
    assert_eq!(feed.title.as_deref(), Some("Courier & Post"));
    assert_eq!(feed.link.as_deref(), Some("https://courier.example/"));
    assert_eq!(feed.ttl_minutes, Some(30));
    let ids: Vec<_> = feed.items.iter().map(|item| item.id()).collect();
    let link = "https://courier.example/marseille";
    assert_eq!(ids, [Some("courier-7001"), Some(link), None]);
    let first = &feed.items[0];
    assert_eq!(
        first.summary.as_deref(),
        Some("Water stood a metre high in Jakarta.")
    );
    assert!(
        first
            .content
            .as_deref()
            .expect("content")
            .ends_with("drowned in Bogor.")
    );
    assert!(feed_items(b"no feed").is_err());
    assert!(feed_items(&file("cut.rss")).is_err());
}

#[test]
fn limits_are_for_each_document() {
    let options = ReadOptions {
        max_document_bytes: 60,
        ..ReadOptions::default()
    };
    let found = written(&read("rss.xml", options.clone()));
    assert!(
        found.contains("error item 1: larger than 60 bytes"),
        "{found}"
    );
    assert!(found.contains("document https://courier.example/marseille"));
    let found = written(&read("table.csv", options));
    assert!(
        found.contains("error line 2: larger than 60 bytes"),
        "{found}"
    );
    assert!(found.contains("text Floods hit Jakarta."));
}

#[test]
fn a_quote_that_is_never_closed_does_not_take_all_memory() {
    let mut table = b"title,text\na,Shells hit Kharkiv.\n\"b,".to_vec();
    table.extend("Floods hit Jakarta.\n".repeat(20_000).bytes());
    let options = ReadOptions {
        format: Some(Format::Csv),
        max_document_bytes: 1000,
        ..ReadOptions::default()
    };
    let found = written(&documents("t", None, None, table, &options));
    assert!(found.contains("text Shells hit Kharkiv."), "{found}");
    assert!(
        found.contains("error line 3: a row larger than 67536 bytes"),
        "{found}"
    );
}

#[test]
fn a_column_that_is_not_there_is_asked_for() {
    let bench = Bench::new();
    bench.file("table.csv", file("table.csv"));
    let args = ["annotate", "table.csv", "--text-column", "words"];
    let finished = bench.run(&args);
    assert_eq!(finished.code, Some(2));
    let error =
        "table.csv: no column `words`; there are `id`, `Title`, `Body`, `date`, `link`, `lang`";
    assert!(finished.err.contains(error), "{}", finished.err);
    assert!(finished.err.contains("--text-column"), "{}", finished.err);
}

#[test]
fn forms_are_read_together_the_same_on_any_number_of_threads() {
    let bench = Bench::new();
    for name in ["page.html", "rss.xml", "table.csv"] {
        bench.file(name, file(name));
    }
    let mut outputs = Vec::new();
    for threads in ["1", "4"] {
        let args = [
            "annotate",
            "page.html",
            "rss.xml",
            "table.csv",
            "--text-column",
            "body",
        ];
        let finished = bench.run(&[&args[..], &["--threads", threads]].concat());
        assert!(finished.out.contains("Kharkiv"), "{finished:#?}");
        assert!(finished.out.contains("Jakarta"), "{finished:#?}");
        outputs.push(finished.out);
    }
    assert_eq!(outputs[0], outputs[1]);
}

fn zip_of(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(*name, options).expect("a member");
        writer.write_all(content).expect("a member");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).expect("gzip");
    writer.finish().expect("gzip")
}

fn in_memory(name: &str, bytes: Vec<u8>) -> String {
    written(&documents(name, None, None, bytes, &ReadOptions::default()))
}

#[test]
fn an_archive_is_read_member_by_member() {
    let archive = zip_of(&[
        ("pages/short.html", &file("short.html")),
        ("pages/.hidden.html", b"<html>no"),
        ("__MACOSX/short.html", b"no"),
        (
            "lines.jsonl.gz",
            &gzip(b"{\"text\": \"Shells hit Kharkiv.\"}\n"),
        ),
        ("picture.png", b"\x89PNG"),
        ("inner.zip", &zip_of(&[("a.txt", b"Floods hit Jakarta.")])),
    ]);
    let bench = Bench::new();
    bench.file("news.zip", &archive);
    let path = bench.path("news.zip").to_string_lossy().into_owned();
    let mut reader = Reader::open(&[path], ReadOptions::default());
    let items: Vec<Item> = reader.by_ref().collect();
    let expected = "\
document news!pages/short.html
  title Bridge closed in Osijek
  published 2025-04-09
  text A bridge in Osijek was closed on Tuesday after a barge struck it.
document news!lines.jsonl.gz:1
  text Shells hit Kharkiv.
skipped skipped: not a kind of file that is read
document news!inner.zip!a.txt
  text Floods hit Jakarta.
";
    assert_eq!(written(&items), expected);
    let named = items.iter().find_map(|item| item.as_ref().err());
    assert!(
        named
            .expect("a problem")
            .input
            .ends_with("news.zip!picture.png")
    );
    let records = reader.into_records();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].bytes, archive.len() as u64);
    assert_eq!((records[0].documents, records[0].skipped), (3, 1));
}

#[test]
fn archives_may_be_two_deep() {
    let page = zip_of(&[("a.txt", b"Floods hit Jakarta.")]);
    let deep = zip_of(&[("2.zip", &zip_of(&[("1.zip", &page)]))]);
    let found = in_memory("deep", deep);
    assert!(found.starts_with("error more than 2 archives"), "{found}");
    let found = in_memory("deep", gzip(&gzip(&gzip(b"Floods"))));
    assert!(found.starts_with("error more than 2 archives"), "{found}");
    assert_eq!(
        in_memory("d", gzip(&page)),
        "document d!a.txt\n  text Floods hit Jakarta.\n"
    );
}

#[test]
fn bombs_end_in_an_error() {
    let zeros = vec![b' '; 100 << 20];
    let found = in_memory("bomb", zip_of(&[("a.jsonl", &zeros), ("b.txt", b"Floods")]));
    assert!(
        found.contains("expands to more than 200 times its size"),
        "{found}"
    );
    let found = in_memory("bomb", gzip(&zeros));
    assert!(found.contains("error larger than 8388608 bytes"), "{found}");
    let options = ReadOptions {
        format: Some(Format::JsonLines),
        ..ReadOptions::default()
    };
    let found = written(&documents("bomb", None, None, gzip(&zeros), &options));
    assert!(
        found.contains("expands to more than 200 times its size"),
        "{found}"
    );
}

#[test]
fn damaged_archives_are_errors() {
    let archive = zip_of(&[("short.html", &file("short.html"))]);
    for (bytes, error) in [
        (
            archive[..archive.len() / 2].to_vec(),
            "error not an archive",
        ),
        (
            zip_of(&[("a.png", b"x")]),
            "error nothing to read in this archive",
        ),
        (
            gzip(&file("page.html"))[..200].to_vec(),
            "error cannot be read",
        ),
        (b"\x28\xb5\x2f\xfd\xff\xff".to_vec(), "error cannot be read"),
        (b"PAR1 no PAR1".to_vec(), "error not a table"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(),
            "error item 1: not an archive",
        ),
        (
            b"WARC/1.0\r\nContent-Length: 99\r\n\r\nx".to_vec(),
            "error item 1: not an archive",
        ),
    ] {
        let found = in_memory("damaged", bytes);
        assert!(found.contains(error), "{error}: {found}");
    }
}

#[test]
fn compressed_files_are_read_by_their_inner_name() {
    let bench = Bench::new();
    let lines = b"{\"text\": \"Shells hit Kharkiv.\"}\n";
    bench.file("a.jsonl.gz", gzip(lines));
    bench.file(
        "b.csv.zst",
        zstd::encode_all(&b"text\nFloods hit Jakarta.\n"[..], 3).expect("zstd"),
    );
    let path = bench.folder().to_string_lossy().into_owned();
    let found = written(&Reader::open(&[path], ReadOptions::default()).collect::<Vec<_>>());
    let expected =
        "document a:1\n  text Shells hit Kharkiv.\ndocument b:2\n  text Floods hit Jakarta.\n";
    assert_eq!(found, expected);
}

/// A WARC record.
fn record(kind: &str, uri: &str, content_type: &str, block: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    )
    .into_bytes();
    bytes.extend(block);
    bytes.extend(b"\r\n\r\n");
    bytes
}

fn response(uri: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record(
        "response",
        uri,
        "application/http; msgtype=response",
        &block,
    )
}

#[test]
fn web_archives_give_their_pages() {
    let page = "<p>Обстрел в Харькове.</p>";
    let koi8 = encoding_rs::KOI8_R.encode(page).0.into_owned();
    let chunks = b"10\r\n<p>Floods hit Ja\r\nc;x=y\r\nkarta.</p>\r\n\r\n0\r\n\r\n";
    let archive = [
        record(
            "warcinfo",
            "",
            "application/warc-fields",
            b"software: none\r\n",
        ),
        record(
            "request",
            "https://a.example/1",
            "application/http; msgtype=request",
            b"GET /",
        ),
        response(
            "https://a.example/1",
            "200 OK\r\nContent-Type: text/html; charset=koi8-r",
            &koi8,
        ),
        response(
            "https://a.example/2",
            "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip",
            &gzip(&file("short.html")),
        ),
        response(
            "https://a.example/3",
            "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked",
            chunks,
        ),
        response(
            "https://a.example/4",
            "404 Not Found\r\nContent-Type: text/html",
            b"<p>No",
        ),
        response(
            "https://a.example/5",
            "200 OK\r\nContent-Type: image/png",
            b"\x89PNG",
        ),
        response(
            "https://a.example/feed",
            "200 OK\r\nContent-Type: text/xml",
            &file("atom.xml"),
        ),
        record(
            "conversion",
            "https://a.example/6",
            "text/plain",
            b"A ferry was late in Split.",
        ),
    ];
    let expected = "\
document https://a.example/1
  url https://a.example/1
  text Обстрел в Харькове.
document https://a.example/2
  title Bridge closed in Osijek
  url https://a.example/2
  published 2025-04-09
  text A bridge in Osijek was closed on Tuesday after a barge struck it.
document https://a.example/3
  url https://a.example/3
  text Floods hit Jakarta.
skipped item 6: skipped: not a page (HTTP status 404)
skipped item 7: skipped: not a page (image/png)
document https://courrier.example/1
  title Grève & blocage à Marseille
  url https://courrier.example/1
  published 2025-04-10
  language fr
  text Les dockers de Marseille ont cessé le travail jeudi.\\n\\nLe port est bloqué.
document https://a.example/6
  url https://a.example/6
  text A ferry was late in Split.
";
    assert_eq!(in_memory("crawl", archive.concat()), expected);
    // Each record is a gzip member of its own, as crawlers write them.
    let members: Vec<u8> = archive.iter().flat_map(|record| gzip(record)).collect();
    assert_eq!(in_memory("crawl", members), expected);
}

/// A table with a column of text and one of days.
fn parquet_table() -> Vec<u8> {
    let schema = "message t { required binary Story (UTF8); required int32 date (DATE); \
                  required int64 n; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, schema, Arc::default()).expect("a file");
    let mut group = file.next_row_group().expect("a group");
    let texts = [
        ByteArray::from("Shells hit Kharkiv."),
        ByteArray::from("Floods hit Jakarta."),
    ];
    let mut column = group.next_column().expect("a column").expect("the text");
    column
        .typed::<ByteArrayType>()
        .write_batch(&texts, None, None)
        .expect("texts");
    column.close().expect("a column");
    let mut column = group.next_column().expect("a column").expect("the date");
    column
        .typed::<Int32Type>()
        .write_batch(&[20_188, 20_189], None, None)
        .expect("days");
    column.close().expect("a column");
    let mut column = group.next_column().expect("a column").expect("the number");
    column
        .typed::<Int64Type>()
        .write_batch(&[1, 2], None, None)
        .expect("numbers");
    column.close().expect("a column");
    group.close().expect("a group");
    file.close().expect("a file");
    bytes
}

#[test]
fn tables_by_columns() {
    let expected = "\
document table:1
  published 2025-04-10
  text Shells hit Kharkiv.
document table:2
  published 2025-04-11
  text Floods hit Jakarta.
";
    assert_eq!(in_memory("table", parquet_table()), expected);
    let options = ReadOptions {
        columns: Columns {
            text: Some("body".to_string()),
            ..Columns::default()
        },
        ..ReadOptions::default()
    };
    let found = written(&documents("t", None, None, parquet_table(), &options));
    assert_eq!(
        found,
        "error no column `body`; there are `Story`, `date`, `n`\n"
    );
}

/// Every file and every archive made here.
fn all_bytes() -> Vec<Vec<u8>> {
    let entries = fs::read_dir(folder()).expect("the folder");
    let mut all: Vec<Vec<u8>> = entries
        .map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"))
        .collect();
    let page = file("short.html");
    all.push(zip_of(&[("a.html", &page), ("b.eml", &file("mail.eml"))]));
    all.push(gzip(&file("rss.xml")));
    all.push(parquet_table());
    let head = "200 OK\r\nContent-Type: text/html";
    all.push([response("https://a.example/1", head, &page), gzip(&page)].concat());
    all
}

#[test]
fn damaged_bytes_give_problems_and_never_a_panic() {
    let options = ReadOptions::default();
    let mut read = 0;
    for bytes in all_bytes() {
        for step in 1..24 {
            let cut = bytes[..bytes.len() * step / 24].to_vec();
            read += documents("cut", None, None, cut, &options).len();
            let mut changed = bytes.clone();
            for (at, with) in (step * 5..changed.len())
                .step_by(step * 31)
                .zip((0..=255).cycle())
            {
                changed[at] = with;
            }
            read += documents("changed", None, None, changed, &options).len();
        }
    }
    assert!(read > 500, "{read}");
}
