"""The pages of the main window; each has its widgets and a presenter, and knows no other page."""
