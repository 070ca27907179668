"""Pages of the follow-up."""
