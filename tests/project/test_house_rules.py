"""Rules for every file of the project. Each failure says what to do."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".js", ".css", ".md", ".yml", ".yaml", ".toml", ".html", ".json", ".csv", ".ipynb", ".bib", ".cff", ".txt", ""}
#: Files of others, kept as they came.
FOREIGN = ("/vendor/", "/fonts/", "requirements.txt")


def tracked() -> list[Path]:
    """Return the files that git tracks, or would track, as they are in the working tree."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    return [path for name in listing if (path := ROOT / name).is_file() and path.suffix in TEXT]


FILES = [path for path in tracked() if not any(part in f"/{path.relative_to(ROOT)}" for part in FOREIGN)]


def matches(pattern: str, files=FILES) -> list[str]:
    """Return 'file:line' of every match."""
    found = []
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_files_were_found():
    assert len(FILES) > 50


@pytest.mark.parametrize("path", [f for f in FILES if f.suffix in {".py", ".js", ".css"}], ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_has_one_reason_to_change(path):
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= 400, f"{path.relative_to(ROOT)} has {length} lines; ask what it is really two of"


def test_no_file_names_a_registry():
    hosts = "|".join(["py" + r"pi\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org"])
    assert not matches(hosts), "name a package by its name, not by the address of a registry"


def test_no_file_names_a_path_of_one_machine():
    places = "|".join(["/" + "work/", "/" + "root/", "/" + "home/[a-z]"])
    assert not matches(places), "paths are relative to the repository"


def test_no_page_asks_another_host_for_anything():
    # A link that a reader may follow is fine; a script, style, font or picture from elsewhere is not.
    pages = [path for path in FILES if path.suffix in {".html", ".css", ".js"}]
    found = matches(r"""(src|href)=["']https?://(?!creativecommons\.org)|url\(["']?https?://|@import""", pages)
    assert not [place for place in found if "<a " not in line_at(place)], found


def line_at(place: str) -> str:
    """Return the text of 'file:line'."""
    name, _, number = place.rpartition(":")
    return (ROOT / name).read_text(encoding="utf-8").splitlines()[int(number) - 1]


def test_source_texts_are_not_committed():
    big = [p for p in FILES if re.match(r"00\d_[0-9a-f]{16}", p.name)]
    assert not big, "the source texts belong to their authors; remove them"


def test_the_library_never_imports_the_site():
    code = [path for path in FILES if "postsoviet" in path.relative_to(ROOT).parts[:1]]
    assert not matches(r"^\s*(from|import) (course_theme|course_outputs|sphinx|docutils|myst)", code)


def test_no_code_reads_the_network():
    code = [p for p in FILES if p.suffix == ".py" and p.relative_to(ROOT).parts[0] in ("postsoviet", "book")]
    assert not matches(r"^\s*(from|import) (requests|urllib\.request|http\.client|socket)\b", code)


def test_no_code_is_commented_out():
    code = [path for path in FILES if path.suffix == ".py"]
    found = matches(r"^\s*# *(import |from \w+ import|def |class |return |if .*:$|for .* in .*:$|\w+ = )", code)
    assert not found, "delete code that is not used; git remembers it"


def test_no_style_asks_a_whole_page_what_it_holds():
    sheets = [path for path in FILES if path.suffix == ".css"]
    found = matches(r"(^|[\s,}>])(html|body|main|section|\.frame)(\.[\w-]+)?:has\(", sheets)
    assert not found, "put a class on the body instead: with :has() there, every change makes the browser restyle the page"
