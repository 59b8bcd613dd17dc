"""The course as a whole: its units, the suggested paths, its minutes, and the edition that is taught."""
