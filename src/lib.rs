//! Dateline reads news text, finds places and events, and puts them on a map.

pub mod analysis;
pub mod area;
pub mod cli;
mod digest;
pub mod document;
pub mod evaluate;
pub mod event;
pub mod fetch;
pub mod gazetteer;
pub mod geocode;
pub mod incident;
pub mod layers;
pub mod pipeline;
pub mod place;
pub mod read;
pub mod recognize;
pub mod resolve;
pub mod span;
pub mod store;
pub mod syntax;
pub mod text;
pub mod time;
pub mod watch;
