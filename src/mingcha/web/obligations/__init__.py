"""Pages of the obligations of a year and of what is due (R-009, R-049, R-121 to R-132, R-147)."""
