"""What becomes of a found problem, until it is closed."""
