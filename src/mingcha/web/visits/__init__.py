"""The inspector's phone (现场检查)."""
