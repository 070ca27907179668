"""Pages of the sampling rules (R-028)."""
