"""The nouns: frozen values without input or output, shared by every room."""
