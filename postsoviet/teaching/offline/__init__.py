"""A unit for a machine with no network, in one zip file."""

from postsoviet.teaching.offline.zipping import write_unit_zip

__all__ = ["write_unit_zip"]
