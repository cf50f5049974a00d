"""The README's commands do what the README shows."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```console\n(.+?)```", README, re.DOTALL)
# Speed and memory differ from machine to machine; everything else must not.
VARYING = [
    (
        re.compile(r"at [\d,]+ names/s; in all [\d.]+ s(; peak memory [\d,]+ MB)?"),
        "at N names/s; in all N s; peak memory N MB",
    ),
    (re.compile(r"survive; [\d.]+ s"), "survive; N s"),
]


def commands(session: str) -> list[tuple[str, str]]:
    """(command, output) pairs of a console session."""
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def shows(output: str, shown: str) -> bool:
    """Is `shown` the output, where a line "…" stands for any number of lines?"""
    whole, (head, *tail) = comparable(output), "\n".join(comparable(shown)).split("\n…\n")
    if not tail:
        return whole == head.splitlines()
    begin, end = head.splitlines(), tail[0].splitlines()
    return whole[: len(begin)] == begin and whole[-len(end) :] == end


def comparable(text: str) -> list[str]:
    for pattern, words in VARYING:
        text = pattern.sub(words, text)
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for part in ("demo", "lists"):
        shutil.copytree(ROOT / "fixtures" / part, tmp_path / "fixtures" / part)
    return tmp_path


@pytest.mark.parametrize("session", SESSIONS, ids=lambda session: session.partition("\n")[0][2:60])
def test_a_console_session_of_the_readme_gives_the_output_that_it_shows(session: str, folder: Path):
    for command, shown in commands(session):
        words = shlex.split(command)
        assert words[0] == "screening", command

        done = subprocess.run(
            [sys.executable, "-m", "screening", *words[1:]],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

        assert shows(done.stdout, shown), f"{command}\n{done.stdout}"


def test_the_readme_shows_its_two_commands():
    assert re.search(r"<!-- command: demo -->\s*```sh\n(.+?)\n```", README, re.DOTALL)
    assert re.search(r"<!-- command: test -->\s*```sh\n(.+?)\n```", README, re.DOTALL)


def test_every_file_that_the_readme_points_to_exists():
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", README)

    assert not [target for target in targets if not (ROOT / target).exists()]
