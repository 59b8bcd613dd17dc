"""Grading a class: each notebook runs alone in a sandbox, and is marked outside it.

``running`` is the way in. A submission is read (`submissions`, `notebooks`), executed in a sandbox
(`sandbox`, `supervising`, `inside`), and what it answered comes back as plain data (`channel`) that
the grader judges (`grader`). Nothing of a student's code runs in the process that gives marks.
"""
