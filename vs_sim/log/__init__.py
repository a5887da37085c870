"""What happened: one SQLite file per run, written once, read as tidy frames."""
