//! robots.txt, as RFC 9309 has it: which paths of a host a crawler may ask for.

use std::time::Duration;

/// Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least.
pub const MAX_BYTES: usize = 500 << 10;
/// Longest pause between requests that a robots.txt is followed in.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What a host's robots.txt says to one crawler.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// Pause between requests that is asked for (`Crawl-delay`, which RFC 9309 leaves open).
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    pattern: Vec<u8>,
    allows: bool,
}

/// A group of rules while the file is read.
#[derive(Default)]
struct Group {
    is_ours: bool,
    is_everyones: bool,
    has_rules: bool,
}

impl Robots {
    /// The rules for `product`; those of `*` where no group names it. Lines that mean nothing
    /// are passed over, as the RFC wants it.
    pub fn parse(bytes: &[u8], product: &str) -> Robots {
        let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
        let text = String::from_utf8_lossy(bytes);
        let (mut ours, mut everyones, mut is_named) = (Robots::default(), Robots::default(), false);
        let mut group = Group::default();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                group.name(value, product);
                is_named |= group.is_ours;
                continue;
            }
            group.has_rules |= matches!(key.as_str(), "allow" | "disallow" | "crawl-delay");
            for (is_meant, robots) in [
                (group.is_ours, &mut ours),
                (group.is_everyones, &mut everyones),
            ] {
                if is_meant {
                    robots.line(&key, value);
                }
            }
        }
        if is_named { ours } else { everyones }
    }

    fn line(&mut self, key: &str, value: &str) {
        match key {
            // A rule without a path is none.
            "allow" | "disallow" if !value.is_empty() => self.rules.push(Rule {
                pattern: normal(value.as_bytes()),
                allows: key == "allow",
            }),
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok();
                let delay = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                self.delay = delay.map(|delay| delay.min(LONGEST_DELAY)).or(self.delay);
            }
            _ => {}
        }
    }

    /// Whether a path, with its query, may be asked for: the longest rule that fits decides, of
    /// two of one length the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let path = normal(path.as_bytes());
        self.rules
            .iter()
            .filter(|rule| fits(&rule.pattern, &path))
            .max_by_key(|rule| (rule.pattern.len(), rule.allows))
            .is_none_or(|rule| rule.allows)
    }
}

impl Group {
    /// A `User-agent` line: the first of a group, or one more of it.
    fn name(&mut self, value: &str, product: &str) {
        if self.has_rules {
            *self = Group::default();
        }
        // What follows the product's name, as in "dateline/0.1", is not compared.
        let end = value
            .find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_')
            .unwrap_or(value.len());
        self.is_everyones |= value == "*";
        self.is_ours |= value[..end].eq_ignore_ascii_case(product);
    }
}

/// A path with one way of writing each character: letters, digits and `-._~` plainly, bytes
/// outside ASCII as `%XX`, and the digits of `%xx` in capitals.
fn normal(path: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(path.len());
    let mut at = 0;
    while at < path.len() {
        let byte = path[at];
        match (byte, escaped(path, at)) {
            (b'%', Some(byte)) => {
                at += 3;
                match byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    true => out.push(byte),
                    false => out.extend(format!("%{byte:02X}").bytes()),
                }
            }
            _ => {
                at += 1;
                match byte.is_ascii() {
                    true => out.push(byte),
                    false => out.extend(format!("%{byte:02X}").bytes()),
                }
            }
        }
    }
    out
}

/// The byte that `%XX` at a position stands for.
fn escaped(path: &[u8], at: usize) -> Option<u8> {
    let digits = std::str::from_utf8(path.get(at + 1..at + 3)?).ok()?;
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u8::from_str_radix(digits, 16).ok().filter(|_| are_digits)
}

/// Whether a path begins with a pattern, in which `*` is any characters and a final `$` the end.
///
/// Complexity: length of the path times length of the pattern; a mismatch goes back to the last
/// `*` only.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!to_end || t == path.len()) {
            return true;
        }
        if pattern.get(p) == Some(&b'*') {
            star = Some((p + 1, t));
            p += 1;
        } else if p < pattern.len() && path.get(t) == pattern.get(p) {
            p += 1;
            t += 1;
        } else if let Some((after, from)) = star
            && from < path.len()
        {
            star = Some((after, from + 1));
            (p, t) = (after, from + 1);
        } else {
            return false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(file: &str, path: &str) -> bool {
        Robots::parse(file.as_bytes(), "dateline").allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c$\nAllow: /x\nDisallow: /x\n";
        for (path, expected) in [
            ("/", true),
            ("/a", false),
            ("/abc", false),
            ("/a/b", true),
            ("/a/b/c", false),
            ("/a/b/cd", true),
            ("/x", true),
        ] {
            assert_eq!(allows(file, path), expected, "{path}");
        }
    }

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("/", "/a", true),
            ("/*.php", "/a/b.php?x", true),
            ("/*.php$", "/a/b.php?x", false),
            ("/*.php$", "/a.php/b.php", true),
            ("/a*b*c", "/aXbYbZc", true),
            ("/a*b*c", "/aXcYb", false),
            ("*", "/a", true),
            ("/$", "/", true),
            ("/$", "/a", false),
            ("/a**", "/a", true),
            ("/é", "/%C3%A9t%c3%a9", true),
            ("/%7Euser", "/~user/", true),
            ("/a%2fb", "/a/b", false),
            ("/100%", "/100%", true),
        ] {
            assert_eq!(
                fits(&normal(pattern.as_bytes()), &normal(path.as_bytes())),
                expected,
                "{pattern} {path}"
            );
        }
    }

    #[test]
    fn groups() {
        let file = "\u{feff}User-agent: other\nUser-Agent: DateLine/2.0\ndisallow: /ours # note\n\
                    Crawl-delay: 2.5\nSitemap: /s\n\nUser-agent: *\nDisallow: /\n\
                    User-agent: dateline\nDisallow: /too\n";
        for (path, expected) in [("/", true), ("/ours", false), ("/too", false)] {
            assert_eq!(allows(file, path), expected, "{path}");
        }
        let delay = Robots::parse(file.as_bytes(), "dateline").delay;
        assert_eq!(delay, Some(Duration::from_millis(2500)));
        assert!(!allows("User-agent: *\nDisallow: /", "/a"));
        assert!(allows("User-agent: datelines\nDisallow: /", "/a"));
        assert!(allows("User-agent: *\nDisallow:\n", "/a"));
        assert!(allows("Disallow: /\n", "/a"));
        assert!(allows("<html>User-agent: *</html>", "/a"));
        // A group of ours without rules is still ours.
        assert!(allows(
            "User-agent: dateline\nDisallow:\nUser-agent: *\nDisallow: /",
            "/a"
        ));
    }

    #[test]
    fn nonsense_is_no_rule() {
        for delay in ["-1", "nan", "x", "1e400"] {
            let file = format!("User-agent: *\nCrawl-delay: {delay}\n");
            assert_eq!(
                Robots::parse(file.as_bytes(), "dateline").delay,
                None,
                "{delay}"
            );
        }
        assert!(allows("\u{0}\u{1}: :\n::\n", "/a"));
    }
}
