"""Ratios and frequencies as item lists write them, read into facts where they can be (R-012)."""
