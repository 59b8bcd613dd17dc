"""The words of the interface: buttons, labels, feedback frames and units, one table a language."""

from functools import cache
from pathlib import Path

import yaml

from postsoviet.errors import CourseError, did_you_mean

LANGUAGE = "en"


@cache
def table(language: str = LANGUAGE) -> dict:
    """Return the whole word table of a language.

    Parameters
    ----------
    language : str
        Two-letter code of a file in this folder.

    Returns
    -------
    dict
        Nested mapping of group, key and words.

    Raises
    ------
    CourseError
        If there is no table for the language.
    """
    path = Path(__file__).with_name(f"{language}.yml")
    if not path.exists():
        known = sorted(file.stem for file in Path(__file__).parent.glob("*.yml"))
        raise CourseError(
            f"postsoviet/words has no table for the language '{language}'; use one of: {', '.join(known)}."
        )
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def words(key: str, /, language: str = LANGUAGE, **values) -> str:
    """Look one phrase up by its dotted key and fill its blanks.

    Parameters
    ----------
    key : str
        For example ``"chart.source"``.
    **values
        What fills the ``{blanks}`` of the phrase.

    Raises
    ------
    CourseError
        If the table has no such phrase; the sentence names the nearest key.
    """
    group, _, name = key.partition(".")
    phrases = table(language).get(group, {})
    if name not in phrases:
        everything = [f"{g}.{n}" for g, inner in table(language).items() for n in inner]
        raise CourseError(
            f"postsoviet/words/{language}.yml has no phrase '{key}'{did_you_mean(key, everything)}."
        )
    return phrases[name].format(**values)
