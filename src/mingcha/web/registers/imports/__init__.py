"""Pages of the imports."""
