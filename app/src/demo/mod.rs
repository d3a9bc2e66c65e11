//! The demonstration data set.
