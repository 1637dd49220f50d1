//! Fetching from a server that does it all wrong; time is the test's own.

use super::cases::{Case, cases};
use super::run::{Bench, root};
use super::server::{Answer, Server};
use dateline::fetch::{Came, Clock, FetchOptions, Fetcher, Page};
use dateline::read::{ReadOptions, Reader, Severity};
use jiff::Timestamp;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const KEYWORDS: &[&str] = &[
    "answer", "get", "options", "sees", "page", "asked", "waited", "sent",
];

/// A clock that stands still but for what is waited.
pub struct TestClock {
    now: Mutex<Timestamp>,
    pauses: Mutex<Vec<Duration>>,
}

impl TestClock {
    /// It is noon.
    pub fn start() -> Arc<TestClock> {
        Arc::new(TestClock {
            now: Mutex::new("2025-04-10T12:00:00Z".parse().expect("a time")),
            pauses: Mutex::default(),
        })
    }

    fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().expect("not poisoned").clone()
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.now.lock().expect("not poisoned")
    }

    fn pause(&self, length: Duration) {
        *self.now.lock().expect("not poisoned") += length;
        self.pauses.lock().expect("not poisoned").push(length);
    }
}

/// Options that know the server as news.test and other.test.
fn options(server: &Server) -> FetchOptions {
    let names = ["news.test", "other.test"];
    FetchOptions {
        known_hosts: names
            .map(|name| (name.to_owned(), server.address()))
            .to_vec(),
        timeout: Duration::from_millis(400),
        max_redirects: 3,
        ..FetchOptions::default()
    }
}

fn address(server: &Server, host: &str, path: &str) -> String {
    format!("http://{host}:{}{path}", server.address().port())
}

#[test]
fn cases_of_fetching() {
    let cases = cases("fetch.txt", KEYWORDS);
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let runs: Vec<_> = cases.iter().map(|case| scope.spawn(|| run(case))).collect();
        let faults = runs.into_iter().map(|run| run.join().expect("no panic"));
        faults.flatten().collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What a case expects and did not get.
fn run(case: &Case) -> Option<String> {
    let server = Server::start();
    for line in case.all("answer") {
        let (path, answer) = line.split_once(' ').expect("a path and an answer");
        let other = format!("other.test:{}", server.address().port());
        server.add(path, Answer::new(&answer.replace("OTHER", &other)));
    }
    let has = |option: &str| {
        case.all("options")
            .any(|all| all.split(' ').any(|name| name == option))
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut options = options(&server);
    options.cache = has("keep").then(|| folder.path().join("pages"));
    if has("all-of-1000-bytes") {
        options.max_bytes = 1000;
    }
    let clock = TestClock::start();
    let fetcher = Fetcher::with_clock(options, clock.clone()).expect("a fetcher");
    let fetcher = Arc::new(fetcher);
    let url = case.all("get").next().map(str::to_owned);
    let url = url.unwrap_or_else(|| address(&server, "news.test", "/a"));
    if has("twice") {
        read(&fetcher, &url);
    }
    let read = read(&fetcher, &url);
    let faults = faults(case, &server, &clock, &read);
    (!faults.is_empty()).then(|| format!("{}: {faults:#?}\n{read:#?}", case.name))
}

/// What a user gets of a page.
#[derive(Debug, Default)]
struct Read {
    /// The error with its remedy.
    error: Option<String>,
    text: Option<String>,
    url: Option<String>,
}

fn read(fetcher: &Arc<Fetcher>, url: &str) -> Read {
    let mut read = Read::default();
    let reader = Reader::open(&[url.to_owned()], ReadOptions::default());
    for item in reader.fetching_with(Arc::clone(fetcher)) {
        match item {
            Ok(document) => {
                read.text = Some(document.text);
                read.url = document.url;
            }
            Err(problem) if problem.severity() == Severity::Error => {
                let remedy = problem.remedy().map(|remedy| format!("; {remedy}"));
                let remedy = remedy.unwrap_or_default();
                read.error = Some(format!("error: {}{remedy}", problem.kind));
            }
            Err(_) => {}
        }
    }
    read
}

fn faults(case: &Case, server: &Server, clock: &TestClock, read: &Read) -> Vec<String> {
    let mut faults = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    let host = format!("news.test:{}", server.address().port());
    let sees = case.one("sees").replace("HOST", &host);
    match &read.error {
        Some(error) => {
            // Which address a machine has for itself is its own affair.
            let error = error.replace(" ::1 is not", " 127.0.0.1 is not");
            expect(error == sees, format!("sees {sees}"));
        }
        None => expect(!sees.starts_with("error: "), format!("sees {sees}")),
    }
    if let Some(page) = case.all("page").next() {
        expect(read.text.as_deref() == Some(page), format!("page {page}"));
        expect(read.url.is_some(), "an address".to_owned());
    }
    let requests = server.requests("/a");
    let asked = case.one("asked");
    expect(
        requests.len().to_string() == asked,
        format!("asked {asked}, but {} requests came", requests.len()),
    );
    for seconds in case.all("waited") {
        let longest = clock.pauses().into_iter().max().unwrap_or_default();
        let is_right = longest.as_secs().to_string() == seconds;
        expect(is_right, format!("waited {seconds}, not {longest:?}"));
    }
    for words in case.all("sent") {
        let sent = requests.last().is_some_and(|last| last.contains(words));
        expect(sent, format!("sent {words}: {requests:?}"));
    }
    faults
}

#[test]
fn the_table_of_the_documentation_has_every_case() {
    let document = std::fs::read_to_string(root().join("docs/inputs.md")).expect("docs/inputs.md");
    let rows: Vec<String> = cases("fetch.txt", KEYWORDS)
        .iter()
        .map(|case| format!("| {} | {} |", case.name, case.one("sees")))
        .collect();
    let missing: Vec<&String> = rows
        .iter()
        .filter(|row| !document.lines().any(|line| line == row.as_str()))
        .collect();
    assert!(
        missing.is_empty(),
        "missing in docs/inputs.md: {missing:#?}"
    );
}

#[test]
fn a_host_is_asked_by_one_at_a_time_and_a_second_apart() {
    let server = Server::start();
    let paths: Vec<String> = (0..12).map(|number| format!("/{number}")).collect();
    for path in &paths {
        server.add(path, Answer::page("text/plain", "Shells hit Kharkiv."));
    }
    let clock = TestClock::start();
    let fetcher = Fetcher::with_clock(options(&server), clock.clone()).expect("a fetcher");
    std::thread::scope(|scope| {
        for path in &paths {
            let (fetcher, server) = (&fetcher, &server);
            scope.spawn(move || {
                let url = address(server, "news.test", path);
                fetcher.fetch(&url).expect("it comes");
            });
        }
    });
    // robots.txt and twelve pages: twelve pauses, one after another.
    assert_eq!(clock.pauses(), [Duration::from_secs(1); 12]);
    // Another host has a turn of its own.
    let begun = clock.now();
    let other = fetcher.fetch(&address(&server, "other.test", "/0"));
    other.expect("it comes");
    let waited = clock.now().duration_since(begun);
    assert_eq!(waited, jiff::SignedDuration::from_secs(1));
}

#[test]
fn a_crawl_delay_is_kept() {
    let server = Server::start();
    server.add(
        "/robots.txt",
        Answer::new("200||User-agent: *\\nCrawl-delay: 5\\n"),
    );
    for path in ["/a", "/b"] {
        server.add(path, Answer::page("text/plain", "Shells hit Kharkiv."));
    }
    let clock = TestClock::start();
    let fetcher = Fetcher::with_clock(options(&server), clock.clone()).expect("a fetcher");
    for path in ["/a", "/b"] {
        let url = address(&server, "news.test", path);
        fetcher.fetch(&url).expect("it comes");
    }
    assert_eq!(clock.pauses(), [1, 5].map(Duration::from_secs));
}

#[test]
fn a_page_keeps_its_charset_and_a_damaged_cache_is_asked_again() {
    let server = Server::start();
    let russian = "text/html; charset=windows-1251";
    server.add("/a", Answer::page(russian, "Shells hit Kharkiv."));
    let folder = tempfile::tempdir().expect("a folder");
    let options = FetchOptions {
        cache: Some(folder.path().to_path_buf()),
        ..options(&server)
    };
    let fetcher = Fetcher::with_clock(options, TestClock::start()).expect("a fetcher");
    let url = address(&server, "news.test", "/a#part");
    let came = |expected| {
        let page: Page = fetcher.fetch(&url).expect("it comes");
        assert_eq!(page.came, expected);
        assert_eq!(page.content_type.as_deref(), Some(russian));
        assert_eq!(page.body, b"Shells hit Kharkiv.");
    };
    came(Came::Loaded);
    came(Came::Kept);
    for entry in walkdir::WalkDir::new(folder.path()) {
        let entry = entry.expect("an entry");
        if entry.file_type().is_file() {
            std::fs::write(entry.path(), "damaged").expect("written");
        }
    }
    came(Came::Loaded);
    came(Came::Kept);
    assert_eq!(server.requests("/a").len(), 2);
}

#[test]
fn addresses_are_inputs_and_a_run_that_is_repeated_asks_for_what_is_missing() {
    let server = Server::start();
    let text = |place: &str| Answer::page("text/plain", format!("Shells hit {place} on Monday."));
    server.add("/a", text("Kharkiv"));
    server.add("/b", text("Goma"));
    server.add("/c", Answer::new("404"));
    let bench = Bench::new();
    bench.file("file.txt", "Shells hit Donetsk on Monday.");
    let list = format!(
        "# more\n{}\n\n{}\nnot one\n",
        server.url("/b"),
        server.url("/c")
    );
    bench.file("urls.txt", list);
    let page = server.url("/a");
    let args = [
        "annotate",
        &page,
        "file.txt",
        "--urls",
        "urls.txt",
        "--cache",
        "pages",
        "--rate",
        "0",
        "--allow-private",
    ];
    let first = bench.run(&args);
    assert_eq!(first.code, Some(2), "{first:#?}");
    assert!(
        first
            .err
            .contains("urls.txt, line 5: not an http or https address: `not one`")
    );
    assert!(
        first.err.contains("/c: the server answers 404"),
        "{}",
        first.err
    );
    let annotations = |out: &str| -> Vec<(String, serde_json::Value)> {
        let lines = out.lines().map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let place = line["toponyms"][0]["surface"].as_str().expect("a place");
            (place.to_owned(), line["url"].clone())
        });
        lines.collect()
    };
    let url = |path| serde_json::Value::from(server.url(path));
    let null = serde_json::Value::Null;
    assert_eq!(
        annotations(&first.out),
        [
            ("Kharkiv".to_owned(), url("/a")),
            ("Donetsk".to_owned(), null),
            ("Goma".to_owned(), url("/b"))
        ]
    );
    server.set("/c", text("Aleppo"));
    let again = bench.run(&args);
    let places: Vec<String> = annotations(&again.out)
        .into_iter()
        .map(|(place, _)| place)
        .collect();
    assert_eq!(places, ["Kharkiv", "Donetsk", "Goma", "Aleppo"]);
    for (path, requests) in [("/a", 1), ("/b", 1), ("/c", 2)] {
        assert_eq!(server.requests(path).len(), requests, "{path}");
    }
    let agent = format!("user-agent: dateline/{}", env!("CARGO_PKG_VERSION"));
    assert!(server.requests("/a")[0].contains(&agent));
}

#[test]
fn private_addresses_have_to_be_allowed() {
    let server = Server::start();
    server.add(
        "/a",
        Answer::page("text/plain", "Shells hit Kharkiv on Monday."),
    );
    let bench = Bench::new();
    for url in [
        server.url("/a"),
        server.url("/a").replace("127.0.0.1", "localhost"),
    ] {
        let finished = bench.run(&["map", &url, "-o", "out", "--attempts", "1"]);
        assert_eq!(finished.code, Some(2), "{finished:#?}");
        assert!(
            finished.err.contains("is not a public address"),
            "{}",
            finished.err
        );
        assert!(finished.err.contains("--allow-private"), "{}", finished.err);
    }
    assert!(server.requests("/a").is_empty());
    let allowed = bench.run(&[
        "map",
        &server.url("/a"),
        "-o",
        "out",
        "--allow-private",
        "--rate",
        "0",
    ]);
    assert_eq!(allowed.code, Some(0), "{allowed:#?}");
}
