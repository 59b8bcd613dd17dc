"""Teaching with the course: unit packs, grading, and planning a term."""
