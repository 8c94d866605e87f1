//! How much of a file is read: workbooks come from anywhere.

/// The most that one file may hold. A file beyond any of these is refused whole, before memory
/// is spent on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookLimits {
    /// The file's size in bytes.
    pub max_bytes: u64,
    /// The files inside a workbook, which is a zip archive.
    pub max_parts: usize,
    /// The size in bytes of a workbook's parts when unpacked, and of the text in its cells.
    pub max_unpacked_bytes: u64,
    /// The sheets of a workbook.
    pub max_sheets: usize,
    /// The rows of a sheet, or of a gazetteer, that hold anything.
    pub max_rows: usize,
    /// The cells of a workbook that hold anything, all sheets together.
    pub max_cells: usize,
    /// The characters of one cell; Excel itself stops at 32 767.
    pub max_text_chars: usize,
}

impl Default for WorkbookLimits {
    /// Many times what the register of a country needs, and well within the memory of a small
    /// server.
    fn default() -> Self {
        Self {
            max_bytes: 32 * 1024 * 1024,
            max_parts: 1_000,
            max_unpacked_bytes: 128 * 1024 * 1024,
            max_sheets: 50,
            max_rows: 200_000,
            max_cells: 2_000_000,
            max_text_chars: 32_767,
        }
    }
}
