"""The donor workbook: one module for each sheet."""

from exports.xlsx.workbook import write_donor_workbook

__all__ = ["write_donor_workbook"]
