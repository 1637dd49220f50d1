//! Where layers come from, for formats that carry it.

use serde_json::{Value, json};

/// What made the layers and on what terms they may be passed on.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The command, with what its result depends on.
    pub command: Vec<String>,
    /// Identity of the gazetteer, where places were looked up.
    pub gazetteer: Option<String>,
}

/// What the gazetteer asks whoever passes its places on to say; the whole text is in
/// `gazetteer/ATTRIBUTION.md`.
const LICENCE: &str = "Places contain data from GeoNames (geonames.org), CC BY 4.0, changed; \
                       sentences belong to the publishers of the documents";

impl Origin {
    /// The record.
    pub fn to_json(&self) -> Value {
        json!({
            "program": "dateline",
            "version": env!("CARGO_PKG_VERSION"),
            "command": self.command,
            "gazetteer": self.gazetteer,
            "licence": LICENCE,
        })
    }
}
