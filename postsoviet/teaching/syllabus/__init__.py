"""A schedule of a course, computed from the minutes of its units."""
