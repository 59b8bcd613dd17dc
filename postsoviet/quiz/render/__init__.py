"""A quiz as native form controls: one markup for the static page and for a live kernel."""

from postsoviet.quiz.render.page import asked_by, quiz_html

__all__ = ["asked_by", "quiz_html"]
