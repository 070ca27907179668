"""What may be done; every function is one transaction and one event."""
