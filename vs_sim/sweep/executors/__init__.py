"""Where the cells of a sweep are held: one file an executor."""
