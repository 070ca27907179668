"""Reading, within the scope of who asks."""
