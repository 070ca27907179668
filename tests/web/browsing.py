"""A small site: pages rendered beforehand, static files from their folders, our content policy."""

from __future__ import annotations

import mimetypes
import shutil
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar

from playwright.sync_api import sync_playwright
from rendering import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = shutil.which("chromium")
HOST = "http://mingcha.test"
FOLDERS = (ROOT / "static", ROOT / "static-built")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SIZES = {"desk": (1366, 768), "phone": (390, 844), "big": (1920, 1080)}


class Handler(BaseHTTPRequestHandler):
    """Answers with a page of the site under test or with a static file."""

    pages: ClassVar[dict[str, str]] = {}
    missing: ClassVar[list[str]] = []
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in self.pages:
            self._send(self.pages[path].encode(), "text/html; charset=utf-8", "no-store")
            return
        name = path.removeprefix("/static/")
        for folder in FOLDERS:
            if (folder / name).is_file():
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                self._send((folder / name).read_bytes(), kind, "max-age=600")
                return
        self.missing.append(path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass

    def _send(self, body: bytes, kind: str, cache: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", cache)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for which HOST, plain http and no secure context, is a server of this process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    rule = f"--host-resolver-rules=MAP mingcha.test:80 127.0.0.1:{server.server_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, rule])
        yield browser
        browser.close()
    server.shutdown()
    server.server_close()
    thread.join()


class Site:
    """Pages by path, opened in a browser; what the browser complains of is noted."""

    def __init__(self, browser: Browser, pages: dict[str, str]) -> None:
        self.browser = browser
        self.troubles: list[str] = []
        self.pages = Handler.pages = pages
        Handler.missing = self.troubles

    def open(self, path: str, size: str, *, scripts: bool = True) -> Page:
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="zh-CN"
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", self._note)
        page.goto(HOST + path)
        return page

    def close(self) -> None:
        for context in self.browser.contexts:
            context.close()
        assert self.troubles == []

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(message.text)
