//! Dateline as its users meet it: the command, the layers, the library's front door.
//!
//! One program, because linking is slow; a module answers one question. Cases are files in
//! `tests/data`, each of which tells its format.

mod articles;
mod bad_input;
mod cases;
mod commands;
mod examples;
mod fetch;
mod geojson_rules;
mod incidents;
mod inputs;
mod languages;
mod layers;
mod made;
mod names;
mod offsets;
mod ontology;
mod own_gazetteer;
mod properties;
mod readme;
mod run;
mod schema;
mod server;
#[cfg(unix)]
mod signals;
mod store;
mod streams;
mod threads;
mod watch;
