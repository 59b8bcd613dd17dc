"""A quiz as native form controls: one markup for the static page and for a live kernel."""

from postsoviet.quiz.render.page import quiz_html

__all__ = ["quiz_html"]
