"""One file per corpus: how its publishers' files are read."""
