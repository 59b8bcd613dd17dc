"""A unit pack: what an instructor hands out, grades by and teaches from, made from a unit's notebook."""
