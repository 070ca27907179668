"""Who assists beside the officers, by lot (R-023, ADR 0018)."""
