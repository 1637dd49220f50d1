//! Why a page did not come, and what to do about it.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

/// A page that did not come.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FetchError {
    /// The address that failed, where it is not the one asked for but one it redirects to.
    pub redirected_to: Option<String>,
    /// How often it was asked for.
    pub attempts: u32,
    /// What went wrong.
    pub problem: FetchProblem,
}

/// What is wrong with an address or an answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchProblem {
    /// It is no address of a page.
    #[error("not an http or https address: {0}")]
    BadAddress(String),
    /// It is of another scheme.
    #[error("only http and https are fetched, not `{0}`")]
    Scheme(String),
    /// It leads into a network that is not public.
    #[error("{0} is not a public address")]
    Private(IpAddr),
    /// The name of the host is not known.
    #[error("the host is not known: {0}")]
    UnknownHost(String),
    /// robots.txt forbids it.
    #[error("the site's robots.txt asks programs not to read this page")]
    Robots,
    /// robots.txt cannot be had, which counts as forbidding.
    #[error("the site's robots.txt cannot be had ({0}), which counts as forbidding")]
    NoRobots(String),
    /// An answer that is no page.
    #[error("the server answers {status}{}", meaning(*status))]
    Status {
        /// Its number.
        status: u16,
    },
    /// The server wants to be left alone for long.
    #[error("the server answers {status} and asks to come back in {} s", wait.as_secs())]
    Wait {
        /// Its number.
        status: u16,
        /// How long.
        wait: Duration,
    },
    /// It is longer than what is read.
    #[error("the page is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// It did not come in time.
    #[error("no answer in time: {0}")]
    Timeout(String),
    /// Too many redirects.
    #[error("more than {limit} redirects")]
    TooManyRedirects {
        /// How many are followed.
        limit: u32,
    },
    /// Redirects that come back to where they were.
    #[error("the redirects go in a circle")]
    RedirectLoop,
    /// A redirect that leads nowhere.
    #[error("the server answers {status} and says nowhere to go")]
    Nowhere {
        /// Status of the answer.
        status: u16,
    },
    /// The connection failed, or what came is not HTTP.
    #[error("the connection failed: {0}")]
    Broken(String),
    /// The body is not in the encoding it claims.
    #[error("the body cannot be decompressed: {0}")]
    Garbled(String),
    /// There is nothing in it.
    #[error("the page is empty")]
    Empty,
    /// The program was asked to end.
    #[error("stopped")]
    Stopped,
}

fn meaning(status: u16) -> &'static str {
    match status {
        304 => " (not modified) to a request that asks for all of it",
        401 => " (a password is wanted)",
        403 => " (forbidden)",
        404 => " (not found)",
        410 => " (gone)",
        429 => " (too many requests)",
        451 => " (unavailable for legal reasons)",
        503 => " (unavailable)",
        _ => "",
    }
}

impl FetchProblem {
    /// Whether it may be over the next time.
    pub fn is_passing(&self) -> bool {
        match self {
            FetchProblem::Status { status } => matches!(status, 408 | 425 | 429 | 500..=599),
            FetchProblem::Timeout(_)
            | FetchProblem::Broken(_)
            | FetchProblem::Garbled(_)
            | FetchProblem::UnknownHost(_) => true,
            _ => false,
        }
    }

    /// What can be done about it.
    pub fn remedy(&self) -> Option<&'static str> {
        use FetchProblem as P;
        match self {
            P::BadAddress(_) | P::Scheme(_) => {
                Some("write the whole address, as in https://news.example/article")
            }
            P::Private(_) => Some("allow addresses of your own network with --allow-private"),
            P::UnknownHost(_) => Some("check the name and the connection to the network"),
            P::Robots => Some("ask the site for leave, or save the page and give the file"),
            P::NoRobots(_) => Some("try again later, or save the page and give the file"),
            P::Status { status: 404 | 410 } => Some("check the address; the page may have moved"),
            P::Status {
                status: 401 | 403 | 451,
            } => Some("save the page in a browser and give the file"),
            P::Status { status: 429 } | P::Wait { .. } => {
                Some("ask less often (--rate SECONDS), and run again later with --cache DIR")
            }
            P::Status { .. } | P::Broken(_) | P::Garbled(_) => {
                Some("run again later; with --cache DIR only what is missing is fetched")
            }
            P::TooLarge { .. } => Some("raise --max-document-bytes if you want it all"),
            P::Timeout(_) => Some("wait longer with --timeout SECONDS, or run again later"),
            P::TooManyRedirects { .. } => Some("raise --max-redirects, or give the final address"),
            P::RedirectLoop | P::Nowhere { .. } => Some("give the address that a browser ends at"),
            P::Empty | P::Stopped => None,
        }
    }
}

impl FetchError {
    /// A problem with the address that was asked for, before anything was sent.
    pub(crate) fn of(problem: FetchProblem) -> FetchError {
        FetchError {
            redirected_to: None,
            attempts: 0,
            problem,
        }
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(url) = &self.redirected_to {
            write!(f, "redirects to {url}: ")?;
        }
        write!(f, "{}", self.problem)?;
        match self.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " (after {attempts} attempts)"),
        }
    }
}
