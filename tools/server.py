"""Serve the built site as a host does, on this machine only: compressed, kept for a while, with its page for unknown addresses."""

from __future__ import annotations

import gzip
import socket
import sys
from contextlib import suppress
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: What a host compresses; pictures, typefaces and archives are compressed already.
COMPRESSED = frozenset(".html .css .js .json .svg .csv .txt .xml .ipynb .webmanifest .md".split())
#: Seconds for which a browser may keep a file without asking, as on GitHub Pages.
KEPT = 600


@lru_cache(maxsize=512)
def _compressed(path: Path, modified: int) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # a page may keep a connection open; a server that is asked to end must not wait for it
    timeout = 30

    def end_headers(self) -> None:
        """Send what the site asks its host to send, as Netlify and Cloudflare Pages do."""
        asked = Path(self.directory) / "_headers"
        for line in asked.read_text("utf-8").splitlines()[1:] if asked.is_file() else ():
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, *arguments) -> None:
        """Say nothing: neither a test report nor a table of figures wants a line a request."""

    def do_GET(self) -> None:
        """Send a file, compressed where that helps and the browser can read it."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what a file is like."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        packs = "gzip" in self.headers.get("Accept-Encoding", "") and path.suffix in COMPRESSED
        if not packs or not path.is_file() or self._unchanged(path):
            return super().do_GET() if with_body else super().do_HEAD()
        modified = path.stat().st_mtime
        body = _compressed(path, path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Last-Modified", formatdate(modified, usegmt=True))
        self.end_headers()
        if with_body:
            self.wfile.write(body)
        return None

    def _unchanged(self, path: Path) -> bool:
        """Tell whether the browser asks only if the file is newer; the library's own handler answers that."""
        try:
            return int(path.stat().st_mtime) <= parsedate_to_datetime(self.headers["If-Modified-Since"]).timestamp()
        except (KeyError, TypeError, ValueError):
            return False

    def send_response(self, code, message=None) -> None:
        """Begin an answer, and say how long it may be kept."""
        super().send_response(code, message)
        if code in (200, 304):
            self.send_header("Cache-Control", f"max-age={KEPT}")

    def send_error(self, code, message=None, explain=None) -> None:
        """Send the site's own page for an unknown address, where there is one."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        return None


class _Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser closes a page that is still loading, and that is gone when it ends."""

    def __init__(self, *arguments) -> None:
        self._connections: set[socket.socket] = set()
        super().__init__(*arguments)

    def get_request(self) -> tuple[socket.socket, object]:
        """Take a connection, and remember it while it is open."""
        request, address = super().get_request()
        self._connections.add(request)
        return request, address

    def shutdown_request(self, request) -> None:
        """Forget a connection that has ended."""
        self._connections.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End what is open, too: a browser would go on asking over a connection that it keeps."""
        super().server_close()
        for request in tuple(self._connections):
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request, client_address) -> None:
        """Pass over a connection that the browser ended; show anything else."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def site_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of a folder; port 0 lets the machine choose a free one."""
    return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
