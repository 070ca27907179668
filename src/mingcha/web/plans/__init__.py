"""Pages of the yearly plans."""
