"""Building snapshots: one module a kind, rows in, JSON for the public out."""
