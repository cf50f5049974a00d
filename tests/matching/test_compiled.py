"""A compiled index answers as the list itself does, and is never used when a byte of it is not as it was written."""

import json
import multiprocessing
import os
import shutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.errors import WorkspaceError
from screening.matching import Listing, Matcher, cache, kept_listing, open_listing
from screening.matching.compiled import MANIFEST, save
from screening.model import Entity, Identifier, IdentifierKind, Match, Party, PartyKind
from screening.settings import MatchingSettings
from screening.workspace import Workspace
from tests.matching.conftest import ENTITIES, listed, party

_PASSPORT = Identifier(IdentifierKind.PASSPORT, "N 12", "N12", "RU")
_BEARER = listed("19", "NOBODY, Known", kind=PartyKind.PERSON, identifiers=(_PASSPORT,))
_EVERY = (*ENTITIES, _BEARER)
_WORDS = (
    "bank",
    "rossiya",
    "south",
    "front",
    "southfront",
    "a",
    "v",
    "viktorovich",
    "Александр",
    "ООО",
    "27",
)
_names = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map(" ".join)
_PARTIES = [
    party("Alexander Bortnikov"),
    party("Bank Rossiya"),
    party("South Front LLC"),
    party("nobody at all"),
    party("someone else", identifiers=(_PASSPORT,)),
]


def _written(entities: Sequence[Entity], folder: Path) -> Path:
    folder.mkdir()
    save(Listing.of(entities), folder, "key")
    return folder


def _matches(listing: Listing | Sequence[Entity], parties: Sequence[Party]) -> list[tuple[Match, ...]]:
    return Matcher(listing, MatchingSettings()).match(parties)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _written(_EVERY, tmp_path / "index")


def test_a_compiled_index_answers_as_the_list_does(folder: Path):
    found = _matches(open_listing(folder, "key"), _PARTIES)

    assert found == _matches(_EVERY, _PARTIES)
    assert [bool(each) for each in found] == [True, True, True, False, True]


@settings(max_examples=25)
@given(names=st.lists(_names, max_size=5), queries=st.lists(_names, max_size=4))
def test_any_list_answers_from_the_disk_as_from_memory(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], queries: list[str]
):
    entities = [listed(str(number), name, kind=PartyKind.ANY) for number, name in enumerate(names)]
    parties = [party(query) for query in queries]
    folder = _written(entities, tmp_path_factory.mktemp("any") / "index")

    assert _matches(open_listing(folder, "key"), parties) == _matches(entities, parties)


@pytest.mark.shared
@pytest.mark.slow
def test_the_real_list_answers_from_the_disk_as_from_memory(sdn: tuple[Entity, ...], tmp_path: Path):
    parties = [party(entity.name, entity.kind) for entity in sdn[::60]]
    folder = _written(sdn, tmp_path / "index")

    assert _matches(open_listing(folder, "key"), parties) == _matches(sdn, parties)


def test_a_flipped_bit_in_any_file_is_refused(folder: Path):
    refused = []
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with pytest.raises(WorkspaceError, match="damaged"):
                open_listing(folder, "key")
            refused.append(path.name)
        path.write_bytes(whole)

    assert MANIFEST in refused
    assert len(set(refused)) == len(list(folder.iterdir()))
    assert open_listing(folder, "key").entities[0] == _EVERY[0]


@pytest.mark.parametrize("cut", [0, 1, 100])
def test_a_file_that_is_missing_or_cut_short_is_refused(folder: Path, cut: int):
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        path.write_bytes(whole[:-cut]) if cut else path.unlink()
        with pytest.raises(WorkspaceError, match="damaged"):
            open_listing(folder, "key")
        path.write_bytes(whole)

    assert open_listing(folder, "key")


def test_an_index_made_from_something_else_is_refused(folder: Path):
    with pytest.raises(WorkspaceError, match="made from something else"):
        open_listing(folder, "another key")


def test_entities_are_read_only_when_they_are_asked_for(folder: Path):
    listing = open_listing(folder, "key")
    Matcher(listing, MatchingSettings()).match([party("Neobit LLC")])

    assert len(vars(listing.entities)["_known"]) < len(_EVERY)
    assert tuple(listing.entities) == _EVERY


def test_an_index_is_built_once_and_then_opened(tmp_path: Path):
    workspace, built, said = Workspace.at(tmp_path / "place"), list[int](), list[str]()

    def entities() -> Sequence[Entity]:
        built.append(1)
        return _EVERY

    listings = [kept_listing(workspace, "key", entities, said.append) for _ in range(3)]

    assert len(built) == 1
    assert not said
    assert len({str(_matches(each, _PARTIES)) for each in listings}) == 1


def test_a_damaged_index_is_made_anew_and_that_is_said(tmp_path: Path):
    workspace, said = Workspace.at(tmp_path / "place"), list[str]()
    kept_listing(workspace, "key", lambda: _EVERY, said.append)
    (workspace.index / "key" / "entities.npy").write_bytes(b"nothing")

    listing = kept_listing(workspace, "key", lambda: _EVERY, said.append)

    assert _matches(listing, _PARTIES) == _matches(_EVERY, _PARTIES)
    assert "not as it was written: entities.npy; it was made anew" in said[0]
    assert open_listing(workspace.index / "key", "key")


def test_a_workspace_that_cannot_be_written_stops_nothing(tmp_path: Path):
    blocked = tmp_path / "place"
    blocked.write_text("a file stands where the workspace should")
    said: list[str] = []

    listing = kept_listing(Workspace.at(blocked), "key", lambda: _EVERY, said.append)

    assert _matches(listing, _PARTIES) == _matches(_EVERY, _PARTIES)
    assert said[0].startswith("the compiled index is not kept")


def _keep(root: str, start: "multiprocessing.synchronize.Barrier", out: "multiprocessing.Queue[str]") -> None:
    start.wait(30)
    said: list[str] = []
    listing = kept_listing(Workspace.at(Path(root)), "key", lambda: _EVERY, said.append)
    out.put(json.dumps([said, str(_matches(listing, _PARTIES))]))


@pytest.mark.slow
def test_two_processes_that_build_at_once_keep_one_whole_index(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    start, out = context.Barrier(2), context.Queue()
    processes = [context.Process(target=_keep, args=(str(tmp_path), start, out)) for _ in range(2)]
    for each in processes:
        each.start()
    answers = [out.get(timeout=60) for _ in processes]
    for each in processes:
        each.join(60)

    assert answers == [json.dumps([[], str(_matches(_EVERY, _PARTIES))])] * 2
    assert [each.name for each in Workspace.at(tmp_path).index.iterdir()] == ["key"]
    assert open_listing(tmp_path / "index" / "key", "key")


def test_the_longest_unused_indexes_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cache, "_KEPT", 2)
    workspace = Workspace.at(tmp_path)

    for key in ("first", "second", "third"):
        kept_listing(workspace, key, lambda: _EVERY, print)

    assert sorted(each.name for each in workspace.index.iterdir()) == ["second", "third"]


def test_a_draft_that_a_killed_process_left_is_no_index(tmp_path: Path):
    workspace = Workspace.at(tmp_path)
    kept_listing(workspace, "key", lambda: _EVERY, print)
    shutil.move(workspace.index / "key", workspace.folder(workspace.index / ".draft-1") / "key")

    with pytest.raises(FileNotFoundError):
        open_listing(workspace.index / "key", "key")


def test_a_draft_that_nobody_works_on_is_cleared_away(tmp_path: Path):
    workspace = Workspace.at(tmp_path)
    left, fresh = (workspace.folder(workspace.index / name) for name in (".draft-left", ".draft-fresh"))
    os.utime(left, (0, 0))

    kept_listing(workspace, "key", lambda: _EVERY, print)

    assert (left.exists(), fresh.exists()) == (False, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the rights of the user's own folder")
def test_an_index_is_its_owners_own(tmp_path: Path):
    workspace = Workspace.at(tmp_path)
    kept_listing(workspace, "key", lambda: _EVERY, print)

    place = workspace.index / "key"
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in place.iterdir()} == {0o600}
