"""The review page: a revision beside the one accepted before, remarks, and the decision."""

from ui.pages.review.page import ReviewPage

__all__ = ["ReviewPage"]
