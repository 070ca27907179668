"""Pages of trainings: those held, and the plan of a year (form E)."""
