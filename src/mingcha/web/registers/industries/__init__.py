"""Pages of the 1+X list (一业一查)."""
