"""PersuasionTrace: its reader and its coding of changes of belief."""
