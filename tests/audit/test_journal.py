"""The journal is whole, or says where it is not."""

import json
import multiprocessing
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.audit import Author, Event, Journal, remember, verify
from screening.errors import WorkspaceError
from screening.workspace import Workspace

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def author(minutes: int = 0) -> Author:
    return Author("a.officer", "screening run payments.xlsx", "program 1", NOON + timedelta(minutes=minutes))


def filled(root: Path, entries: int = 5) -> Journal:
    journal = Journal(Workspace.at(root))
    for number in range(entries):
        journal.append(Event.RUN, author(number), {"run_id": f"run{number}", "verdicts": {"clear": number}})
    return journal


def lines(journal: Journal) -> list[str]:
    return journal.path.read_text(encoding="ascii").splitlines()


def write(journal: Journal, kept: list[str]) -> None:
    journal.path.write_text("".join(f"{each}\n" for each in kept), encoding="ascii", newline="\n")


def told(journal: Journal) -> list[tuple[int | None, int | None, str]]:
    return [(each.line, each.seq, each.what.partition(":")[0]) for each in verify(journal).flaws]


def test_each_entry_names_the_one_before(tmp_path: Path):
    journal = filled(tmp_path)

    entries = journal.entries()

    assert [each.seq for each in entries] == [1, 2, 3, 4, 5]
    assert [each.previous for each in entries[1:]] == [each.sha256 for each in entries[:-1]]
    assert verify(journal).whole


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Journal, bytes]:
    """A journal of three entries, and its bytes."""
    journal = filled(tmp_path_factory.mktemp("journal"), 3)
    return journal, journal.path.read_bytes()


@given(data=st.data())
def test_any_flipped_bit_is_found(three: tuple[Journal, bytes], data: st.DataObject):
    journal, whole = three
    place = data.draw(st.integers(0, len(whole) - 2))
    flipped = whole[place] ^ (1 << data.draw(st.integers(0, 7)))

    journal.path.write_bytes(whole[:place] + bytes([flipped]) + whole[place + 1 :])

    assert told(journal), f"byte {place} became {flipped}"


def test_a_changed_count_is_found_with_its_line_and_number(tmp_path: Path):
    journal = filled(tmp_path)
    kept = lines(journal)
    kept[2] = kept[2].replace('"clear":2', '"clear":9')

    write(journal, kept)

    assert told(journal) == [(3, 3, "changed")]


def test_an_entry_that_was_taken_out_is_found_where_it_stood(tmp_path: Path):
    journal = filled(tmp_path)
    kept = lines(journal)

    write(journal, kept[:2] + kept[3:])

    assert told(journal) == [(3, 4, "missing")]


def test_entries_that_changed_places_are_found(tmp_path: Path):
    journal = filled(tmp_path)
    kept = lines(journal)

    write(journal, [kept[0], kept[2], kept[1], *kept[3:]])

    assert (3, 2, "reordered or repeated") in told(journal)


def test_a_journal_that_was_cut_short_is_known_by_its_anchor(tmp_path: Path):
    journal = filled(tmp_path)

    write(journal, lines(journal)[:3])

    assert told(journal) == [(None, 5, "truncated")]


def test_nothing_is_appended_to_a_journal_that_was_cut_short(tmp_path: Path):
    journal = filled(tmp_path)
    write(journal, lines(journal)[:3])

    with pytest.raises(WorkspaceError, match="cut short"):
        journal.append(Event.RUN, author(), {})


def test_an_entry_that_was_sealed_anew_is_found_by_the_next(tmp_path: Path):
    journal = filled(tmp_path)
    kept = lines(journal)
    forged = journal.entries()[1].model_copy(update={"who": "somebody else"}).sealed()
    kept[1] = forged.line().decode("ascii").strip()

    write(journal, kept)

    assert told(journal) == [(3, 3, "forged")]


def test_a_journal_that_was_written_anew_with_its_anchor_is_known_by_a_kept_run(tmp_path: Path):
    journal = filled(tmp_path)
    remember(journal.workspace, "run3", journal.entries()[3])
    journal.path.unlink()
    journal.head_path.unlink()

    filled(tmp_path, 3)

    assert told(journal) == [(None, 4, "missing")]


def test_a_half_written_last_line_is_taken_away_and_told_of(tmp_path: Path):
    journal = filled(tmp_path, 2)
    with journal.path.open("ab") as file:
        file.write(b'{"at":"2026-03-02T12:')
    assert verify(journal).whole

    journal.append(Event.RUN, author(9), {})

    assert [each.event for each in journal.entries()[2:]] == [Event.REPAIRED, Event.RUN]
    assert verify(journal).whole


def test_an_anchor_that_a_crash_left_behind_is_no_flaw(tmp_path: Path):
    journal = filled(tmp_path, 2)
    before = journal.head_path.read_bytes()
    journal.append(Event.RUN, author(3), {})
    journal.head_path.write_bytes(before)

    assert verify(journal).whole
    journal.append(Event.RUN, author(4), {})
    assert verify(journal).whole


def test_a_clock_that_went_back_is_told_and_breaks_nothing(tmp_path: Path):
    journal = filled(tmp_path, 2)

    entry = journal.append(Event.RUN, author(-60), {})

    assert entry.notes == ("the clock went back: entry 2 is of 2026-03-02 12:01:00 UTC",)
    assert verify(journal).whole


def test_a_journal_that_cannot_be_made_is_an_error_with_its_remedy(tmp_path: Path):
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(WorkspaceError, match="--workspace"):
        Journal(Workspace.at(tmp_path / "file")).append(Event.RUN, author(), {})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the rights of the user's own folder")
def test_the_journal_is_for_its_owner_only(tmp_path: Path):
    journal = filled(tmp_path)

    assert [stat.S_IMODE(each.stat().st_mode) for each in (journal.path, journal.head_path)] == [0o600] * 2


def _append_many(root: Path, who: int) -> None:
    journal = Journal(Workspace.at(root))
    for number in range(5):
        journal.append(Event.RUN, author(number), {"writer": who})


@pytest.mark.slow
def test_processes_that_write_at_once_do_not_fork_the_chain(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_many, args=(tmp_path, who)) for who in range(3)]

    for each in writers:
        each.start()
    for each in writers:
        each.join()

    journal = Journal(Workspace.at(tmp_path))
    assert verify(journal).whole
    assert len(journal.entries()) == 15
    assert json.loads(journal.head_path.read_text())["seq"] == 15
