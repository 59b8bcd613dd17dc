"""The check of outside links, against a host of our own that is good, moved, gone, slow, busy and going in circles."""

from __future__ import annotations

import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import links
import pytest

QUICK = {"linkcheck_timeout": 1, "linkcheck_retries": 2, "linkcheck_rate_limit_timeout": 1.0}


class Host(BaseHTTPRequestHandler):
    """A host with a bad day."""

    asked: list[tuple[str, str]] = []
    open_now = 0
    most_at_once = 0

    def log_message(self, *arguments) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer by the path."""
        Host.open_now += 1
        Host.most_at_once = max(Host.most_at_once, Host.open_now)
        try:
            self._answer()
        finally:
            Host.open_now -= 1

    do_GET = do_HEAD

    def _answer(self) -> None:
        self.asked.append((self.command, self.path))
        again = self.asked.count((self.command, self.path)) > 1
        code, to = {
            "/good": (200, ""), "/moved": (301, "/good"), "/for-now": (302, "/good"), "/circle": (302, "/circle"), "/gone": (404, ""),
            "/over": (410, ""), "/no-programs": (403, ""), "/only-get": (405 if self.command == "HEAD" else 200, ""),
            "/once-broken": (200 if again else 503, ""), "/page": (200, ""), "/slow": (200, ""),
        }[self.path]  # fmt: skip
        if self.path == "/slow":
            time.sleep(3)
        self.send_response(code)
        if to:
            self.send_header("Location", to)
        body = b'<!doctype html><p id="there">text</p>'
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@pytest.fixture(scope="module")
def host():
    """Serve it on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.filterwarnings("ignore")
def test_every_kind_of_answer_is_told_apart(host):
    expected = {
        "/good": "good", "/moved": "moved", "/for-now": "good", "/circle": "broken", "/gone": "broken", "/over": "broken",
        "/no-programs": "refused", "/only-get": "good", "/slow": "broken", "/page#there": "good", "/page#not-there": "broken",
    }  # fmt: skip
    wanted = [host + path for path in expected] + ["http://127.0.0.1:9/closed", "https://left.alone/x"]
    answers = links.ask(wanted, [(re.compile("left[.]alone"), "an example")], **QUICK)
    found = {address.removeprefix(host): answer.kind for address, answer in answers.items()}
    assert found == expected | {"http://127.0.0.1:9/closed": "broken", "https://left.alone/x": "left"}
    assert answers[f"{host}/moved"].said == f"{host}/good"
    assert Host.most_at_once <= 2, "a host is asked once at a time; a slow answer may still be on its way"
    assert ("HEAD", "/good") in Host.asked and ("GET", "/good") not in Host.asked


def test_addresses_are_listed_with_their_pages(tmp_path):
    (tmp_path / "a.html").write_text('<a href="https://x.org/1"></a><a href="b.html"></a><a href="mailto:a@b.c"></a>', "utf-8")
    (tmp_path / "b.html").write_text('<a href="https://x.org/1"></a><img src="data:,"><a href="http://y.org"></a>', "utf-8")
    (tmp_path / "README.md").write_text("See [it](https://x.org/1) and <https://z.org>.", "utf-8")
    found = links.addresses(tmp_path, [tmp_path / "README.md"])
    assert found == {"http://y.org": ["b.html"], "https://x.org/1": ["a.html", "b.html", "README.md"], "https://z.org": ["README.md"]}


def test_the_report_begins_with_what_is_broken():
    answers = {"https://a.org": links.Answer("good"), "https://b.org": links.Answer("broken", "404"), "https://c.org": links.Answer("moved", "https://d.org")}
    text = links.report(answers, {"https://b.org": ["1", "2", "3", "4"]})
    lines = text.splitlines()
    assert lines[2].startswith("## Broken") and lines[2].endswith("(1)")
    assert lines[4] == "- <https://b.org>: 404 (in 1, 2, 3 and 1 more)" and "web.archive.org/web/https://b.org" in lines[5]
    assert "- <https://c.org>: https://d.org" in text


def test_every_rule_has_a_reason():
    assert all(len(why) > 10 for _, why in links.rules())
