"""One module for each comparison: `ours` does the work, `bare` the least that could do it."""
