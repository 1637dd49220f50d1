//! Fetching from a server of this process that behaves badly on purpose.

use super::*;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What the server does with a request.
#[derive(Clone)]
enum Answer {
    /// Head, body; the connection is closed after it.
    Send(String, Vec<u8>),
    /// Head, beginning of the body, then nothing until the client has had enough.
    Stall(String, Vec<u8>),
}

/// A server that gives the answers in turn, the last one for ever, and keeps the requests.
struct Server {
    url: String,
    requests: Arc<Mutex<Vec<String>>>,
}

fn serve(answers: Vec<Answer>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let requests = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&requests);
    std::thread::spawn(move || {
        for (number, stream) in listener.incoming().enumerate() {
            let answer = answers[number.min(answers.len() - 1)].clone();
            let stream = stream.expect("a connection");
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || answer_one(stream, answer, &kept));
        }
    });
    Server { url, requests }
}

fn answer_one(mut stream: TcpStream, answer: Answer, kept: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut request = String::new();
    while !request.ends_with("\r\n\r\n") && reader.read_line(&mut request).unwrap_or(0) > 0 {}
    kept.lock().expect("not poisoned").push(request);
    let (head, body, stalls) = match answer {
        Answer::Send(head, body) => (head, body, false),
        Answer::Stall(head, body) => (head, body, true),
    };
    // The client may have gone, which is what some tests are about.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&body);
    let _ = stream.flush();
    if stalls {
        let _ = stream.read(&mut [0]);
    }
}

impl Server {
    fn request(&self, number: usize) -> String {
        self.requests.lock().expect("not poisoned")[number].to_lowercase()
    }

    fn count(&self) -> usize {
        self.requests.lock().expect("not poisoned").len()
    }
}

fn head(status: &str, headers: &[(&str, String)]) -> String {
    let mut head = format!("HTTP/1.1 {status}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head + "\r\n"
}

fn ok(length: usize) -> String {
    head(
        "200 OK",
        &[
            ("Content-Length", length.to_string()),
            ("ETag", "\"one\"".to_owned()),
        ],
    )
}

fn partial(from: usize, total: usize) -> String {
    head(
        "206 Partial Content",
        &[
            ("Content-Length", (total - from).to_string()),
            (
                "Content-Range",
                format!("bytes {from}-{}/{total}", total - 1),
            ),
            ("ETag", "\"one\"".to_owned()),
        ],
    )
}

fn request(server: &Server, name: &str) -> (tempfile::TempDir, FetchRequest) {
    let folder = tempfile::tempdir().expect("a folder");
    let request = FetchRequest {
        base_url: server.url.clone(),
        files: vec![RemoteFile::new(name)],
        folder: folder.path().join("geonames"),
        attempts: 3,
        pause: Duration::from_millis(1),
        patience: Duration::from_millis(400),
    };
    (folder, request)
}

fn run(request: &FetchRequest) -> Result<Vec<(String, Fetched)>, FetchError> {
    fetch(request, &mut |_, _, _| {})
}

fn loaded(request: &FetchRequest) -> Vec<u8> {
    std::fs::read(request.folder.join(&request.files[0].name)).expect("the file is there")
}

/// A zip file with one member.
fn zip_file() -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    writer.start_file("SY.txt", options).expect("a member");
    writer
        .write_all(&b"170063\tAleppo\n".repeat(50))
        .expect("memory");
    writer.finish().expect("memory").into_inner()
}

#[test]
fn a_file_is_loaded_and_then_only_asked_for() {
    let body = zip_file();
    let server = serve(vec![
        Answer::Send(ok(body.len()), body.clone()),
        Answer::Send(head("304 Not Modified", &[]), Vec::new()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    let bytes = body.len() as u64;
    assert_eq!(
        run(&request).expect("it is there")[0].1,
        Fetched::Loaded { bytes }
    );
    assert_eq!(loaded(&request), body);
    assert_eq!(run(&request).expect("it is there")[0].1, Fetched::UpToDate);
    assert!(server.request(1).contains("if-none-match: \"one\""));
    assert_eq!(loaded(&request), body);
}

#[test]
fn a_broken_connection_is_gone_on_with_by_range() {
    let body = zip_file();
    let half = body.len() / 2;
    let server = serve(vec![
        Answer::Send(ok(body.len()), body[..half].to_vec()),
        Answer::Send(partial(half, body.len()), body[half..].to_vec()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    run(&request).expect("the rest comes");
    assert_eq!(loaded(&request), body);
    assert!(server.request(1).contains(&format!("range: bytes={half}-")));
    assert!(server.request(1).contains("if-range: \"one\""));
}

#[test]
fn a_stalled_connection_is_given_up_and_gone_on_with() {
    let body = zip_file();
    let server = serve(vec![
        Answer::Stall(ok(body.len()), body[..10].to_vec()),
        Answer::Send(partial(10, body.len()), body[10..].to_vec()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    run(&request).expect("the rest comes");
    assert_eq!(loaded(&request), body);
}

#[test]
fn a_server_with_a_new_version_sends_all_of_it() {
    let body = zip_file();
    let server = serve(vec![
        Answer::Send(ok(body.len()), b"an old version".to_vec()),
        Answer::Send(ok(body.len()), body.clone()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    run(&request).expect("all of it comes");
    assert_eq!(loaded(&request), body);
}

#[test]
fn a_range_that_is_not_there_starts_the_file_over() {
    let body = zip_file();
    let server = serve(vec![
        Answer::Send(ok(body.len()), body[..20].to_vec()),
        Answer::Send(
            head(
                "416 Range Not Satisfiable",
                &[("Content-Range", "bytes */5".to_owned())],
            ),
            Vec::new(),
        ),
        Answer::Send(ok(body.len()), body.clone()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    run(&request).expect("all of it comes");
    assert_eq!(loaded(&request), body);
    assert!(!server.request(2).contains("\r\nrange:"));
}

#[test]
fn a_busy_server_is_asked_again() {
    let body = zip_file();
    let busy = Answer::Send(head("503 Service Unavailable", &[]), Vec::new());
    let server = serve(vec![
        busy.clone(),
        busy.clone(),
        Answer::Send(ok(body.len()), body.clone()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    run(&request).expect("the third answer is the file");
    assert_eq!(loaded(&request), body);

    let server = serve(vec![busy]);
    let (_folder, request) = self::request(&server, "SY.zip");
    let error = run(&request).expect_err("it is always busy");
    assert!(
        matches!(error, FetchError::GaveUp { attempts: 3, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("503"), "{error}");
    assert_eq!(server.count(), 3);
}

#[test]
fn a_missing_file_is_said_at_once() {
    let server = serve(vec![Answer::Send(head("404 Not Found", &[]), Vec::new())]);
    let (_folder, request) = request(&server, "XX.zip");
    let error = run(&request).expect_err("it is missing");
    assert!(matches!(error, FetchError::NotFound { .. }), "{error}");
    assert!(error.to_string().contains("XX.zip"), "{error}");
    assert_eq!(server.count(), 1);
}

#[test]
fn a_length_that_is_a_lie_is_seen() {
    let body = zip_file();
    // Announced too long: every attempt breaks off.
    let server = serve(vec![
        Answer::Send(ok(body.len() + 9), body.clone()),
        Answer::Send(head("503 Service Unavailable", &[]), Vec::new()),
    ]);
    let (_folder, request) = request(&server, "SY.zip");
    let error = run(&request).expect_err("it is never whole");
    assert!(matches!(error, FetchError::GaveUp { .. }), "{error}");
    assert!(!request.folder.join("SY.zip").exists());

    // Announced too short: what comes is no whole zip file.
    let server = serve(vec![Answer::Send(ok(body.len() - 9), body)]);
    let (_folder, request) = self::request(&server, "SY.zip");
    let error = run(&request).expect_err("it is never whole");
    assert!(
        error.to_string().contains("not a whole zip file"),
        "{error}"
    );
    assert!(!request.folder.join("SY.zip").exists());
}

#[test]
fn countries_and_all_ask_for_the_right_files() {
    let names: Vec<String> = country_files(&["SY".to_owned()])
        .into_iter()
        .map(|file| file.path)
        .collect();
    assert_eq!(names[..2], ["SY.zip", "alternatenames/SY.zip"]);
    assert!(
        all_files()
            .iter()
            .any(|file| file.path == "allCountries.zip")
    );
}
