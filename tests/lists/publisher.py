"""A publisher's server on this machine that misbehaves in every way that a real one does."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LAST_MODIFIED = "Wed, 07 Jul 2021 12:00:00 GMT"


_BOMB = gzip.compress(b"\0" * (64 << 20), 1)


class Publisher:
    """Serves `files` by name; a path such as "/cut/sdn.xml" serves the file `sdn.xml` in the way that its first part names."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.asked: Counter[str] = Counter()
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        self.url = ""


@contextmanager
def publisher(folder: Path) -> Iterator[Publisher]:
    """Serve the files of a folder as long as the context lasts."""
    served = Publisher({each.name: each.read_bytes() for each in folder.iterdir()})

    class Handler(_Handler):
        of = served

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    of: Publisher

    def do_GET(self) -> None:
        way, _, name = self.path.lstrip("/").partition("/")
        self.of.asked[way] += 1
        self.of.headers.append({key.lower(): value for key, value in self.headers.items()})
        body = self.of.files.get(name, b"")
        behaviour = getattr(self, f"do_{way.replace('-', '_')}", None)
        if behaviour is None:
            self.send_error(404)
        else:
            try:
                behaviour(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Silent."""

    def _send(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_good(self, body: bytes) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
        else:
            self._send(body, ETag='"v1"', Last_Modified=LAST_MODIFIED)

    def do_always_304(self, body: bytes) -> None:
        self.send_response(304)
        self.end_headers()

    def do_packed(self, body: bytes) -> None:
        self._send(gzip.compress(body), Content_Encoding="gzip")

    def do_packed_and_cut(self, body: bytes) -> None:
        self._send(gzip.compress(body)[:-9], Content_Encoding="gzip")

    def do_bomb(self, body: bytes) -> None:
        self._send(_BOMB, Content_Encoding="gzip")

    def do_foreign_packing(self, body: bytes) -> None:
        self._send(body, Content_Encoding="br")

    def do_500(self, body: bytes) -> None:
        self._send(b"sorry", 500)

    def do_404(self, body: bytes) -> None:
        self._send(b"gone", 404)

    def do_403(self, body: bytes) -> None:
        self._send(b"no", 403)

    def do_busy_once(self, body: bytes) -> None:
        if self.of.asked["busy-once"] == 1:
            self._send(b"", 429, Retry_After="7")
        else:
            self.do_good(body)

    def do_busy_for_long(self, body: bytes) -> None:
        self._send(b"", 429, Retry_After="86400")

    def do_fails_twice(self, body: bytes) -> None:
        if self.of.asked["fails-twice"] < 3:
            self._send(b"", 503)
        else:
            self.do_good(body)

    def do_silent(self, body: bytes) -> None:
        self.of.stopping.wait(10)

    def do_drip(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            self.wfile.flush()
            if self.of.stopping.wait(0.05):
                return

    def do_cut(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def do_short_length(self, body: bytes) -> None:
        self._send(body, Content_Length=str(len(body) // 2))
        self.close_connection = True

    def do_no_length_and_cut(self, body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body[: len(body) // 2])
        self.close_connection = True

    def do_login(self, body: bytes) -> None:
        self._send(b"<!DOCTYPE html><html><body>Please sign in</body></html>", Content_Type="text/html")

    def do_empty(self, body: bytes) -> None:
        self._send(b"")

    def do_endless(self, body: bytes) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(64):
            self.wfile.write(b"x" * (1 << 20))
            time.sleep(0)
        self.close_connection = True

    def do_moved(self, body: bytes) -> None:
        self._send(b"", 302, Location="/good/" + self.path.rpartition("/")[2])

    def do_circle(self, body: bytes) -> None:
        self._send(b"", 302, Location=self.path)

    def do_to_a_file(self, body: bytes) -> None:
        self._send(b"", 302, Location="file:///etc/passwd")

    def do_elsewhere(self, body: bytes) -> None:
        self._send(b"", 302, Location="http://192.0.2.1/sdn.xml")
