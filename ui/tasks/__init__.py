"""Work beside the window: one writer lane, one reader lane, progress and cancel."""
