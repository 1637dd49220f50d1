//! A web server of this process that answers as a test wants it, the wrong way too.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// An answer, from a text of parts with `|` between: the status, headers, an empty part, the
/// body. Parts that begin with `!` say what else happens:
///
/// `!length N` announces another length, `!stall` stops after the body and keeps the connection,
/// `!endless` repeats the body, `!flood` sends a thousand headers, `!nonsense` sends the body and
/// no head. `HOST` in a header stands for the server's address.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    status: String,
    headers: Vec<String>,
    tricks: Vec<String>,
    body: Vec<u8>,
}

impl Answer {
    /// Reads an answer.
    pub fn new(text: &str) -> Answer {
        let (head, body) = text.split_once("||").unwrap_or((text, ""));
        let mut parts = head.split('|');
        let status = parts.next().unwrap_or_default().to_owned();
        let (tricks, headers) = parts
            .map(str::to_owned)
            .partition(|part| part.starts_with('!'));
        Answer {
            status,
            headers,
            tricks,
            body: super::cases::unescape(body),
        }
    }

    /// A page that is as it should be.
    pub fn page(content_type: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer {
            body: body.into(),
            ..Answer::new(&format!("200|Content-Type: {content_type}"))
        }
    }

    fn has(&self, trick: &str) -> bool {
        self.tricks.iter().any(|known| known == trick)
    }

    fn head(&self, host: &str) -> String {
        let lengths = self.tricks.iter();
        let mut lengths = lengths.filter_map(|trick| trick.strip_prefix("!length "));
        let length = lengths.next().map(str::to_owned);
        let length = length.unwrap_or_else(|| self.body.len().to_string());
        let mut head = format!("HTTP/1.1 {} X\r\nConnection: close\r\n", self.status);
        if !self.has("!endless") {
            head += &format!("Content-Length: {length}\r\n");
        }
        for header in &self.headers {
            head += &format!("{}\r\n", header.replace("HOST", host));
        }
        if self.has("!flood") {
            (0..1000).for_each(|number| head += &format!("X-Flood-{number}: {number}\r\n"));
        }
        head + "\r\n"
    }

    /// Sends it; the client may leave at any time, which is what some tests are about.
    fn send(&self, stream: &mut TcpStream, host: &str) -> std::io::Result<()> {
        if !self.has("!nonsense") {
            stream.write_all(self.head(host).as_bytes())?;
        }
        stream.write_all(&self.body)?;
        stream.flush()?;
        while self.has("!endless") {
            stream.write_all(&self.body)?;
        }
        if self.has("!stall") {
            let _ = stream.read(&mut [0])?;
        }
        Ok(())
    }
}

/// What is answered at a path: answers in turn, the last one again and again.
struct Route {
    path: String,
    answers: Vec<Answer>,
    asked: usize,
}

/// The server. Paths that nobody named are not found.
#[derive(Clone)]
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    routes: Vec<Route>,
    requests: Vec<String>,
}

impl Server {
    /// Starts a server without pages.
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let server = Server {
            address: listener.local_addr().expect("an address"),
            state: Arc::default(),
        };
        let shared = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (server, stream) = (shared.clone(), stream.expect("a connection"));
                std::thread::spawn(move || server.serve(stream));
            }
        });
        server
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Adds an answer to those of a path.
    pub fn add(&self, path: &str, answer: Answer) {
        let mut state = self.state.lock().expect("not poisoned");
        match state.routes.iter_mut().find(|route| route.path == path) {
            Some(route) => route.answers.push(answer),
            None => state.routes.push(Route {
                path: path.to_owned(),
                answers: vec![answer],
                asked: 0,
            }),
        }
    }

    /// Answers a path with this from now on.
    pub fn set(&self, path: &str, answer: Answer) {
        let mut state = self.state.lock().expect("not poisoned");
        state.routes.retain(|route| route.path != path);
        drop(state);
        self.add(path, answer);
    }

    /// The requests for a path so far, each with its headers in small letters.
    pub fn requests(&self, path: &str) -> Vec<String> {
        let start = format!("get {path} http");
        let state = self.state.lock().expect("not poisoned");
        let requests = state.requests.iter();
        requests
            .filter(|request| request.starts_with(&start))
            .cloned()
            .collect()
    }

    fn serve(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") && reader.read_line(&mut request).unwrap_or(0) > 0 {}
        let answer = self.answer(&request.to_lowercase());
        let host = request
            .lines()
            .find_map(|line| line.strip_prefix("host: ").or(line.strip_prefix("Host: ")));
        let _ = answer.send(&mut stream, host.unwrap_or_default());
    }

    fn answer(&self, request: &str) -> Answer {
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut state = self.state.lock().expect("not poisoned");
        state.requests.push(request.to_owned());
        let Some(route) = state.routes.iter_mut().find(|route| route.path == path) else {
            return Answer::new("404");
        };
        let last = route.answers.len() - 1;
        let answer = route.answers[route.asked.min(last)].clone();
        route.asked += 1;
        answer
    }
}
