//! The catalogues of data sets and of services.

/// Their addresses.
pub fn addresses() -> Vec<String> {
    Vec::new()
}
