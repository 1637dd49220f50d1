//! Values of features as typed formats take them.

use super::columns::Kind;
use super::feature::Field;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::Value;
use std::borrow::Cow;

/// 1 January 1970.
const EPOCH: Date = date(1970, 1, 1);

/// A value with a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed<'a> {
    /// None.
    Null,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Boolean(bool),
    /// A day: as written, and in days since 1 January 1970.
    Date(&'a str, i32),
    /// An instant: as written, and in milliseconds since 1970.
    DateTime(&'a str, i64),
}

impl<'a> Typed<'a> {
    /// The value in the type of its column; what does not fit the type is null.
    pub fn of(kind: Kind, value: &'a Value) -> Typed<'a> {
        let typed = match kind {
            Kind::Text | Kind::OneOf(_) => Self::text(value),
            Kind::Integer => value.as_i64().map(Typed::Integer),
            Kind::Number | Kind::Share => value.as_f64().map(Typed::Number),
            Kind::Boolean => value.as_bool().map(Typed::Boolean),
            Kind::Date => value
                .as_str()
                .and_then(|text| Some(Typed::Date(text, days(text)?))),
            Kind::DateTime => value
                .as_str()
                .and_then(|text| Some(Typed::DateTime(text, milliseconds(text)?))),
        };
        typed.unwrap_or(Typed::Null)
    }

    fn text(value: &'a Value) -> Option<Typed<'a>> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(Typed::Text(Cow::Borrowed(text))),
            other => Some(Typed::Text(Cow::Owned(other.to_string()))),
        }
    }

    /// The value as a table of text has it; nothing for null.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Typed::Null => Cow::Borrowed(""),
            Typed::Text(text) => Cow::Borrowed(text),
            Typed::Integer(number) => Cow::Owned(number.to_string()),
            Typed::Number(number) => Cow::Owned(number.to_string()),
            Typed::Boolean(yes) => Cow::Borrowed(if *yes { "1" } else { "0" }),
            Typed::Date(text, _) | Typed::DateTime(text, _) => Cow::Borrowed(text),
        }
    }
}

/// Days since 1 January 1970 of `2025-04-09`.
pub fn days(text: &str) -> Option<i32> {
    (text.len() == 10).then_some(())?;
    let day: Date = text.parse().ok()?;
    Some(day.duration_since(EPOCH).as_hours() as i32 / 24)
}

/// Milliseconds since 1970 of `2025-04-09T00:00:00Z`.
pub fn milliseconds(text: &str) -> Option<i64> {
    text.contains('T').then_some(())?;
    Some(text.parse::<Timestamp>().ok()?.as_millisecond())
}

/// The names of `fields` as a format writes them that has columns of its own: a name taken, in
/// whatever case, gets underscores until it is free.
pub fn names_beside(own: &[&str], fields: &[Field]) -> Vec<String> {
    let mut taken: Vec<String> = own.iter().map(|name| name.to_lowercase()).collect();
    let mut names = Vec::new();
    for field in fields {
        let mut name = field.name.clone();
        while taken.contains(&name.to_lowercase()) {
            name.push('_');
        }
        taken.push(name.to_lowercase());
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn times_are_counted_from_1970() {
        assert_eq!(days("1970-01-02"), Some(1));
        assert_eq!(days("1969-12-31"), Some(-1));
        assert_eq!(days("2025-04"), None);
        assert_eq!(milliseconds("1970-01-01T00:00:01Z"), Some(1000));
        assert_eq!(milliseconds("2025-04-09"), None);
    }

    #[test]
    fn what_does_not_fit_is_null() {
        assert_eq!(Typed::of(Kind::Integer, &json!("5")), Typed::Null);
        assert_eq!(Typed::of(Kind::Date, &json!("yesterday")), Typed::Null);
        assert_eq!(Typed::of(Kind::Text, &json!([1, 2])).words(), "[1,2]");
    }

    #[test]
    fn own_columns_keep_their_names() {
        let field = |name: &str| Field {
            name: name.to_string(),
            kind: Kind::Text,
        };
        let names = names_beside(&["id"], &[field("ID"), field("a"), field("A")]);
        assert_eq!(names, ["ID_", "a", "A_"]);
    }
}
