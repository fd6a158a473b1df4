"""The main window's own parts: navigation, menus, footer, banner, progress, the open workspace."""
