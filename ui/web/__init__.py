"""The one web view of a page, offline and shut off from every network."""
