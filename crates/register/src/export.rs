//! The register as a list again.

use time::OffsetDateTime;
use vanort_ingest::{Export, ExportCut, ExportFilter, ExportRequest, write_csv, write_workbook};

use crate::blocking::run_blocking;
use crate::error::RegisterError;
use crate::register::Register;

/// The file that a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// An Excel workbook.
    Workbook,
    /// Text with semicolons, as Excel in Swedish opens it.
    Csv,
}

impl Register {
    /// Writes one of the association's cuts of the register as it stands now.
    ///
    /// # Errors
    /// When the database fails, or the list is longer than a sheet can be.
    pub async fn export(
        &self,
        cut: ExportCut,
        filter: ExportFilter,
        format: ExportFormat,
    ) -> Result<Export, RegisterError> {
        let (version, snapshot) = self.snapshot().await?;
        let request = ExportRequest {
            cut,
            filter,
            revision: version.revision,
            date: OffsetDateTime::now_utc().date().to_string(),
        };
        run_blocking(move || match format {
            ExportFormat::Workbook => Ok(write_workbook(&snapshot, &request)?),
            ExportFormat::Csv => Ok(write_csv(&snapshot, &request)),
        })
        .await
    }
}
