"""What the intake looks for: one check per file, each with its rules beside it."""
