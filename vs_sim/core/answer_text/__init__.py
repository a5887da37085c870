"""Reading values out of the texts of answers: amounts, points of a scale, options, numbers of any script."""
