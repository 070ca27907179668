"""Pages of the inspectors."""
