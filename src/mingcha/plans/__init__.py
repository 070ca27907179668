"""The year: plans with versions, targets, obligations."""
