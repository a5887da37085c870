"""The coding of changes of belief."""
