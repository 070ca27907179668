"""The three administrators' pages: system, security, audit; each sees the own part alone."""
