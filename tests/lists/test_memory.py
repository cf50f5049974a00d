"""A list that was read once is known again by its bytes, and read again whenever they, or the memory, are others."""

import shutil
from pathlib import Path

import pytest

from screening.errors import ListError
from screening.lists import RememberingLoad, load_list, memory
from screening.workspace import Workspace

_FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "lists" / "ofac-sdn-csv"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return Path(shutil.copytree(_FIXTURE, tmp_path / "sdn"))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.at(tmp_path / "place")


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every path that a parser really read."""
    read: list[Path] = []

    def reading(path: Path, *more: object) -> object:
        read.append(path)
        return load_list(path)

    monkeypatch.setattr(memory, "load_list", reading)
    return read


def test_a_list_read_before_is_told_without_reading_it(
    edition: Path, workspace: Workspace, readings: list[Path]
):
    first = RememberingLoad(workspace)(edition)
    again = RememberingLoad(workspace)(edition)

    assert readings == [edition]
    assert (again.info, again.files, again.source) == (first.info, first.files, first.source)


def test_entities_are_read_when_they_are_asked_for(edition: Path, workspace: Workspace, readings: list[Path]):
    first = RememberingLoad(workspace)(edition)
    again = RememberingLoad(workspace)(edition)

    assert tuple(again.entities) == tuple(first.entities)
    assert readings == [edition, edition]


def test_a_list_with_a_changed_byte_is_another(edition: Path, workspace: Workspace, readings: list[Path]):
    first = RememberingLoad(workspace)(edition)
    names = edition / "sdn.csv"
    names.write_bytes(names.read_bytes().replace(b"A", b"O", 1))

    again = RememberingLoad(workspace)(edition)

    assert again.source != first.source
    assert readings == [edition, edition]


def test_a_damaged_memory_is_no_memory(edition: Path, workspace: Workspace, readings: list[Path]):
    first = RememberingLoad(workspace)(edition)
    (note,) = workspace.index.glob("list-*.json")
    note.write_text(note.read_text().replace("us-ofac-sdn", "us-ofac-sdm", 1))

    again = RememberingLoad(workspace)(edition)

    assert again.info == first.info
    assert readings == [edition, edition]


def test_a_list_that_changes_between_its_title_and_its_entities_is_refused(
    edition: Path, workspace: Workspace
):
    RememberingLoad(workspace)(edition)
    again = RememberingLoad(workspace)(edition)
    names = edition / "sdn.csv"
    names.write_bytes(names.read_bytes().replace(b"A", b"O", 1))

    with pytest.raises(ListError, match="changed while it was read"):
        tuple(again.entities)


def test_a_missing_list_is_refused_as_ever(workspace: Workspace, tmp_path: Path):
    with pytest.raises(ListError, match="no such file"):
        RememberingLoad(workspace)(tmp_path / "absent")
