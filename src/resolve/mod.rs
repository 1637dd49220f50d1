//! Resolution: which place a name means.
