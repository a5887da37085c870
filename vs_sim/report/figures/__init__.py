"""One file per family of figures: outcomes, courses, estimates, cells, single answers."""
