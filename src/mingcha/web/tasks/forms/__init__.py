"""Forms of the tasks: beginning one, its scheme, and freezing its pool."""
