"""What a year's plan would do, before it is done: expected draws, visits, and what joining saves."""
