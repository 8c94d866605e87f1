//! Why a file could not be read at all.

use crate::check::SheetKind;

/// What another library says of a file that it could not read.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why a file could not be read at all: one sentence for the person who keeps the lists. Nothing
/// was imported then. What is wrong with single rows is told in the import report instead.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// There is no file of that name.
    #[error("Filen {file} finns inte; kontrollera namnet och mappen.")]
    FileMissing {
        /// The path as given.
        file: String,
    },
    /// There is something of that name, but no file.
    #[error("{file} är en mapp eller något annat än en fil; ange filerna en och en.")]
    NotAFile {
        /// The path as given.
        file: String,
    },
    /// The file is there but cannot be opened or read.
    #[error(
        "Filen {file} kunde inte läsas; kontrollera att du har rätt att öppna den och att inget annat program låser den."
    )]
    Unreadable {
        /// The path as given.
        file: String,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// The file is larger than the limits allow.
    #[error(
        "Filen {file} är för stor ({size_bytes} byte, högst {max_bytes} får läsas); dela upp den i flera."
    )]
    TooLarge {
        /// The file's name.
        file: String,
        /// Its size.
        size_bytes: u64,
        /// The largest size that is read.
        max_bytes: u64,
    },
    /// The file's name ends in something else than a known extension.
    #[error(
        "Filen {file} har en filändelse som inte kan läsas; spara listan som arbetsbok (.xlsx, .xlsm, .xlsb, .xls eller .ods) eller som text (.csv eller .tsv)."
    )]
    UnknownExtension {
        /// The file's name.
        file: String,
    },
    /// The file is called a workbook but is none, or is damaged.
    #[error(
        "Filen {file} är ingen Excelarbetsbok eller är skadad; öppna den i Excel eller LibreOffice och spara den på nytt som .xlsx."
    )]
    NotAWorkbook {
        /// The file's name.
        file: String,
        /// What the reader says, where it says anything.
        #[source]
        source: Option<Cause>,
    },
    /// The file is called a workbook but holds text, such as a web page or a list with commas.
    #[error(
        "Filen {file} är ingen Excelarbetsbok utan ren text; öppna den i Excel och spara den på nytt som .xlsx, eller ge den filändelsen .csv om den är en textlista."
    )]
    TextNotWorkbook {
        /// The file's name.
        file: String,
    },
    /// A list in text holds bytes that are no text in any encoding that is read.
    #[error(
        "Filen {file} innehåller tecken som inte går att läsa som text, först på rad {line}; spara listan på nytt som CSV UTF-8 eller som .xlsx."
    )]
    NotAText {
        /// The file's name.
        file: String,
        /// The line of the text on which the first such bytes stand, from 1.
        line: usize,
    },
    /// A quotation mark in a list in text is never closed: what follows would be lost in one cell.
    #[error(
        "Citattecknet som inleder en cell på rad {row} i filen {file} stängs aldrig; ta bort det eller avsluta cellen med ett till."
    )]
    UnclosedQuote {
        /// The file's name.
        file: String,
        /// The row, as a spreadsheet program would number it.
        row: u32,
    },
    /// The workbook is protected by a password.
    #[error(
        "Arbetsboken {file} är skyddad med lösenord; ta bort lösenordet i det program som den gjordes i och spara den på nytt."
    )]
    Encrypted {
        /// The file's name.
        file: String,
    },
    /// The workbook grows too much when unpacked.
    #[error(
        "Arbetsboken {file} innehåller för mycket när den packas upp (högst {max_unpacked_bytes} byte, {max_parts} delar och {max_ratio} gånger filens storlek); ta bort bilder och annat som inte hör till listorna."
    )]
    UnpacksTooLarge {
        /// The file's name.
        file: String,
        /// The largest unpacked size that is read.
        max_unpacked_bytes: u64,
        /// The most parts that are read.
        max_parts: usize,
        /// The most times its packed size that it may grow to.
        max_ratio: u64,
    },
    /// The workbook has too many sheets.
    #[error(
        "Arbetsboken {file} har för många blad (högst {max_sheets}); ta bort blad som inte hör till registret."
    )]
    TooManySheets {
        /// The file's name.
        file: String,
        /// The most sheets that are read.
        max_sheets: usize,
    },
    /// A sheet, or a gazetteer, has too many rows.
    #[error("Bladet {sheet} i filen {file} har för många rader (högst {max_rows}); dela upp det.")]
    TooManyRows {
        /// The file's name.
        file: String,
        /// The sheet's name; for a gazetteer, the file's.
        sheet: String,
        /// The most rows that are read.
        max_rows: usize,
    },
    /// The workbook has too many cells.
    #[error(
        "Arbetsboken {file} har för många ifyllda celler (högst {max_cells}); det märktes i bladet {sheet}. Dela upp arbetsboken."
    )]
    TooManyCells {
        /// The file's name.
        file: String,
        /// The sheet in which the limit was passed.
        sheet: String,
        /// The most cells that are read.
        max_cells: usize,
    },
    /// One cell holds too long a text.
    #[error(
        "Cell {cell} i bladet {sheet} i filen {file} har för lång text (högst {max_text_chars} tecken); korta den."
    )]
    TextTooLong {
        /// The file's name.
        file: String,
        /// The sheet's name; for a gazetteer, the file's.
        sheet: String,
        /// The cell as Excel writes it ("B17").
        cell: String,
        /// The longest text that is read.
        max_text_chars: usize,
    },
    /// None of the workbook's sheets is one that the register reads.
    #[error(
        "Arbetsboken {file} har inget blad som registret läser; döp bladet till något av {}.",
        SheetKind::all_titles()
    )]
    NoKnownSheet {
        /// The file's name.
        file: String,
    },
    /// A list in text has no headings that the register knows.
    #[error(
        "Filen {file} har inga rubriker som registret känner; en lista över vänorter behöver rubrikerna Kommun, Vänort och Land."
    )]
    NoKnownHeadings {
        /// The file's name.
        file: String,
    },
    /// A sheet lacks a column that it must have.
    #[error(
        "Bladet {sheet} i filen {file} saknar kolumnen {column}; lägg till den med rubriken {column} på rad 1."
    )]
    MissingColumn {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The heading that is missing.
        column: String,
    },
    /// A mapping file names a column that its sheet does not have.
    #[error(
        "Bladet {sheet} i filen {file} har ingen kolumn \"{heading}\" på rad {row}, som mappningsfilen säger är {column}; rätta mappningsfilen."
    )]
    MappedColumnMissing {
        /// The file's name.
        file: String,
        /// The sheet's name.
        sheet: String,
        /// The register's heading.
        column: String,
        /// The heading or letters that the mapping gives.
        heading: String,
        /// The row of the headings, from 1.
        row: u32,
    },
    /// A mapping file names a sheet that no file has.
    #[error(
        "Mappningsfilen nämner bladet {sheet}, som ingen av filerna har; rätta mappningsfilen."
    )]
    MappedSheetMissing {
        /// The sheet's name in the mapping.
        sheet: String,
    },
    /// A text file is not a gazetteer.
    #[error(
        "Filen {file} är ingen ortnamnsfil i GeoNames format; den ska vara text i UTF-8 med 19 kolumner åtskilda av tabbar."
    )]
    NotAGazetteer {
        /// The file's name.
        file: String,
        /// Where the text stops being text, when that was the reason.
        #[source]
        source: Option<std::str::Utf8Error>,
    },
    /// The data folder is not there, or cannot be listed.
    #[error(
        "Mappen {folder} med registrets filer finns inte eller kan inte öppnas; kontrollera sökvägen."
    )]
    FolderMissing {
        /// The path as given.
        folder: String,
        /// What the operating system says.
        #[source]
        source: std::io::Error,
    },
    /// The data folder holds no file that can be read.
    #[error(
        "Mappen {folder} innehåller varken arbetsböcker (.xlsx, .xlsm, .xlsb, .xls eller .ods) eller textlistor och ortnamnsfiler (.csv eller .tsv); lägg registrets filer där."
    )]
    FolderEmpty {
        /// The path as given.
        folder: String,
    },
}
