"""`screening lists update` as its user runs it: outcomes, exit codes, and a process that is killed in the middle."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_exit_codes import LISTS
from tests.lists.publisher import Publisher, publisher

SECOND = [["Name", "Country"], ["SECONDEYE SOLUTION", "PK"], ["Maria Lindqvist", "SE"]]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Publisher]:
    with publisher(LISTS / "ofac-sdn-xml") as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace that asks once and waits for nobody."""
    root = tmp_path / "place"
    root.mkdir()
    patience = {"attempts": 1, "read_seconds": 5}
    (root / "settings.json").write_text(json.dumps({"update": patience}))
    return root


def test_update_says_what_became_of_each_list(screening, served, place):
    args = ("lists", "update", "us-ofac-sdn", "--workspace", place, "--from")

    first = screening(*args, f"{served.url}/good/sdn.xml")
    again = screening(*args, f"{served.url}/good/sdn.xml")
    failed = screening(*args, f"{served.url}/login/sdn.xml")

    assert (first.returncode, again.returncode, failed.returncode) == (0, 0, 4)
    assert "updated      us-ofac-sdn@2021-03-10, 8 entities" in first.stderr
    assert "unchanged    us-ofac-sdn@2021-03-10, 8 entities" in again.stderr
    assert "NOT UPDATED  us-ofac-sdn" in failed.stderr
    assert "the edition of 2021-03-10 stays in use" in failed.stderr


def test_each_list_is_renewed_on_its_own(screening, served, place):
    sources = "\n".join(
        f'[{name}]\nfiles = [{{ name = "sdn.xml", url = "{served.url}/{way}/sdn.xml" }}]'
        for name, way in (("un-sc", "500"), ("us-ofac-sdn", "good"), ("eu-fsf", "good"))
    )
    (place / "sources.toml").write_text(sources, encoding="utf-8")

    done = screening("lists", "update", "un-sc", "us-ofac-sdn", "eu-fsf", "--workspace", place)

    assert done.returncode == 4
    assert "NOT UPDATED  un-sc" in done.stderr
    assert "updated      us-ofac-sdn" in done.stderr
    assert "NOT UPDATED  eu-fsf: " in done.stderr
    assert "NO edition of it is kept" in done.stderr
    assert screening("lists", "list", "--workspace", place).stdout.count("@") == 1


def test_without_a_name_the_kept_lists_are_renewed_and_an_unknown_one_is_told(screening, served, place):
    nothing = screening("lists", "update", "--workspace", place)
    unknown = screening("lists", "update", "mars", "--workspace", place)

    assert (nothing.returncode, unknown.returncode) == (2, 2)
    assert "us-ofac-sdn" in nothing.stderr
    assert "no address is known for mars" in unknown.stderr


def test_an_edition_is_added_from_an_address(screening, served, place):
    done = screening("lists", "add", f"{served.url}/good/sdn.xml", "--workspace", place)
    refused = screening("lists", "add", f"{served.url}/empty/sdn.xml", "--workspace", place)

    assert "added us-ofac-sdn@2021-03-10" in done.stdout
    assert refused.returncode == 4
    assert "the file is empty" in refused.stderr


def _killed(
    place: Path, url: str, *, before: str = "", ready: Path | None = None, signal_after: float = 0
) -> int:
    """Run `lists update` in a process of its own, and kill it: in its own code (`before`), or once `ready` is there."""
    code = f"import sys, os, signal\n{before}\nfrom screening.cli import main\nsys.argv = {['screening', 'lists', 'update', 'us-ofac-sdn', '--workspace', str(place), '--from', url]!r}\nmain()"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if ready is not None:
        until = time.monotonic() + 20
        while not list(ready.glob(".draft-*/files/*")) and time.monotonic() < until:
            time.sleep(0.02)
        process.kill()
    return process.wait(timeout=30)


_KILL_BEFORE_THE_SWITCH = "os.replace = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)"
_KILL_AFTER_THE_SWITCH = (
    "really = os.replace\n"
    "def switch(a, b):\n"
    "    really(a, b)\n"
    "    os.path.isdir(b) and os.kill(os.getpid(), signal.SIGKILL)\n"
    "os.replace = switch"
)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    ("way", "before", "newest"),
    [
        ("drip", "", "2021-03-10"),
        ("good", _KILL_BEFORE_THE_SWITCH, "2021-03-10"),
        ("good", _KILL_AFTER_THE_SWITCH, "2021-03-11"),
    ],
    ids=["in mid-download", "before the switch", "after the switch"],
)
def test_a_killed_update_leaves_an_edition_that_is_whole(
    screening, served, place, workbook, way, before, newest
):
    screening("lists", "add", LISTS / "ofac-sdn-xml", "--workspace", place)
    served.files["sdn.xml"] = served.files["sdn.xml"].replace(b"03/10/2021", b"03/11/2021")

    died = _killed(
        place, f"{served.url}/{way}/sdn.xml", before=before, ready=place / "lists" if way == "drip" else None
    )

    assert died == -signal.SIGKILL
    assert screening("lists", "verify", "--workspace", place).returncode == 0
    run = screening(
        "run",
        workbook(SECOND),
        "-o",
        "o.jsonl",
        "--list",
        "us-ofac-sdn",
        "--workspace",
        place,
        "--as-of",
        "2021-03-12",
    )
    assert run.returncode == 3, run.stderr
    assert f"edition {newest}" in run.stderr
    again = screening(
        "lists", "update", "us-ofac-sdn", "--workspace", place, "--from", f"{served.url}/good/sdn.xml"
    )
    assert again.returncode == 0, again.stderr
    assert not list((place / "lists").glob(".draft-*"))


def test_a_run_opens_no_connection(screening, place, workbook, monkeypatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was opened")

    screening("lists", "add", LISTS / "ofac-sdn-xml", "--workspace", place)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    done = [
        screening(
            "run",
            workbook(SECOND),
            "-o",
            "o.xlsx",
            "--list",
            "all",
            "--workspace",
            place,
            "--as-of",
            "2021-03-12",
        ),
        screening("check", "SECONDEYE", "--list", "all", "--workspace", place, "--as-of", "2021-03-12"),
        screening("lists", "list", "--workspace", place),
    ]

    assert [each.returncode for each in done] == [3, 3, 0], [each.stderr for each in done]
