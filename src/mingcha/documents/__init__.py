"""Documents for word processors, written from text and tables."""
