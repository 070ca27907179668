"""Pages of the one list and two registers."""
