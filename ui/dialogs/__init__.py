"""Dialogs: they ask or tell one thing, and are never in the way of what is being saved."""
