"""The results: the framework's tree with every marker, and what people decide about them."""

from ui.pages.results.page import ResultsPage

__all__ = ["ResultsPage"]
