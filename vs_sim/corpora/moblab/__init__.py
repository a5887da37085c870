"""MobLab: decisions of people in two economic games, as reference data."""
