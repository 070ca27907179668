"""Pages of the trigger rules and of what they propose."""
