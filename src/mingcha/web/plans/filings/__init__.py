"""Pages of the filing of plans (R-042)."""
