"""The course on paper: one book and one PDF a unit, made from the built site. ``tools/pdf.py`` runs it."""
