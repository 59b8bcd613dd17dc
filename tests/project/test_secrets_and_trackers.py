"""No secret stands in the repository, and nothing in the site counts or follows a reader.

A kept scanner was tried: detect-secrets took minutes for this repository and reported two made-up passwords of tests. The
patterns here are those of keys that can be known by their form.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
#: By kind: how it begins, which is looked for first and fast, and its form.
SECRETS = {
    "a private key": (("PRIVATE KEY-----",), r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{20}"),
    "a key of Amazon": (("AKIA", "ASIA"), r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of GitHub": (("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), r"\bgh[pousr]_[A-Za-z0-9]{36}\b"),
    "a narrow token of GitHub": (("github_pat_",), r"\bgithub_pat_[A-Za-z0-9_]{60,}\b"),
    "a token of GitLab": (("glpat-",), r"\bglpat-[A-Za-z0-9_-]{20}\b"),
    "a token of a package index": (("pypi-AgE", "npm_"), r"\b(?:pypi-AgE[A-Za-z0-9_-]{50,}|npm_[A-Za-z0-9]{36})\b"),
    "a key of Google": (("AIza",), r"\bAIza[0-9A-Za-z_-]{35}\b"),
    "a token of Slack": (("xox",), r"\bxox[abprs]-[0-9A-Za-z-]{20,}"),
    "a key of Stripe": (("k_live_",), r"\b[sr]k_live_[0-9A-Za-z]{20,}"),
    "a key of a language model": (("sk-",), r"\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{40,}"),
    "a signed token": (("eyJ",), r"\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{20,}"),
}
#: Of scripts that count or follow readers: hosts and names, as such scripts are installed.
TRACKERS = (
    "google-analytics", "googletagmanager", "gtag(", "doubleclick.net", "facebook.net", "fbq(", "hotjar", "clarity.ms", "matomo",
    "piwik", "plausible.io", "cdn.segment", "mixpanel", "amplitude.com", "newrelic", "sentry.io", "bugsnag", "fullstory",
    "mc.yandex", "counter.yadro", "hm.baidu", "scorecardresearch", "sendbeacon", "cloudflareinsights", "goatcounter", "umami.is",
)  # fmt: skip
COOKIES = ("document.cookie", "cookiestore", "http-equiv=\"set-cookie")
TEXT = {".html", ".js", ".css", ".json", ".svg", ".md", ".txt", ".csv", ".webmanifest", ".xml"}


def secrets(text: str) -> list[str]:
    """Return the kinds of secrets in a text."""
    return [kind for kind, (starts, form) in SECRETS.items() if any(one in text for one in starts) and re.search(form, text)]


@pytest.fixture(scope="module")
def site_files() -> list[Path]:
    """Every text file of the built site."""
    if not (SITE / "index.html").is_file():
        pytest.fail("The site is not built: run make site first.", pytrace=False)
    return [path for path in sorted(SITE.rglob("*")) if path.is_file() and path.suffix in TEXT]


def tracked() -> list[Path]:
    """Return the files of the repository, as they are in the working tree."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    # a picture holds no key that a person can read
    return [path for name in listing if (path := ROOT / name).is_file() and path.suffix not in (".png", ".woff2", ".hostile")]


def test_no_secret_stands_in_the_repository_or_the_site(site_files):
    for path in [*tracked(), *site_files]:
        assert not secrets(path.read_text("utf-8", errors="replace")), path.relative_to(ROOT)


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_would_be_found(kind):
    body = "Ab1" * 30
    made = {
        "a private key": "-----BEGIN RSA PRIVATE " + "KEY-----\n" + body, "a key of Amazon": "AKIA" + "A1B2" * 4,
        "a token of GitHub": "ghp_" + body[:36], "a narrow token of GitHub": "github_pat_" + body[:70], "a token of GitLab": "glpat-" + body[:20], "a token of a package index": "npm_" + body[:36],
        "a key of Google": "AIza" + body[:35], "a token of Slack": "xoxb-" + body[:24], "a key of Stripe": "sk_live_" + body[:24],
        "a key of a language model": "sk-" + body[:48], "a signed token": f"eyJ{body[:20]}.eyJ{body[:20]}.{body[:24]}",
    }  # fmt: skip
    assert secrets(f"key = {made[kind]}\n") == [kind]


def test_no_page_or_script_follows_a_reader_or_sets_a_cookie(site_files):
    for path in site_files:
        text = path.read_text("utf-8", errors="replace").lower()
        assert not [sign for sign in (*TRACKERS, *COOKIES) if sign in text], path.relative_to(SITE)
