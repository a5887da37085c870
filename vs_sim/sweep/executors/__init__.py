"""Where the cells of a sweep are run: one file an executor."""
