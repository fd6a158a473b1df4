"""The inbox: packages that arrived, and how every submission stands."""

from ui.pages.inbox.page import InboxPage

__all__ = ["InboxPage"]
