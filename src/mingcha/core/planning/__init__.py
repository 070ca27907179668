"""The year ahead: expected draws and visits of a plan, what joining saves, and days that recur."""
