"""Entry: what a reporting unit is asked in a period, answered as in a spreadsheet."""

from ui.pages.entry.page import EntryPage

__all__ = ["EntryPage"]
