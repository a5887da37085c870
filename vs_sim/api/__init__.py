"""The public functions, one module a subject."""
