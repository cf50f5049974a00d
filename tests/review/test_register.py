"""The register keeps what was said, and says what of it holds."""

import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from screening.errors import Location, WorkspaceError
from screening.model import Lapse, MatchKey, Ruling
from screening.review import Answer, Import, Register
from screening.review.schema import MIGRATIONS, VERSION
from screening.review.validity import later
from screening.workspace import Workspace

KEY = MatchKey("e" * 16, "p" * 16, "r" * 16, "possible 80")
TODAY = date(2026, 3, 2)
ANSWER = Answer(
    ref="M-WXNCIP5R2NA",
    key=KEY,
    run_id="807e0d79045747ed",
    entry="us-ofac:23999",
    ruling=Ruling.FALSE_POSITIVE,
    reason="different birth date",
    reviewer="A. Analyst",
    second_reviewer="",
    until=None,
    where=Location("report.xlsx", "Matches to review", "D7"),
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    return Register(Workspace.at(tmp_path / "place"))


def told(day: date = TODAY) -> Import:
    return Import(
        "report.xlsx", "0" * 64, "a.officer", datetime(day.year, day.month, day.day, 9, tzinfo=UTC), 12
    )


def test_an_answer_is_kept_with_its_validity(register: Register):
    done = register.take([ANSWER], [], told())

    (disposition,) = register.settled(two_reviewers=False).dispositions
    assert len(done.taken) == 1
    assert (disposition.ruling, disposition.valid_until) == (Ruling.FALSE_POSITIVE, date(2027, 3, 2))


def test_the_same_report_twice_changes_nothing(register: Register):
    register.take([ANSWER], [], told())

    again = register.take([ANSWER], [], told(date(2026, 3, 9)))

    assert (again.number, again.taken, again.known) == (None, (), (ANSWER,))
    assert len(register.answers()) == 1


@pytest.mark.parametrize(
    ("until", "said"), [(date(2026, 3, 1), "has passed"), (date(2027, 3, 3), "may hold for 12 months")]
)
def test_a_validity_that_has_passed_or_is_too_long_is_refused_and_the_others_are_taken(
    register: Register, until: date, said: str
):
    other = replace(ANSWER, ref="M-AAAAAAAAAAA")

    done = register.take([replace(ANSWER, until=until), other], [], told())

    assert [said in each.problem for each in done.refused] == [True]
    assert done.taken == (other,)


def test_reviewers_who_differ_are_both_set_aside_until_one_gives_way(register: Register):
    differing = replace(ANSWER, reviewer="B. Officer", ruling=Ruling.TRUE_MATCH)
    register.take([ANSWER], [], told())
    register.take([differing], [], told())
    before = register.settled(two_reviewers=False)

    register.take([replace(ANSWER, ruling=Ruling.TRUE_MATCH, reason="same passport")], [], told())

    after = register.settled(two_reviewers=False)
    assert (len(before.conflicts), before.dispositions) == (1, ())
    assert not after.conflicts
    assert [(each.ruling, each.by) for each in after.dispositions] == [
        (Ruling.TRUE_MATCH, "A. Analyst and B. Officer")
    ]


def test_a_true_match_waits_for_a_second_reviewer_where_the_settings_ask(register: Register):
    register.take([replace(ANSWER, ruling=Ruling.TRUE_MATCH)], [], told())
    alone = register.settled(two_reviewers=True)

    register.take([replace(ANSWER, ruling=Ruling.TRUE_MATCH, reviewer="B. Officer")], [], told())

    assert (len(alone.waiting), alone.dispositions) == (1, ())
    assert [each.by for each in register.settled(two_reviewers=True).dispositions] == [
        "B. Officer and A. Analyst"
    ]


def test_a_possible_match_is_dismissed_by_one_and_a_confirmed_one_by_two(register: Register):
    confirmed = replace(ANSWER, ref="M-AAAAAAAAAAA", key=replace(KEY, band="confirmed 100"))
    register.take([ANSWER, confirmed], [], told())

    settled = register.settled(two_reviewers=True)

    assert [each.ref for each in settled.dispositions] == [ANSWER.ref]
    assert [each.ref for each in settled.waiting] == [confirmed.ref]


def test_the_register_can_be_asked_what_it_held_before(register: Register):
    register.take([ANSWER], [], told())
    register.take([replace(ANSWER, ref="M-AAAAAAAAAAA")], [], told())

    assert len(register.standing(TODAY, two_reviewers=False, upto=1)) == 1
    assert len(register.standing(TODAY, two_reviewers=False)) == 2


def test_a_standing_is_told_apart_by_its_answers_and_by_what_ran_out(register: Register):
    register.take([ANSWER], [], told())

    digests = [
        register.standing(day, two_reviewers=False).digest
        for day in (TODAY, date(2026, 9, 9), date(2027, 3, 3))
    ]

    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"entity": "x"}, Lapse.ENTRY),
        ({"party": "x"}, Lapse.PARTY),
        ({"rules": "x"}, Lapse.RULES),
        ({"band": "possible 85"}, Lapse.SCORE),
    ],
)
def test_the_cause_of_a_lapse_is_told(change: dict[str, str], cause: Lapse):
    assert KEY.lapses(replace(KEY, **change)) == (cause,)


def test_a_crash_in_the_middle_of_an_import_leaves_nothing_of_it(
    register: Register, monkeypatch: pytest.MonkeyPatch
):
    register.take([ANSWER], [], told())
    others = [replace(ANSWER, ref=f"M-{letter * 11}") for letter in "ABC"]
    keep = Register._keep

    def dies_at_the_last(self: Register, connection, number, answer, until) -> None:
        if answer is others[-1]:
            raise KeyboardInterrupt
        keep(self, connection, number, answer, until)

    monkeypatch.setattr(Register, "_keep", dies_at_the_last)
    with pytest.raises(KeyboardInterrupt):
        register.take(others, [], told())

    assert len(register.answers()) == 1


def test_a_damaged_register_is_refused_with_its_remedy(register: Register):
    register.take([replace(ANSWER, ref=f"M-{n:011d}") for n in range(200)], [], told())
    whole = bytearray(register.path.read_bytes())
    whole[4096:12288] = b"\xff" * 8192
    register.path.write_bytes(whole)
    for beside in register.path.parent.glob("register.sqlite3-*"):
        beside.unlink()

    with pytest.raises(WorkspaceError, match="review backup"):
        register.answers()


def test_a_file_that_is_no_register_is_refused(register: Register):
    register.workspace.folder(register.workspace.root)
    register.path.write_text("this is a letter, not a register; " * 100)

    with pytest.raises(WorkspaceError, match="damaged"):
        register.answers()


def test_an_older_register_is_brought_up_to_date_with_what_it_holds(register: Register):
    register.workspace.folder(register.workspace.root)
    with sqlite3.connect(register.path) as connection:
        connection.executescript(MIGRATIONS[0])
        connection.execute("INSERT INTO imports VALUES (1, '2026-01-01', 'a', 'r.xlsx', '', 1, 0, 0)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()

    assert [number for number, _ in register.not_entered()] == [1]


def test_a_register_of_a_later_program_is_left_alone(register: Register):
    register.take([ANSWER], [], told())
    with sqlite3.connect(register.path) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()

    with pytest.raises(WorkspaceError, match="later one"):
        register.answers()


def test_a_copy_of_the_register_is_a_register(register: Register, tmp_path: Path):
    register.take([ANSWER], [], told())
    other = Workspace.at(tmp_path / "other")
    other.folder(other.root)

    register.backup(other.register)

    assert Register(other).answers() == register.answers()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the rights of the user's own folder")
def test_the_register_is_for_its_owner_only(register: Register):
    register.take([ANSWER], [], told())

    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600


def test_forgotten_answers_are_not_in_the_file_any_more(register: Register):
    register.take([replace(ANSWER, reason="an old secret")], [], told(date(2015, 1, 1)))
    register.take([replace(ANSWER, ref="M-AAAAAAAAAAA")], [], told())

    assert register.forget(datetime(2016, 1, 1, tzinfo=UTC)) == 1

    assert [each.ref for each in register.answers()] == ["M-AAAAAAAAAAA"]
    assert all(b"old secret" not in each.read_bytes() for each in register.path.parent.glob("register*"))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 3, 2), 12, date(2027, 3, 2)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: date, months: int, expected: date):
    assert later(day, months) == expected
