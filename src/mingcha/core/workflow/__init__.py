"""State machines as tables: who may do what next, and what has to hold (dossier C.3)."""
