//! Markup becomes text: paragraphs as blocks with a blank line between them.

use super::ProblemKind;
use dom_query::{Document, NodeRef};

/// How deep elements may be nested. A page has some 30 levels, browsers stop at 512; parsing
/// takes time with the square of the depth.
pub const MAX_DEPTH: usize = 1000;

/// Refuses markup nested so deep that it would take too long to parse.
pub fn check_depth(markup: &str) -> Result<(), ProblemKind> {
    let mut depth = 0usize;
    for tag in markup.split('<').skip(1) {
        if let Some(end) = tag.strip_prefix('/') {
            if nests(name_of(end)) {
                depth = depth.saturating_sub(1);
            }
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let closed = tag.split('>').next().is_some_and(|tag| tag.ends_with('/'));
            depth += usize::from(nests(name_of(tag)) && !closed);
            if depth > MAX_DEPTH {
                return Err(ProblemKind::TooNested { limit: MAX_DEPTH });
            }
        }
    }
    Ok(())
}

fn name_of(tag: &str) -> &str {
    tag.split(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/')
        .next()
        .unwrap_or_default()
}

/// Whether an element without an end tag holds what follows; some never do, others end where the
/// next begins.
fn nests(name: &str) -> bool {
    const NOT: [&str; 26] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead",
        "option", "rp", "rt",
    ];
    !NOT.iter().any(|not| name.eq_ignore_ascii_case(not))
}

/// The text of a piece of markup, as in the item of a feed.
pub fn fragment_text(markup: &str) -> Result<String, ProblemKind> {
    if !markup.contains(['<', '&']) {
        return Ok(markup.trim().to_string());
    }
    check_depth(markup)?;
    Ok(text_of(Document::fragment(markup).root()))
}

/// The text of a node: blocks as paragraphs, white space collapsed, without what is not read
/// aloud: scripts, captions, buttons.
pub fn text_of(root: NodeRef<'_>) -> String {
    let mut paragraphs = Paragraphs::default();
    let mut node = root;
    loop {
        let entered = enter(&node, &mut paragraphs);
        if let Some(child) = node.first_child().filter(|_| entered) {
            node = child;
            continue;
        }
        loop {
            leave(&node, &mut paragraphs);
            if node.id == root.id {
                return paragraphs.finish();
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return paragraphs.finish(),
            }
        }
    }
}

/// Takes what a node begins with; `false` when its children are passed over.
fn enter(node: &NodeRef<'_>, paragraphs: &mut Paragraphs) -> bool {
    if node.is_text() {
        paragraphs.words(&node.text());
        return false;
    }
    let Some(name) = node.node_name() else {
        return true;
    };
    match name.as_ref() {
        name if SILENT.contains(&name) => return false,
        "br" => paragraphs.line(),
        "td" | "th" => paragraphs.words(" "),
        name if BLOCKS.contains(&name) => paragraphs.end(),
        _ => {}
    }
    true
}

fn leave(node: &NodeRef<'_>, paragraphs: &mut Paragraphs) {
    if node
        .node_name()
        .is_some_and(|name| BLOCKS.contains(&name.as_ref()))
    {
        paragraphs.end();
    }
}

/// Elements whose content is no running text.
pub const SILENT: [&str; 23] = [
    "script",
    "style",
    "noscript",
    "template",
    "head",
    "title",
    "figcaption",
    "button",
    "select",
    "textarea",
    "iframe",
    "object",
    "svg",
    "math",
    "audio",
    "video",
    "canvas",
    "nav",
    "form",
    "dialog",
    "menu",
    "footer",
    "rt",
];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 33] = [
    "p",
    "div",
    "article",
    "section",
    "main",
    "header",
    "aside",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "hr",
    "figure",
    "address",
    "details",
    "summary",
    "fieldset",
    "body",
];

/// Text as it comes together.
#[derive(Default)]
struct Paragraphs {
    text: String,
    /// A space is due before the next word.
    space: bool,
    /// Line ends due before the next word.
    lines: usize,
}

impl Paragraphs {
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                // No-break spaces keep words apart like others; soft hyphens are none.
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                '\0' => self.push('\u{FFFD}'),
                c if c.is_whitespace() => self.space = true,
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if !self.text.is_empty() {
            match self.lines {
                0 if self.space => self.text.push(' '),
                0 => {}
                1 => self.text.push('\n'),
                _ => self.text.push_str("\n\n"),
            }
        }
        (self.space, self.lines) = (false, 0);
        self.text.push(c);
    }

    fn line(&mut self) {
        self.lines += 1;
    }

    fn end(&mut self) {
        self.lines = 2;
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs() {
        let cases = [
            ("Kyiv", "Kyiv"),
            ("Shells &amp; <b>mines</b>", "Shells & mines"),
            ("<p>One\n two</p><p>Three</p>", "One two\n\nThree"),
            ("One<br>two<br><br>three", "One\ntwo\n\nthree"),
            ("<ul><li>a<li>b</ul>", "a\n\nb"),
            (
                "<p>a</p><script>b</script><figure><img><figcaption>c</figcaption></figure>",
                "a",
            ),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\n\nc"),
            ("Mariu&shy;pol&nbsp;fell", "Mariupol fell"),
        ];
        for (markup, text) in cases {
            assert_eq!(fragment_text(markup).unwrap(), text, "{markup}");
        }
    }

    #[test]
    fn bottomless_markup_is_refused() {
        assert!(fragment_text(&"<div>".repeat(2000)).is_err());
        assert!(fragment_text(&"<p>".repeat(2000)).is_ok());
        assert!(fragment_text(&"<b>x</b>".repeat(2000)).is_ok());
    }
}
