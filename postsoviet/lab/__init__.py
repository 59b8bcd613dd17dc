"""Units in JupyterLab: its settings for the course, a student's folder, and starting it."""
