"""Qt item models over frozen rows; no queries, no rules."""
