//! How much of a file is read: workbooks come from anywhere.

/// The most that one file may hold. A file beyond any of these is refused whole, before memory
/// is spent on it. All formats are held to all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookLimits {
    /// The file's size in bytes. Against files that were not meant for the register at all: it is
    /// asked before anything is read, and again while reading, in case the file grows.
    pub max_bytes: u64,
    /// The files inside a workbook that is a zip archive (.xlsx, .xlsm, .xlsb, .ods). Against
    /// archives of very many empty files.
    pub max_parts: usize,
    /// The size in bytes of a workbook's parts when unpacked, and of the text in its cells. Against
    /// zip bombs, whose parts are counted as they unpack and never kept, whatever sizes the archive
    /// tells; and against one long text that very many cells share or repeat.
    pub max_unpacked_bytes: u64,
    /// How many times its packed size an archive may become when unpacked; told from
    /// [`WorkbookLimits::RATIO_FLOOR_BYTES`] on, since small archives may well be mostly air.
    /// Against zip bombs, well before they reach `max_unpacked_bytes`. An archive within an archive
    /// is one part and is never unpacked.
    pub max_ratio: u64,
    /// The sheets of a workbook. Against many sheets that all are the same bytes.
    pub max_sheets: usize,
    /// The rows of a sheet, of a text list or of a gazetteer, that hold anything. Against rows that
    /// a file says once and repeats a million times.
    pub max_rows: usize,
    /// The cells of a workbook that hold anything, all sheets together, and those that a merged
    /// cell fills. Against cells repeated in the same way.
    pub max_cells: usize,
    /// The characters of one cell; Excel itself stops at 32 767. Against a cell that is a document.
    pub max_text_chars: usize,
}

impl WorkbookLimits {
    /// The unpacked size in bytes (8 MiB) below which no archive is held to `max_ratio`.
    pub const RATIO_FLOOR_BYTES: u64 = 8 * 1024 * 1024;
}

impl Default for WorkbookLimits {
    /// Many times what the register of a country needs, and well within the memory of a small
    /// server. The XML of honest lists packs to between a tenth and a hundredth.
    fn default() -> Self {
        Self {
            max_bytes: 32 * 1024 * 1024,
            max_parts: 1_000,
            max_unpacked_bytes: 128 * 1024 * 1024,
            max_ratio: 200,
            max_sheets: 50,
            max_rows: 200_000,
            max_cells: 2_000_000,
            max_text_chars: 32_767,
        }
    }
}
