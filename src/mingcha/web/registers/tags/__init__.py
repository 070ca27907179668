"""Pages of the tag library."""
