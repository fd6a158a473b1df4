"""The donor workbook: one module for each sheet."""
