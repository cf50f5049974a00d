"""The console sessions of the README: run them, hold them to what is shown, or show them anew.

    python -m tests.readme_sessions

writes into README.md what its commands print now; a session that leaves lines out with "…" keeps its first and last lines.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_SESSION = re.compile(r"(?<=```console\n)(.+?)(?=```)", re.DOTALL)
_LEFT_OUT = "…"
# Speed and memory differ from machine to machine, a run's id with every change of the program; nothing else may.
_VARYING = [
    (
        re.compile(r"at [\d,]+ names/s; in all [\d.]+ s(; peak memory [\d,]+ MB)?"),
        "at N names/s; in all N s; peak memory N MB",
    ),
    (re.compile(r"survive; [\d.]+ s"), "survive; N s"),
    (re.compile(r"\bRun [0-9a-f]{16}\b"), "Run ID"),
]


def sessions(readme: str) -> list[str]:
    """The text of each console session, in order."""
    return _SESSION.findall(readme)


def commands(session: str) -> list[tuple[str, str]]:
    """(command, output) pairs of a console session."""
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    return [(command, output) for command, _, output in (part.partition("\n") for part in parts)]


def furnish(folder: Path) -> None:
    """Copy what the sessions read into `folder`, as it lies beside the README."""
    for part in ("demo", "lists"):
        shutil.copytree(ROOT / "fixtures" / part, folder / "fixtures" / part)


def run(command: str, folder: Path) -> str:
    """What a command of the README prints in `folder`, on both streams, with a workspace of its own there."""
    program, *words = shlex.split(command)
    if program != "screening":
        raise ValueError(f"the README shows a command of another program: {command}")
    return subprocess.run(
        [sys.executable, "-m", "screening", *words],
        cwd=folder,
        env={**os.environ, "SCREENING_WORKSPACE": str(folder / "workspace"), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    ).stdout


def shows(output: str, shown: str) -> bool:
    """Is `shown` the output, where a line "…" stands for any number of lines?"""
    whole, (head, *tail) = _comparable(output), "\n".join(_comparable(shown)).split(f"\n{_LEFT_OUT}\n")
    if not tail:
        return whole == head.splitlines()
    begin, end = head.splitlines(), tail[0].splitlines()
    return whole[: len(begin)] == begin and whole[-len(end) :] == end


def _comparable(text: str) -> list[str]:
    for pattern, words in _VARYING:
        text = pattern.sub(words, text)
    return [line.rstrip() for line in text.strip().splitlines()]


def _shown_anew(session: str) -> str:
    told = []
    with tempfile.TemporaryDirectory() as place:
        furnish(Path(place))
        for command, shown in commands(session):
            output = run(command, Path(place))
            now = shown if shows(output, shown) else _shortened_alike(output, shown)
            told.append(f"$ {command}\n{now.rstrip()}\n")
    return "\n".join(told)


def _shortened_alike(output: str, shown: str) -> str:
    lines = [line.rstrip() for line in output.strip().splitlines()]
    before, left_out, after = shown.strip().partition(f"\n{_LEFT_OUT}\n")
    if not left_out:
        return "\n".join(lines)
    first, last = len(before.splitlines()), len(after.splitlines())
    return "\n".join([*lines[:first], _LEFT_OUT, *lines[len(lines) - last :]])


def main() -> None:
    """Show every session anew in README.md."""
    text = _SESSION.sub(lambda found: _shown_anew(found[0]), README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
