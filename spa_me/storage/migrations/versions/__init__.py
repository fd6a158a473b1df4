"""The revisions, one for each format."""
