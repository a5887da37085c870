"""Parts that were run apart are found, checked to belong together, and collected."""
