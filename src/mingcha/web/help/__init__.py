"""Help on every page: what it is for, who does what on it, the steps, the basis (R-153)."""
