"""A sealed package file as bytes: made, signed, encrypted, opened and judged, with no database.

`docs/package-format.md` describes the format. This module imports nothing: the limited child that
reads packages loads it, too.
"""
