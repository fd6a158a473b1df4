"""The overview: how the plan stands, on one page."""

from ui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
