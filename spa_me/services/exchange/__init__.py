"""Exchange between offices: sealing, taking in, reviewing, keys and trust."""
