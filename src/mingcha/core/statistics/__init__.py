"""What was done, counted: one fact table, the monthly forms and the indicators over it."""
