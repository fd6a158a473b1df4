"""The book as a flat table, for spreadsheets and statistics programs."""

from exports.csv.values import write_csv

__all__ = ["write_csv"]
