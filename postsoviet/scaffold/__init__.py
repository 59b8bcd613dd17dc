"""Skeletons of new units and data sets, and the list of what an author has still to write in them."""
