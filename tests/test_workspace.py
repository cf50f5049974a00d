"""The workspace is its owner's own, and what is written there is whole."""

import stat
import sys
from pathlib import Path

import pytest

from screening.errors import WorkspaceError
from screening.workspace import Workspace, default_root, write_whole


def test_opening_a_workspace_makes_nothing(tmp_path: Path):
    workspace = Workspace.at(tmp_path / "place")

    assert not workspace.root.exists()


def test_the_environment_names_the_default_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCREENING_WORKSPACE", str(tmp_path / "ours"))

    assert default_root() == tmp_path / "ours"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the rights of the user's own folder")
def test_a_folder_of_the_workspace_is_for_its_owner_only(tmp_path: Path):
    workspace = Workspace.at(tmp_path / "place")

    folder = workspace.folder(workspace.lists / "un-sc")

    modes = [stat.S_IMODE(each.stat().st_mode) for each in (workspace.root, workspace.lists, folder)]
    assert modes == [0o700] * 3


def test_a_lock_that_another_holds_is_an_error_with_its_remedy(tmp_path: Path):
    workspace = Workspace.at(tmp_path)

    with (
        workspace.lock("journal"),
        pytest.raises(WorkspaceError, match="wait for it to end"),
        workspace.lock("journal", timeout=0.05),
    ):
        pass


def test_a_write_that_fails_leaves_the_former_file(tmp_path: Path):
    path = tmp_path / "kept.json"
    path.write_text("former")

    def fail(draft: Path) -> None:
        draft.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(WorkspaceError, match="No space left"):
        write_whole(path, fail)

    assert [path.read_text(), *(each.name for each in tmp_path.iterdir())] == ["former", "kept.json"]
