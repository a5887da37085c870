"""What people did: aggregates with their provenance, never a row, an identifier or a sentence."""
