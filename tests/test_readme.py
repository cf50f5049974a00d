"""The README's commands do what the README shows."""

import re
from pathlib import Path

import pytest

from tests.readme_sessions import README, ROOT, commands, furnish, run, sessions, shows

TEXT = README.read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    furnish(tmp_path)
    return tmp_path


@pytest.mark.parametrize("session", sessions(TEXT), ids=lambda session: session.partition("\n")[0][2:60])
def test_a_console_session_of_the_readme_gives_the_output_that_it_shows(session: str, folder: Path):
    for command, shown in commands(session):
        output = run(command, folder)

        assert shows(output, shown), f"{command}\n{output}"


def test_the_readme_shows_its_two_commands():
    assert re.search(r"<!-- command: demo -->\s*```sh\n(.+?)\n```", TEXT, re.DOTALL)
    assert re.search(r"<!-- command: test -->\s*```sh\n(.+?)\n```", TEXT, re.DOTALL)


def test_every_file_that_the_readme_points_to_exists():
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)\)", TEXT)

    assert not [target for target in targets if not (ROOT / target).exists()]
