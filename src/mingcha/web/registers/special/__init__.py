"""Pages of the sub-registers."""
