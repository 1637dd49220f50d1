//! Reading: files, directories, patterns and standard input become documents.
