//! Gazetteer: names to places, used in place from one index file.

use crate::place::{CountryCode, LonLat, Place, PlaceId};

/// An opened gazetteer.
pub struct Gazetteer;

/// A place's row in an opened gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIndex(pub u32);

impl Gazetteer {
    /// The gazetteer compiled into the program.
    pub fn embedded() -> &'static Gazetteer {
        todo!("gazetteer helper")
    }
    /// Its identity, for `run.json`: name, version and checksum.
    pub fn id(&self) -> String {
        todo!()
    }
    /// All of a place, owned.
    pub fn place(&self, _index: PlaceIndex) -> Place {
        todo!()
    }
    /// The place with an id.
    pub fn by_id(&self, _id: PlaceId) -> Option<PlaceIndex> {
        todo!()
    }
    /// Its point.
    pub fn point(&self, _index: PlaceIndex) -> LonLat {
        todo!()
    }
    /// Its country.
    pub fn country(&self, _index: PlaceIndex) -> Option<CountryCode> {
        todo!()
    }
}
