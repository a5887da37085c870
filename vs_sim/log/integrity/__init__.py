"""Whether a log is as it was written: checksums, how it begins to exist, what is damaged, and how that is mended."""
