"""What is filled into the documents, read from the tables."""
