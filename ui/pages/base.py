"""Moved: import `Page` from `ui.page`; this module goes away."""

from ui.page import Page

__all__ = ["Page"]
