"""Tables of a sweep beside that of its measures, one file each."""
