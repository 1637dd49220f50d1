//! The event types as one table: `ontology.tsv`.

/// A kind of event.
#[derive(Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Leaf name in snake_case: `air_strike`.
    pub subtype: &'static str,
    /// PLOVER type in capitals, or one of ours: `ASSAULT`, `DISASTER`.
    pub event_type: &'static str,
    /// Readable name: "Air strike".
    pub label: &'static str,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// ACLED event type.
    pub acled_event_type: Option<&'static str>,
    /// ACLED sub-event type.
    pub acled_sub_event_type: Option<&'static str>,
}
