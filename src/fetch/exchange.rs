//! One request and its answer, without redirects and repetition.

use super::address::{PrivateAddress, PublicResolver, UnknownHost};
use super::headers::{self, Validators};
use super::problem::FetchProblem;
use super::{FetchOptions, USER_AGENT};
use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LOCATION};
use reqwest::redirect::Policy;
use reqwest::{StatusCode, Url};
use std::error::Error;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What is asked for, in the order of preference.
const ACCEPTED: &str = "text/html, application/xhtml+xml, application/rss+xml, \
                        application/atom+xml, application/feed+json, application/xml;q=0.9, \
                        text/plain;q=0.9, */*;q=0.5";
/// Longest wait for a connection, where the time for all of the answer is longer.
const CONNECT: Duration = Duration::from_secs(10);
/// Longest wait for the next bytes, where the time for all of the answer is longer.
const SILENCE: Duration = Duration::from_secs(30);

/// Sends requests.
pub struct Exchange {
    client: Client,
    timeout: Duration,
}

/// What an answer is good for.
pub enum Answer {
    /// A page.
    Page {
        /// Its headers.
        headers: HeaderMap,
        /// Its body, decompressed.
        body: Vec<u8>,
    },
    /// The page that the validators are of is still the page.
    NotModified(HeaderMap),
    /// It is elsewhere.
    Redirect(Url),
}

/// An answer that is none of these, or none.
pub struct Failure {
    /// What is wrong.
    pub problem: FetchProblem,
    /// Its `Retry-After`.
    pub retry_after: Option<String>,
}

/// What to do with bodies that are too long.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Refuse what is longer than this.
    Refuse(usize),
    /// Take the beginning.
    Cut(usize),
}

impl Limit {
    fn bytes(self) -> usize {
        match self {
            Limit::Refuse(bytes) | Limit::Cut(bytes) => bytes,
        }
    }
}

impl From<FetchProblem> for Failure {
    fn from(problem: FetchProblem) -> Failure {
        Failure {
            problem,
            retry_after: None,
        }
    }
}

impl Exchange {
    /// Prepares connections.
    ///
    /// Proxies of the environment are not used: behind one, the address that is connected to
    /// cannot be checked.
    ///
    /// Errors: the system gives no certificates or no threads.
    pub fn new(options: &FetchOptions) -> Result<Exchange, String> {
        // Fails only when a provider is installed already, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolver = PublicResolver {
            allow_private: options.allow_private,
        };
        let mut builder = Client::builder();
        for (name, address) in &options.known_hosts {
            builder = builder.resolve(name, *address);
        }
        let client = builder
            .user_agent(USER_AGENT)
            .redirect(Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(resolver))
            .connect_timeout(options.timeout.min(CONNECT))
            .timeout(options.timeout.min(SILENCE))
            .build()
            .map_err(|error| causes(&error))?;
        Ok(Exchange {
            client,
            timeout: options.timeout,
        })
    }

    /// Asks for a page, or whether it changed.
    pub fn ask(
        &self,
        url: &Url,
        validators: Option<&Validators>,
        limit: Limit,
    ) -> Result<Answer, Failure> {
        let deadline = Instant::now() + self.timeout;
        let mut request = self.client.get(url.clone()).header(ACCEPT, ACCEPTED);
        if let Some(validators) = validators {
            if let Some(etag) = &validators.etag {
                request = request.header(IF_NONE_MATCH, etag);
            }
            if let Some(date) = &validators.last_modified {
                request = request.header(IF_MODIFIED_SINCE, date);
            }
        }
        let response = request.send().map_err(|error| of_request(&error))?;
        let retry_after = headers::retry_after(response.headers());
        self.answer(response, url, validators.is_some(), deadline, limit)
            .map_err(|problem| Failure {
                problem,
                retry_after,
            })
    }

    fn answer(
        &self,
        response: Response,
        url: &Url,
        is_conditional: bool,
        deadline: Instant,
        limit: Limit,
    ) -> Result<Answer, FetchProblem> {
        let headers = response.headers().clone();
        match response.status() {
            StatusCode::OK | StatusCode::NON_AUTHORITATIVE_INFORMATION => {
                let body = body(response, deadline, limit)?;
                Ok(Answer::Page { headers, body })
            }
            StatusCode::NOT_MODIFIED if is_conditional => Ok(Answer::NotModified(headers)),
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => {
                let location = headers.get(LOCATION).map(|value| value.as_bytes());
                let target = location
                    .and_then(|location| url.join(&String::from_utf8_lossy(location)).ok())
                    .ok_or(FetchProblem::Nowhere {
                        status: response.status().as_u16(),
                    })?;
                Ok(Answer::Redirect(without_secrets(target)))
            }
            status => Err(FetchProblem::Status {
                status: status.as_u16(),
            }),
        }
    }
}

/// The address that is asked for: a page's part is of no matter to its server, and a name and
/// password that a page made up are not sent.
fn without_secrets(mut url: Url) -> Url {
    url.set_fragment(None);
    // Fails where an address can have none.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

fn body(mut response: Response, deadline: Instant, limit: Limit) -> Result<Vec<u8>, FetchProblem> {
    let too_large = FetchProblem::TooLarge {
        limit: limit.bytes(),
    };
    let announced = response.content_length();
    if let Limit::Refuse(bytes) = limit
        && announced.is_some_and(|announced| announced > bytes as u64)
    {
        return Err(too_large);
    }
    let mut body = Vec::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        if Instant::now() >= deadline {
            return Err(FetchProblem::Timeout(
                "the page comes too slowly".to_owned(),
            ));
        }
        match response.read(&mut buffer) {
            Ok(0) => return Ok(body),
            Ok(read) => body.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(of_body(&error)),
        }
        match limit {
            Limit::Refuse(bytes) if body.len() > bytes => return Err(too_large),
            Limit::Cut(bytes) if body.len() >= bytes => {
                body.truncate(bytes);
                return Ok(body);
            }
            _ => {}
        }
    }
}

/// An error and what caused it, in turn.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    let mut next = Some(error);
    std::iter::from_fn(move || {
        let error = next?;
        next = error.source();
        Some(error)
    })
}

/// The first error of a kind among an error and its causes.
fn cause<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    chain(error).find_map(|error| error.downcast_ref::<E>())
}

fn of_request(error: &reqwest::Error) -> FetchProblem {
    if let Some(PrivateAddress(address)) = cause(error) {
        FetchProblem::Private(*address)
    } else if let Some(UnknownHost(reason)) = cause(error) {
        FetchProblem::UnknownHost(reason.clone())
    } else if error.is_timeout() {
        FetchProblem::Timeout("the server is silent".to_owned())
    } else if error.is_builder() {
        FetchProblem::BadAddress(causes(error))
    } else {
        FetchProblem::Broken(innermost(error))
    }
}

fn of_body(error: &io::Error) -> FetchProblem {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<reqwest::Error>());
    match inner {
        Some(inner) if inner.is_timeout() => {
            FetchProblem::Timeout("the page stops in the middle".to_owned())
        }
        Some(inner) if is_decompression(inner) => FetchProblem::Garbled(innermost(inner)),
        Some(inner) => FetchProblem::Broken(innermost(inner)),
        None => FetchProblem::Broken(innermost(error)),
    }
}

/// Whether the bytes came and are not in the encoding they claim.
fn is_decompression(error: &reqwest::Error) -> bool {
    let kinds = chain(error).filter_map(|error| error.downcast_ref::<io::Error>());
    kinds.last().is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    })
}

/// What is at the bottom of an error: the layers above only say that a request failed.
fn innermost(error: &(dyn Error + 'static)) -> String {
    chain(error)
        .last()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// An error with what caused it, on one line.
fn causes(error: &(dyn Error + 'static)) -> String {
    let all: Vec<String> = chain(error).map(ToString::to_string).collect();
    all.join(": ")
}
