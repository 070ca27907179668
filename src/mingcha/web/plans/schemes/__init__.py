"""Pages of the yearly implementation schemes (R-027)."""
