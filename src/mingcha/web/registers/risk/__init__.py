"""Pages of the risk schemes."""
