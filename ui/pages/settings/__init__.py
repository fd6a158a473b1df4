"""The settings page: who is at work, the looks, the open workspace, its backups."""

from ui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
