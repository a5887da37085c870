"""Measures of what one role writes."""
