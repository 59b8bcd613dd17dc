"""Serve the built site as a host does: with its own page for unknown addresses, on this machine only."""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Send what the site asks its host to send, as Netlify and Cloudflare Pages do."""
        asked = Path(self.directory) / "_headers"
        for line in asked.read_text("utf-8").splitlines()[1:] if asked.is_file() else ():
            self.send_header(*line.strip().split(": ", 1))
        super().end_headers()

    def log_message(self, *arguments) -> None:
        """Say nothing: neither a test report nor a table of figures wants a line a request."""

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
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    """A server that takes it calmly when a browser closes a page that is still loading."""

    def handle_error(self, request, client_address) -> None:
        """Pass over a connection that the browser ended; show anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def site_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of a folder; port 0 lets the machine choose a free one."""
    return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
