"""Models that run in the process: where their files are, what a file says of itself, and the engine."""
