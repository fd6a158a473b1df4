"""Co-funding: who pays, how much of it is the governments' own, and the records behind it."""

from ui.pages.cofunding.page import CofundingPage

__all__ = ["CofundingPage"]
