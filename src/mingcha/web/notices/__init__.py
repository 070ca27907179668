"""Pages of the documents: their texts, and making them out."""
