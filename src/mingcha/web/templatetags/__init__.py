"""What templates call: {% load mingcha %}."""
