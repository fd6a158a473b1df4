"""Ratios against bare equivalents, measured in one run: `make bench`."""
