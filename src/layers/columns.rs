//! Properties: each with its name, type, meaning and value in one place.

use serde_json::{Map, Value, json};

/// A family of rows that share columns; the rows borrow what they show.
pub trait Rows {
    /// One row.
    type Row<'a>;
}

/// A property.
pub struct Column<R: Rows> {
    /// Its name.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// What it tells, for the schema.
    pub meaning: &'static str,
    /// Its value in a row.
    pub value: for<'a> fn(&R::Row<'a>) -> Value,
}

/// The type of a property; every one may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string that is not empty.
    Text,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number, 0 or more.
    Integer,
    /// A number.
    Number,
    /// A number from 0 to 1.
    Share,
    /// Yes or no.
    Boolean,
    /// `2025-04-09`
    Date,
    /// `2025-04-09T00:00:00Z`
    DateTime,
}

impl Kind {
    /// The JSON Schema of its values.
    pub fn schema(self, meaning: &str) -> Value {
        let mut schema = match self {
            Kind::Text => json!({"type": ["string", "null"], "minLength": 1}),
            Kind::OneOf(words) => {
                let words = words.iter().copied().map(Value::from);
                json!({"enum": words.chain([Value::Null]).collect::<Vec<_>>()})
            }
            Kind::Integer => json!({"type": ["integer", "null"], "minimum": 0}),
            Kind::Number => json!({"type": ["number", "null"]}),
            Kind::Share => json!({"type": ["number", "null"], "minimum": 0, "maximum": 1}),
            Kind::Boolean => json!({"type": ["boolean", "null"]}),
            Kind::Date => json!({"type": ["string", "null"], "format": "date"}),
            Kind::DateTime => json!({"type": ["string", "null"], "format": "date-time"}),
        };
        schema["description"] = json!(meaning);
        schema
    }
}

/// The values of a row, every column present, in the order of the columns.
pub fn properties<R: Rows>(columns: &[Column<R>], row: &R::Row<'_>) -> Map<String, Value> {
    columns
        .iter()
        .map(|column| (column.name.to_string(), (column.value)(row)))
        .collect()
}

/// A string; null when there is none or nothing in it.
pub fn text(text: Option<&str>) -> Value {
    match text {
        Some(text) if !text.is_empty() => json!(text),
        _ => Value::Null,
    }
}

/// Strings joined with `; `, each once; null when there are none.
pub fn list<'a>(items: impl IntoIterator<Item = &'a str>) -> Value {
    let mut seen: Vec<&str> = Vec::new();
    for item in items {
        if !item.is_empty() && !seen.contains(&item) {
            seen.push(item);
        }
    }
    text(Some(&seen.join("; ")))
}

/// A number rounded to `decimals`; null when it is none.
pub fn number(value: f64, decimals: i32) -> Value {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    // Adding zero turns −0 into 0.
    json!(rounded.is_finite().then_some(rounded + 0.0))
}

/// A probability to three decimals.
pub fn share(value: f64) -> Value {
    number(value.clamp(0.0, 1.0), 3)
}

/// A radius to two decimals; null when there is none.
pub fn radius(kilometres: f64) -> Value {
    if kilometres > 0.0 {
        number(kilometres, 2)
    } else {
        Value::Null
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_is_null() {
        assert_eq!(text(None), Value::Null);
        assert_eq!(text(Some("")), Value::Null);
        assert_eq!(list([]), Value::Null);
        assert_eq!(list(["", ""]), Value::Null);
        assert_eq!(number(f64::NAN, 3), Value::Null);
        assert_eq!(radius(0.0), Value::Null);
    }

    #[test]
    fn numbers_are_rounded_and_never_minus_zero() {
        assert_eq!(number(1.23456, 3).to_string(), "1.235");
        assert_eq!(number(-0.00001, 3).to_string(), "0.0");
        assert_eq!(share(1.7), json!(1.0));
    }

    #[test]
    fn lists_name_each_once() {
        assert_eq!(list(["SDF", "PKK/YPG", "SDF"]), json!("SDF; PKK/YPG"));
    }
}
