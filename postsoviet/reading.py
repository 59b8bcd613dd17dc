"""Read a file that somebody else may have written: text, YAML or JSON, or one clear sentence why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from postsoviet import yaml_limits
from postsoviet.errors import CourseError

# the loader written in C is many times faster, and not every platform has it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Bytes. The largest file of the course that people edit, the descriptor of the data, has under one million.
LARGEST = 20_000_000


def read_text(path: Path, largest: int = LARGEST) -> str:
    """Read a text file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    largest : int
        Bytes beyond which it is not read.

    Raises
    ------
    CourseError
        If it is no file, cannot be read, is too large, or is not UTF-8.
    """
    if path.exists() and not path.is_file():
        raise CourseError(f"{path.name} is not a plain file; put a file there.")
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise CourseError(f"{path.name} cannot be read ({error.strerror}); check the name and who may open it.") from None
    if len(content) > largest:
        raise CourseError(f"{path.name} has more than {largest:,} bytes, and no file of this kind needs so many; make it smaller.")
    return as_text(path.name, content)


def as_text(name: str, content: bytes) -> str:
    """Decode UTF-8.

    Raises
    ------
    CourseError
        If it is something else; the sentence names the line.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CourseError(f"{name}, line {line}: the file is not UTF-8 text; save it with the encoding UTF-8.") from None


def read_yaml(path: Path, loader: type = _LOADER) -> Any:
    """Read a YAML file; a sentence names the line of what is wrong.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    loader : type
        A loader of PyYAML; ``yaml.BaseLoader`` leaves every value a text.

    Raises
    ------
    CourseError
        If it cannot be read, is not YAML, or goes beyond the limits of `postsoviet.yaml_limits`.
    """
    text = read_text(path)
    try:
        yaml_limits.check(path.name, text, loader)
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = text.count("\n", 0, error.position) + 1 if isinstance(error, yaml.reader.ReaderError) else mark and mark.line + 1
        line = f", line {place}" if place else ""
        said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
        raise CourseError(f"{path.name}{line}: this is not valid YAML; {said}.") from None
    except (ValueError, KeyError, OverflowError) as error:
        if isinstance(error, CourseError):
            raise
        line, value = yaml_limits.line_of_bad_value(text, loader)
        place = f", line {line}" if line else ""
        raise CourseError(f"{path.name}{place}: '{value}' is no value that can be read; correct it, or put it in quotes.") from None


def read_json(path: Path, largest: int = LARGEST) -> Any:
    """Read a JSON file; a sentence names line and column of what is wrong.

    Raises
    ------
    CourseError
        If it cannot be read, or is not JSON.
    """
    return parse_json(path.name, read_text(path, largest))


def parse_json(name: str, text: str) -> Any:
    """Read JSON as the standard has it: ``NaN`` is no number there.

    Raises
    ------
    CourseError
        In one sentence.
    """
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise CourseError(
            f"{name}, line {error.lineno}, column {error.colno}: this is not valid JSON ({error.msg});"
            " mend the comma, quote or bracket there."
        ) from None
    except RecursionError:
        raise CourseError(f"{name}: its values are nested too deep to be read; write them flatter.") from None
    except CourseError as error:
        raise CourseError(f"{name}: {error}") from None
    except ValueError:
        # Python reads no whole number of more than some thousand digits, for that takes very long
        raise CourseError(f"{name}: it has a number of thousands of digits; correct it.") from None


def _no_constant(name: str) -> None:
    raise CourseError(f"{name} is not a number of JSON; leave the value out.")
