"""A campaign of faults: runs are killed, stopped, starved of disk and damaged, on servers that fail in every way."""
