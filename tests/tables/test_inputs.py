"""Files and folders as they are given to a run."""

from pathlib import Path

import pytest

from screening.errors import ScreeningErrors, TableError
from screening.tables import find_inputs, shown_names


def _touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Name\nA\n", encoding="utf-8")
    return folder


def test_a_folder_is_its_tables_in_order_and_the_rest_is_listed(tmp_path: Path) -> None:
    folder = _touch(tmp_path / "in", "b.csv", "A.csv", "~$b.xlsx", "notes.docx", ".hidden.csv", "old/c.csv")

    found = find_inputs([folder])

    assert [each.name for each in found.files] == ["A.csv", "b.csv"]
    assert [name for name, _ in found.unread] == ["in/.hidden.csv", "in/notes.docx", "in/old", "in/~$b.xlsx"]
    assert all(reason for _, reason in found.unread)


def test_a_folder_without_tables_and_a_file_named_twice_are_refused_together(tmp_path: Path) -> None:
    folder = _touch(tmp_path / "in", "a.csv")
    (tmp_path / "empty").mkdir()

    with pytest.raises(ScreeningErrors) as caught:
        find_inputs([folder, folder / "a.csv", tmp_path / "empty"])

    assert "without any table" in str(caught.value)
    assert "given twice" in str(caught.value)
    with pytest.raises(TableError, match="given twice"):
        find_inputs([folder, folder])


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    _touch(tmp_path, "june/p.csv", "july/p.csv", "july/q.csv")

    names = shown_names(
        [tmp_path / "june" / "p.csv", tmp_path / "july" / "p.csv", tmp_path / "july" / "q.csv"]
    )

    assert names == ("june/p.csv", "july/p.csv", "q.csv")
