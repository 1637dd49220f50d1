//! Elements put together in memory, written by `quick-xml`, which escapes them.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// An element.
#[derive(Clone, Debug)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// An element with no attributes and nothing in it.
pub fn element(name: &str) -> Element {
    Element {
        name: name.to_string(),
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

impl Element {
    /// With an attribute more.
    pub fn with(mut self, name: &str, value: impl ToString) -> Element {
        self.attributes.push((name.to_string(), value.to_string()));
        self
    }

    /// With a child more.
    pub fn child(mut self, child: Element) -> Element {
        self.children.push(Node::Element(child));
        self
    }

    /// With more children.
    pub fn children(mut self, children: impl IntoIterator<Item = Element>) -> Element {
        self.children
            .extend(children.into_iter().map(Node::Element));
        self
    }

    /// With text. What XML cannot hold (control characters) is left out.
    pub fn text(mut self, text: &str) -> Element {
        self.children.push(Node::Text(legal(text)));
        self
    }

    /// With one child that holds only text.
    pub fn leaf(self, name: &str, text: impl ToString) -> Element {
        self.child(element(name).text(&text.to_string()))
    }

    /// Writes it.
    pub fn write<W: Write>(&self, out: &mut Writer<W>) -> io::Result<()> {
        let attributes = self.attributes.iter();
        let start = BytesStart::new(&self.name)
            .with_attributes(attributes.map(|(name, value)| (name.as_str(), value.as_str())));
        if self.children.is_empty() {
            return out.write_event(Event::Empty(start));
        }
        out.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(out)?,
                Node::Text(text) => out.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        out.write_event(Event::End(BytesEnd::new(&self.name)))
    }

    /// The document whose root it is, after a document type where one is given.
    pub fn document(&self, doctype: Option<&str>) -> io::Result<Vec<u8>> {
        let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        if let Some(doctype) = doctype {
            out.write_event(Event::DocType(BytesText::from_escaped(doctype)))?;
        }
        self.write(&mut out)?;
        let mut bytes = out.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// Text without the characters that XML 1.0 has no way to write.
fn legal(text: &str) -> String {
    let legal = |character: &char| matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(legal).collect()
}
