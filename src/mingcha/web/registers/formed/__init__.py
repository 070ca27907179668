"""Pages of the formed teams."""
