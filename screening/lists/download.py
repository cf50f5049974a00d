"""One file from a publisher's server: bounded in size and time, tried again where that helps, and never half."""

import ssl
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from screening.errors import ListError, Location
from screening.lists.manifest import StoredFile
from screening.progress import SILENT, Progress
from screening.settings import UpdateSettings

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_REDIRECTS = 5
_BUSY = frozenset({408, 425, 429})
_NOT_MODIFIED = 304
_CONDITIONS = ("if-none-match", "if-modified-since")
_BLOCK = 1 << 16
_BY_HAND = "download it with a browser and add it: screening lists add FILE"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server sent: the file, or word that the one that is kept is still its newest."""

    not_modified: bool
    url: str
    etag: str = ""
    last_modified: str = ""

    def served(self) -> dict[str, str]:
        """What the manifest keeps for the next conditional request."""
        return {"url": self.url, "etag": self.etag, "last_modified": self.last_modified}


class _Passing(Exception):
    """A failure that may be gone in a moment; `wait` is how long the server asks for, in seconds."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Downloads with these settings; `clock` gives seconds that only ever grow, `now` the time of day (a server may name one in Retry-After)."""

    settings: UpdateSettings
    agent: str
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    now: Callable[[], datetime]
    progress: Progress = SILENT

    def fetch(self, url: str, target: Path, limit: int, kept: StoredFile | None = None) -> Fetched:
        """Write the file at `url` to `target`, or find that `kept` is still the server's newest.

        Raises:
            ListError: the server cannot be reached, refuses, sends more than `limit` bytes, or stops in the middle, however often it is asked.
        """
        deadline = self.clock() + self.settings.total_seconds
        for attempt in range(1, self.settings.attempts + 1):
            try:
                return self._once(url, target, limit, kept, deadline)
            except _Passing as failure:
                wait = (
                    failure.wait
                    if failure.wait is not None
                    else self.settings.pause_seconds * 2 ** (attempt - 1)
                )
                last = attempt == self.settings.attempts or self.clock() + wait > deadline
                if last or wait > self.settings.longest_pause_seconds:
                    asks = (
                        f", and the server asks to wait {wait:,.0f} s"
                        if failure.wait and failure.wait > self.settings.longest_pause_seconds
                        else ""
                    )
                    tried = f" ({attempt} attempts)" if attempt > 1 else ""
                    raise ListError(
                        f"{failure}{asks}{tried}",
                        where=Location(url),
                        remedy=f"try again later, or {_BY_HAND}",
                    ) from failure
                self.sleep(wait)
        raise AssertionError  # every attempt ends in an answer or an error

    def _once(self, url: str, target: Path, limit: int, kept: StoredFile | None, deadline: float) -> Fetched:
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip"}
        if kept is not None and kept.url == url:
            headers |= {"If-None-Match": kept.etag} if kept.etag else {}
            headers |= {"If-Modified-Since": kept.last_modified} if kept.last_modified else {}
        timeout = httpx.Timeout(min(self.settings.read_seconds, max(deadline - self.clock(), 0.1)))
        at = url
        try:
            with httpx.Client(timeout=timeout, follow_redirects=False, verify=_trusted()) as client:
                for _ in range(_REDIRECTS + 1):
                    _check_address(at, url)
                    with client.stream("GET", at, headers=headers) as response:
                        if response.has_redirect_location:
                            at = urljoin(at, response.headers["location"])
                            continue
                        return self._take(response, url, target, limit, deadline)
        except httpx.TimeoutException as error:
            raise _Passing(f"the server was silent for {timeout.read:,.3g} s") from error
        except httpx.RemoteProtocolError as error:
            raise _Passing("the connection was cut before the file was whole") from error
        except httpx.TransportError as error:
            raise _Passing(f"the server cannot be reached ({_cause(error)})") from error
        except httpx.InvalidURL as error:
            raise ListError("this is no address", where=Location(at), remedy=_BY_HAND) from error
        raise ListError(
            f"more than {_REDIRECTS} redirections: the server sends in circles",
            where=Location(url),
            remedy=_BY_HAND,
        )

    def _take(self, response: httpx.Response, url: str, target: Path, limit: int, deadline: float) -> Fetched:
        status, headers = response.status_code, response.headers
        if status == _NOT_MODIFIED and not response.request.headers.keys().isdisjoint(_CONDITIONS):
            return Fetched(True, url, headers.get("etag", ""), headers.get("last-modified", ""))
        if status in _BUSY or status >= 500:
            raise _Passing(
                f"the server answers {status} {response.reason_phrase}".rstrip(), self._asked(headers)
            )
        if status != httpx.codes.OK:
            raise ListError(
                f"the server answers {status} {response.reason_phrase}".rstrip(),
                where=Location(url),
                remedy=f"look whether the publisher has moved the file, or {_BY_HAND}",
            )
        declared = headers.get("content-length", "")
        self.progress.start(f"downloading {target.name}", int(declared) if declared.isdecimal() else None)
        if declared.isdecimal() and int(declared) > limit:
            raise _too_large(url, limit)
        size = 0
        try:
            with target.open("wb") as stream:
                for block in self._decoded(response, url, deadline):
                    size += len(block)
                    if size > limit:
                        raise _too_large(url, limit)
                    stream.write(block)
        except OSError as error:
            raise ListError(
                f"the download cannot be written ({error.strerror})",
                where=Location(str(target)),
                remedy="free some space",
            ) from error
        self.progress.finish()
        return Fetched(False, url, headers.get("etag", ""), headers.get("last-modified", ""))

    def _decoded(self, response: httpx.Response, url: str, deadline: float) -> Iterator[bytes]:
        """The body in small blocks, unpacked a block at a time: a few bytes that unpack to gigabytes are stopped by the size limit."""
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "gzip", "x-gzip", ""):
            raise ListError(
                f"the server packs the file as '{encoding}'", where=Location(url), remedy=_BY_HAND
            )
        packed = zlib.decompressobj(wbits=31) if "gzip" in encoding else None
        for raw in response.iter_raw():
            if self.clock() > deadline:
                raise ListError(
                    f"the file was not whole after {self.settings.total_seconds:,g} s",
                    where=Location(url),
                    remedy=f"try again later, or {_BY_HAND}",
                )
            self.progress.advance(len(raw))
            yield from (raw,) if packed is None else _unpacked(packed, raw)
        if packed is not None and not packed.eof:
            raise _Passing("the connection was cut before the file was whole")

    def _asked(self, headers: httpx.Headers) -> float | None:
        """How long the server asks to wait, in seconds: Retry-After as a number or as a date."""
        text = headers.get("retry-after", "").strip()
        if text.isdecimal():
            return float(text)
        with suppress(ValueError):
            when = parsedate_to_datetime(text)
            return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - self.now()).total_seconds())
        return None


def _unpacked(packed: "zlib._Decompress", raw: bytes) -> Iterator[bytes]:
    while raw:
        try:
            block = packed.decompress(raw, _BLOCK)
        except zlib.error as error:
            raise _Passing("what the server sent cannot be unpacked") from error
        if not block and packed.eof:
            return
        raw = packed.unconsumed_tail
        yield block


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates of the machine, read once: they take longer than a small download."""
    return httpx.create_ssl_context()


def _check_address(at: str, asked: str) -> None:
    """https, or http to this machine itself; a redirection leads to no other kind of place."""
    parts = urlsplit(at)
    local = parts.hostname in _LOOPBACK
    asked_local = urlsplit(asked).hostname in _LOOPBACK
    if parts.hostname and (
        (parts.scheme == "https" and not (local and not asked_local))
        or (parts.scheme == "http" and local and asked_local)
    ):
        return
    how = f"'{asked}' leads to '{at}', which is not" if at != asked else f"'{at}' is not"
    raise ListError(f"{how} an https address", where=Location(asked), remedy=_BY_HAND)


def _too_large(url: str, limit: int) -> ListError:
    return ListError(
        f"the file is larger than {limit / (1 << 20):,.0f} MB: this is not the list",
        where=Location(url),
        remedy="look at it in a browser; a larger limit_mb may be set in the workspace's sources.toml",
    )


def _cause(error: Exception) -> str:
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
