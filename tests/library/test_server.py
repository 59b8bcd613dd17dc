"""The server of tests and of ``make serve`` sends what a host would send."""

from __future__ import annotations

import gzip
import http.client
import sys
import threading
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from server import site_server  # noqa: E402


@pytest.fixture
def ask(tmp_path):
    """A way to ask a server of a small site."""
    (tmp_path / "index.html").write_text("<p>words</p>" * 200)
    (tmp_path / "404.html").write_text("<p>not here</p>")
    (tmp_path / "a.woff2").write_bytes(bytes(range(256)))
    server = site_server(tmp_path)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)

    def asked(path: str, method: str = "GET", **headers: str):
        line.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    yield asked
    line.close()
    server.shutdown()
    server.server_close()


def test_text_comes_compressed_to_who_can_read_it_on_one_connection(ask):
    status, headers, body = ask("/", Accept_Encoding="gzip, br")
    assert (status, headers["content-encoding"], headers["vary"]) == (200, "gzip", "Accept-Encoding")
    assert headers["cache-control"] == "max-age=600" and headers["content-type"].startswith("text/html")
    assert gzip.decompress(body) == b"<p>words</p>" * 200 and len(body) < 200
    status, plain, body = ask("/index.html")
    assert "content-encoding" not in plain and body == b"<p>words</p>" * 200
    status, alone, body = ask("/", "HEAD", Accept_Encoding="gzip")
    assert (status, body) == (200, b"") and alone.keys() == headers.keys()
    assert alone["content-length"] == headers["content-length"]


def test_what_is_packed_already_comes_as_it_is(ask):
    status, headers, body = ask("/a.woff2", Accept_Encoding="gzip")
    assert "content-encoding" not in headers and body == bytes(range(256))
    assert headers["cache-control"] == "max-age=600"


def test_what_did_not_change_is_not_sent_again(ask):
    _, headers, _ = ask("/", Accept_Encoding="gzip")
    status, _, body = ask("/", Accept_Encoding="gzip", If_Modified_Since=headers["last-modified"])
    assert (status, body) == (304, b"")


def test_an_unknown_address_gets_the_page_of_the_site_and_is_not_kept(ask):
    status, headers, body = ask("/nowhere.html", Accept_Encoding="gzip")
    assert status == 404 and b"not here" in body and "cache-control" not in headers
