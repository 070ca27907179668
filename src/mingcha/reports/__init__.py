"""The fact table and the forms computed from it."""
