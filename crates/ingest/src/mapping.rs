//! The mapping file: which columns of an odd list are which.

/// Which sheets and columns of an odd list are which. The empty mapping leaves every sheet to be
/// recognised by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMapping {}
