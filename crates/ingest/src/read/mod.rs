//! Bytes to raw rows: what stands in the file, before anyone asks what it means.

mod archive;
mod delimited;
mod formula;
mod gazetteer;
mod ods;
mod raw_row;
mod remark;
mod sheet_draft;
mod tally;
mod text;
mod value;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;

pub(crate) use delimited::read_delimited;
pub(crate) use formula::escape_formula;
pub(crate) use gazetteer::{Gazetteer, GazetteerPlace, is_gazetteer, read_gazetteer};
pub(crate) use raw_row::{RawCell, RawRow, RawSheet};
pub(crate) use remark::Remark;
pub(crate) use workbook::{RawWorkbook, holds_workbook, read_workbook};
