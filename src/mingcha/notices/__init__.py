"""文书: documents for enterprises, from texts that a department writes itself."""
