"""Measures of a society: one file each, a function of an `OpinionHistory`; one network is one observation."""
