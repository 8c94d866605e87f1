//! Bytes to raw rows: what stands in the file, before anyone asks what it means.

mod archive;
mod formula;
mod gazetteer;
mod raw_row;
mod workbook;

pub(crate) use formula::{escape_formula, unescape_formula};
pub(crate) use gazetteer::{Gazetteer, GazetteerPlace, read_gazetteer};
pub(crate) use raw_row::{RawCell, RawRow, RawSheet};
pub(crate) use workbook::read_workbook;
