"""Pages of the inspection items."""
