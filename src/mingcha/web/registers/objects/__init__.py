"""Pages of the inspection objects."""
