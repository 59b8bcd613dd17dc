"""List the addresses outside the site that its pages name, and ask each whether it is still there.

``python tools/links.py list`` prints every address with the pages that carry it. ``check`` asks each, one at a time and
with Sphinx's own checker: HEAD first, then GET, again after a failure, patient with a host that says "too many". It writes
``_build/links.md``; exit code 1 says that a link is broken. ``tools/links.yml`` says which addresses are left alone, and why.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

from environment import ROOT, say
from postsoviet.reading import read_yaml

sys.path.insert(0, str(ROOT / "book" / "_ext"))
from course_links.markup import read  # noqa: E402

SITE = ROOT / "_build" / "html"
RULES = Path(__file__).with_suffix(".yml")
REPORT = ROOT / "_build" / "links.md"
_MARKDOWN = re.compile(r"<(https?://[^>\s]+)>|\]\((https?://[^)\s]+)\)")
_PLACE_OF_REFUSAL = re.compile(r"\b(401|403|405|406|418|429|451|999)\b|nauthorized|orbidden")
#: Kinds of answer, in the order of the report, and what each means.
KINDS = {
    "broken": "Broken: change the link, or link the archived copy",
    "moved": "Moved for good: write the new address",
    "refused": "The host refuses programs: open by hand now and then",
    "good": "Good",
    "left": "Left alone by tools/links.yml",
}


@dataclass(frozen=True)
class Answer:
    """What is known of an address.

    Attributes
    ----------
    kind : str
        A key of `KINDS`.
    said : str
        What the host or the rule says: an error, the new address, or a reason.
    """

    kind: str
    said: str = ""


def addresses(site: Path = SITE, documents: Iterable[Path] = ()) -> dict[str, list[str]]:
    """Return every outside address, with the pages and documents that name it.

    Parameters
    ----------
    site : pathlib.Path
        The built site.
    documents : iterable of pathlib.Path
        Markdown files that are no page of the site.
    """
    found: dict[str, list[str]] = {}
    for name, markup in read(site).items():
        for link in markup.links:
            if urlsplit(link).scheme in ("http", "https"):
                found.setdefault(link, []).append(name)
    for path in documents:
        for link in dict.fromkeys(one or other for one, other in _MARKDOWN.findall(path.read_text("utf-8"))):
            found.setdefault(link, []).append(path.name)
    return dict(sorted(found.items()))


def documents() -> list[Path]:
    """Return the Markdown files of the repository that readers meet outside the site."""
    listing = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for name in listing.stdout.splitlines() if (path := ROOT / name).is_file() and not name.startswith("book/")]


def rules(path: Path = RULES) -> list[tuple[re.Pattern, str]]:
    """Read which addresses are left alone, and why."""
    return [(re.compile(one["address"]), one["why"]) for one in read_yaml(path)["leave"]]


def ask(wanted: Iterable[str], left: Iterable[tuple[re.Pattern, str]] = (), **settings) -> dict[str, Answer]:
    """Ask every address and return the answers.

    Parameters
    ----------
    wanted : iterable of str
        Addresses.
    left : iterable of tuple
        Patterns of addresses that are not asked, each with a reason.
    settings : dict
        Of Sphinx's checker, instead of ours: ``linkcheck_timeout`` and so on.
    """
    answers: dict[str, Answer] = {}
    asked = []
    for address in wanted:
        reason = next((why for pattern, why in left if pattern.search(address)), "")
        if reason:
            answers[address] = Answer("left", reason)
        else:
            asked.append(address)
    for number, (address, answer) in enumerate(_asked(asked, settings), 1):
        say(f"[{number}/{len(asked)}] {answer.kind:<8} {address}")
        answers[address] = answer
    return answers


def _asked(wanted: list[str], settings: Mapping) -> Iterable[tuple[str, Answer]]:
    from sphinx.builders.linkcheck import Hyperlink, HyperlinkAvailabilityChecker

    values = {
        # one at a time: a host is never asked twice at once, and nobody waits for a job of the night
        "linkcheck_workers": 1, "linkcheck_timeout": 30, "linkcheck_retries": 3, "linkcheck_rate_limit_timeout": 300.0,
        "linkcheck_anchors": True, "linkcheck_anchors_ignore": ["^!"], "linkcheck_anchors_ignore_for_url": (),
        "linkcheck_ignore": [], "linkcheck_exclude_documents": [], "linkcheck_allowed_redirects": {}, "linkcheck_auth": [],
        "linkcheck_request_headers": {}, "linkcheck_allow_unauthorized": False, "linkcheck_report_timeouts_as_broken": True,
        "tls_verify": True, "tls_cacerts": None, "user_agent": "Link check of a course (Sphinx)",
    } | settings  # fmt: skip
    checker = HyperlinkAvailabilityChecker(SimpleNamespace(**values))
    links = {address: Hyperlink(address, "page", "page", 0) for address in wanted}
    for result in checker.check(links):
        yield result.uri, _answer(result.status, result.message, result.code)


def _answer(status: str, message: str, code: int) -> Answer:
    if status == "redirected":
        # a host that answers with 302, 303 or 307 says that the old address stays the right one
        return Answer("moved", message) if code in (301, 308) else Answer("good", message)
    if status == "working":
        return Answer("good")
    said = " ".join(message.split())[:200]
    if status == "ignored" or _PLACE_OF_REFUSAL.search(said):
        return Answer("refused", said)
    return Answer("broken", said)


def report(answers: Mapping[str, Answer], carried: Mapping[str, list[str]]) -> str:
    """Write the answers in Markdown, the broken ones first."""
    lines = ["# Links that lead out of the course", ""]
    for kind, title in KINDS.items():
        group = sorted(address for address, answer in answers.items() if answer.kind == kind)
        lines += [f"## {title} ({len(group)})", ""]
        for address in group:
            said = f": {answers[address].said}" if answers[address].said else ""
            pages = carried.get(address, [])
            more = f" and {len(pages) - 3} more" if len(pages) > 3 else ""
            lines.append(f"- <{address}>{said} (in {', '.join(pages[:3])}{more})")
            if kind == "broken":
                lines.append(f"  - perhaps kept at <https://web.archive.org/web/{address}>")
        lines += [""] if group else ["None.", ""]
    return "\n".join(lines).rstrip() + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 1 says that a link is broken, 2 that there is no site."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=("list", "check"))
    action = parser.parse_args(arguments).action
    if not (SITE / "index.html").is_file():
        print("The site is not built: run 'make site' first.", file=sys.stderr)
        return 2
    carried = addresses(SITE, documents())
    if action == "list":
        for address, pages in carried.items():
            print(address, *(f"  {page}" for page in pages), sep="\n")
        print(f"{len(carried)} addresses outside the site.")
        return 0
    answers = ask(carried, rules())
    REPORT.write_text(report(answers, carried), encoding="utf-8", newline="\n")
    broken = sum(answer.kind == "broken" for answer in answers.values())
    say(f"{len(answers)} addresses, {broken} broken. The report is in {REPORT.relative_to(ROOT)}.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
