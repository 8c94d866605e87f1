//! Findings: the weightiest first, and no wall of the same sentence.

use std::collections::BTreeMap;
use std::io::{self, Write};

use vanort_model::{Finding, FindingCode, Severity};

/// Decisions of one sort that are printed one by one; a list of the whole world has thousands.
const MOST_ALIKE: usize = 12;

/// Prints the findings by weight, and within one weight in the order of the sheet. Errors and
/// warnings are all there; of notices of one sort only the first, and how many there are.
pub(super) fn print_findings(out: &mut impl Write, findings: &[Finding]) -> io::Result<()> {
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let mut left_out: BTreeMap<FindingCode, usize> = BTreeMap::new();
        let mut printed: BTreeMap<FindingCode, usize> = BTreeMap::new();
        for finding in findings.iter().filter(|it| it.severity == severity) {
            let alike = printed.entry(finding.code).or_default();
            if severity == Severity::Info && *alike >= MOST_ALIKE {
                *left_out.entry(finding.code).or_default() += 1;
                continue;
            }
            *alike += 1;
            writeln!(out, "  {finding}")?;
        }
        for (code, count) in left_out {
            writeln!(
                out,
                "  ... och {count} upplysningar till [{code}]; alla finns med i --report json"
            )?;
        }
    }
    Ok(())
}
