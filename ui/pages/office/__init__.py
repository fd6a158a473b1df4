"""The office page: people and rights, reporting days, keys, and whose keys are trusted."""

from ui.pages.office.page import OfficePage

__all__ = ["OfficePage"]
