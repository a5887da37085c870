"""Inference servers that a job starts on its node: one file a server."""
