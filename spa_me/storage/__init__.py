"""The workspace file: the only room that knows SQL. Rows never leave it."""
