"""Pages of experts and professional bodies."""
