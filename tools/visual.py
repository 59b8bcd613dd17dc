"""Compare the look of the built site with its reference pictures, or renew them.

Usage: python tools/visual.py [--accept] [--only TEXT]

Exit code 1: something looks different; the page that shows it is ``_build/visual/index.html``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import threading
from pathlib import Path

from browser import FLAGS, ensure_browser
from environment import ROOT, say
from PIL import Image
from playwright.sync_api import sync_playwright
from server import site_server
from visual_compare import compare
from visual_pictures import STEADY, Shot, shots, take
from visual_report import Entry, write_report
from visual_subjects import SUBJECTS

from postsoviet import progress
from postsoviet.files import replacing

REFERENCES = ROOT / "tests" / "visual" / "references"
REPORT = ROOT / "_build" / "visual"
SITE = ROOT / "_build" / "html"
ENDING = ".webp"
#: Without loss, and as small as may be; the same picture gives the same bytes.
PACKED = {"lossless": True, "quality": 100, "method": 4, "exact": True}


def judge(shot: Shot, new: Image.Image, report: Path) -> Entry | None:
    """Compare a picture with its reference; keep all three for the report if they differ."""
    reference = REFERENCES / f"{shot.name}{ENDING}"
    if not reference.is_file():
        _keep(report, shot, new=new)
        return Entry(shot.name, "there is no reference yet", 1.0, shot.subject.page, ("new",))
    old = Image.open(reference).convert("RGB")
    found = compare(old, new)
    if not found.is_change:
        return None
    _keep(report, shot, old=old, new=new, difference=found.picture)
    sizes = "" if old.size == new.size else f", from {old.width} x {old.height} to {new.width} x {new.height} pixels"
    what = f"{found.pixels} pixels changed, {100 * found.share:.2f} percent{sizes}"
    return Entry(shot.name, what, found.share, shot.subject.page, ("old", "new", "difference"))


def _keep(report: Path, shot: Shot, **pictures: Image.Image) -> None:
    for kind, picture in pictures.items():
        folder = report / kind
        folder.mkdir(parents=True, exist_ok=True)
        picture.save(folder / f"{shot.name}{ENDING}", lossless=True, method=0)


def accept(entries: list[Entry], wanted: list[Shot], report: Path, whole: bool) -> None:
    """Put the new pictures in the place of those that differ, and remove those that nothing asks for."""
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for number, entry in enumerate(entries, 1):
        progress.bar(number, len(entries))
        with replacing(REFERENCES / f"{entry.name}{ENDING}") as draft:
            Image.open(report / "new" / f"{entry.name}{ENDING}").convert("RGB").save(draft, "webp", **PACKED)
    known = {f"{shot.name}{ENDING}" for shot in wanted}
    stale = [path for path in REFERENCES.iterdir() if path.name not in known] if whole else []
    for path in stale:
        path.unlink()
    size = sum(path.stat().st_size for path in REFERENCES.iterdir())
    say(f"{len(entries)} references renewed, {len(stale)} removed; all of them take {size / 1e6:.1f} MB")


def main() -> int:
    """Compare, and renew if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--accept", action="store_true", help="renew the references that differ")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the pictures whose names hold this text")
    options = parser.parse_args()
    wanted = [shot for shot in shots(SUBJECTS) if options.only in shot.name]
    if not wanted:
        say(f"No picture has '{options.only}' in its name; the names are like {SUBJECTS[0].name}-400-light.")
        return 2
    if not (SITE / "index.html").is_file():
        say("The site is not built; run make site first.")
        return 2
    shutil.rmtree(REPORT, ignore_errors=True)
    REPORT.mkdir(parents=True)
    entries: list[Entry] = []
    with site_server(SITE) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = playwright.chromium.launch(executable_path=ensure_browser(), args=[*FLAGS, *STEADY])
        address = f"http://127.0.0.1:{server.server_port}/"
        for number, (shot, picture) in enumerate(take(chromium, address, wanted), 1):
            entry = judge(shot, picture, REPORT)
            entries += [entry] if entry else []
            say(f"{number}/{len(wanted)}  {shot.name}{f': {entry.what}' if entry else ''}")
        chromium.close()
        server.shutdown()
    if options.accept:
        accept(entries, wanted, REPORT, whole=not options.only)
        return 0
    page = write_report(REPORT, entries, len(wanted), ENDING)
    say(f"{len(entries)} of {len(wanted)} pictures differ. {f'Look at {page.relative_to(ROOT)}' if entries else ''}".strip())
    return int(bool(entries))


if __name__ == "__main__":
    sys.exit(main())
