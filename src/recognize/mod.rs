//! Recognition: which words are place names, and how they are used.
