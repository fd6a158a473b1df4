"""The start page: look at an example, start for my country, open, recent workspaces."""

from ui.pages.welcome.page import WelcomePage

__all__ = ["WelcomePage"]
