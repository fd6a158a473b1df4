"""The activity log: who changed what, when, from what to what."""

from ui.pages.activity.page import ActivityPage

__all__ = ["ActivityPage"]
