//! Events: who did what to whom, where, when, how many, and whether it really happened.

pub mod ontology;
