"""Pure rules and types of a results framework. Nothing here reads a file, a clock or a database."""
