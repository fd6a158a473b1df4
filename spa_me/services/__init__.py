"""Use cases: one function is one command, one transaction and one change set."""
