"""Word lists from which the demonstration county is made up."""
