"""Answers read from the sheets of a report, by the names of the columns, wherever a reviewer moved them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from screening.errors import Location
from screening.model import MatchKey, Ruling
from screening.model.reference import REDACTED_KEY, ref_is_whole, ref_of, unseal
from screening.review.refusals import Refusal

REF, DECISION, REASON, REVIEWER = "ref", "decision", "reason", "reviewer"
SECOND, UNTIL, KEY = "second reviewer", "valid until", "key"
OURS, PLACE = "name in your file", "where in your file"
_NEEDED = (REF, DECISION, KEY)
_ALSO_NEEDED = (REASON, REVIEWER)
_HEADER_WITHIN = 60
_RULINGS = {"true match": Ruling.TRUE_MATCH, "false positive": Ruling.FALSE_POSITIVE, "need more facts": Ruling.MORE_FACTS}  # fmt: skip
# How the cell with the listed entry begins, under whatever header: "us-ofac:31126: a person, …".
_ENTRY = re.compile(r"([a-z0-9.-]+:[^\s:]+): (?=an? )")
_NO_NAME = "(identifier only)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a report: each row's number as Excel shows it, with its cells from column A on."""

    name: str
    rows: Iterable[tuple[int, Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One line that a reviewer filled in. `entry` is the id of the listed entry where the line shows it, `until` is the day that was given, if any; `run_id` the run whose report it is."""

    ref: str
    key: MatchKey
    run_id: str
    entry: str
    ruling: Ruling
    reason: str
    reviewer: str
    second_reviewer: str
    until: date | None
    where: Location

    def same_words(self, other: "Answer") -> bool:
        """Do both say the same, wherever they stand?"""
        ours, theirs = ((e.ruling, e.reason, e.reviewer, e.second_reviewer, e.until) for e in (self, other))
        return ours == theirs


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report holds: `tables` is the number of sheets with a table of matches, `blank` the lines that nobody answered."""

    tables: int
    blank: int
    answers: tuple[Answer, ...]
    refusals: tuple[Refusal, ...]


def read_answers(file: str, sheets: Iterable[Sheet]) -> Reading:
    """Every answer that can be relied on, and every other one with what is wrong with it. Nothing is guessed: a line whose reference, key,
    name or listed entry do not belong together is refused, and so are lines for one match that differ."""
    tables, blank = 0, 0
    answers: list[Answer] = []
    refusals: list[Refusal] = []
    for sheet in sheets:
        table = _find_table(file, sheet)
        if table is None:
            continue
        tables += 1
        missing = [each for each in _ALSO_NEEDED if each not in table.columns]
        if missing:
            refusals.append(table.without(missing))
            continue
        for number, cells in table.rows:
            taken = table.line(number, cells)
            if isinstance(taken, Refusal):
                refusals.append(taken)
            elif isinstance(taken, Answer):
                answers.append(taken)
            else:
                blank += taken
    kept, differing = _without_differences(answers)
    return Reading(tables, blank, tuple(kept), (*refusals, *differing))


@dataclass(frozen=True, slots=True)
class _Table:
    file: str
    sheet: str
    header_row: int
    columns: Mapping[str, int]
    rows: Iterable[tuple[int, Sequence[object]]]

    def without(self, missing: Sequence[str]) -> Refusal:
        return Refusal(
            Location(self.file, self.sheet, f"A{self.header_row}"),
            f"the table of matches has no column {' and no column '.join(f'“{each.capitalize()}”' for each in missing)}",
            "put the column back, under the name that the report gave it",
        )

    def line(self, number: int, cells: Sequence[object]) -> Answer | Refusal | int:
        """The answer in a row; how many lines it leaves unanswered (1, or 0 where it is no line); or what is wrong with it."""
        ref, decision, reason, key = (self._text(cells, each) for each in (REF, DECISION, REASON, KEY))
        if not any((ref, decision, key)):
            return 0
        if not decision:
            if reason:
                return self._no(
                    number,
                    DECISION,
                    "there is a reason, but no decision",
                    "choose one of the three decisions",
                )
            return 1
        return self._known(number, cells, ref, key) or self._answered(number, cells, ref, key, decision)

    def _known(self, number: int, cells: Sequence[object], ref: str, key: str) -> Refusal | None:
        """Is the reference whole, and does all that stands beside it belong to it?"""
        if not ref_is_whole(ref):
            return self._no(
                number,
                REF,
                f"'{ref}' is not a reference of a report",
                "copy the line's Ref from the report as it was written",
            )
        if key == REDACTED_KEY:
            return self._no(
                number,
                KEY,
                "this is a redacted report: its references stand for no name",
                "decide in the report that was written without --redact",
            )
        if unseal(ref, key) is None:
            return self._no(
                number,
                REF,
                f"{ref} and the hidden Key of this line do not belong together: cells were moved without the whole line",
                "take the report as it was written, and sort whole lines only",
            )
        name, where, entry = self._text(cells, OURS), self._text(cells, PLACE), _entry(cells)
        if name and name != _NO_NAME and entry and where:
            role = where.splitlines()[0].strip().replace(" ", "_")
            if ref_of(name, entry, role) != ref:
                return self._no(
                    number,
                    OURS,
                    f"{ref} stands for another name or another listed entry than this line shows: it was sorted in part",
                    "take the report as it was written, and sort whole lines only",
                )
        return None

    def _answered(
        self, number: int, cells: Sequence[object], ref: str, key: str, decision: str
    ) -> Answer | Refusal:
        ruling = _RULINGS.get(" ".join(decision.casefold().split()))
        if ruling is None:
            return self._no(
                number,
                DECISION,
                f"'{decision}' is not a decision",
                "use True match, False positive or Need more facts",
            )
        reason, reviewer, second = (self._text(cells, each) for each in (REASON, REVIEWER, SECOND))
        if ruling is Ruling.FALSE_POSITIVE and not reason:
            return self._no(number, REASON, "a false positive has no reason", "say why it is another party")
        if not reviewer:
            return self._no(number, REVIEWER, "nobody stands for this decision", "put in who decided")
        if second and _person(second) == _person(reviewer):
            return self._no(
                number,
                SECOND,
                "the second reviewer is the first",
                "let another person look, or leave it blank",
            )
        until = self._day(cells)
        if isinstance(until, str):
            return self._no(number, UNTIL, f"'{until}' is not a day", "give a date cell, or YYYY-MM-DD")
        found = unseal(ref, key)
        assert found is not None
        entry = _entry(cells)
        place = self._place(number, DECISION)
        return Answer(ref, found[0], found[1], entry, ruling, reason, reviewer, second, until, place)

    def _day(self, cells: Sequence[object]) -> date | str | None:
        value = self._value(cells, UNTIL)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = _text(value)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            return text

    def _value(self, cells: Sequence[object], column: str) -> object:
        index = self.columns.get(column)
        return cells[index] if index is not None and index < len(cells) else ""

    def _text(self, cells: Sequence[object], column: str) -> str:
        return _text(self._value(cells, column))

    def _no(self, number: int, column: str, problem: str, remedy: str) -> Refusal:
        return Refusal(self._place(number, column), problem, remedy)

    def _place(self, number: int, column: str) -> Location:
        return Location(self.file, self.sheet, f"{_letter(self.columns.get(column, 0))}{number}")


def _find_table(file: str, sheet: Sheet) -> _Table | None:
    """The table of matches on a sheet, known by its headers; None where the sheet has none."""
    rows = iter(sheet.rows)
    for (number, cells), _ in zip(rows, range(_HEADER_WITHIN), strict=False):
        titles = [" ".join(_text(each).casefold().split()) for each in cells]
        if all(titles.count(each) == 1 for each in _NEEDED):
            columns = {
                title: index for index, title in enumerate(titles) if title and titles.count(title) == 1
            }
            return _Table(file, sheet.name, number, columns, rows)
    return None


def _without_differences(answers: Sequence[Answer]) -> tuple[list[Answer], list[Refusal]]:
    """Each answer once; where lines for one match differ, none of them."""
    by_match: dict[tuple[str, MatchKey], list[Answer]] = {}
    for each in answers:
        by_match.setdefault((each.ref, each.key), []).append(each)
    kept: list[Answer] = []
    refusals: list[Refusal] = []
    for same in by_match.values():
        if all(same[0].same_words(each) for each in same):
            kept.append(same[0])
            continue
        cells = ", ".join(each.where.cell or "" for each in same)
        refusals += [
            Refusal(
                each.where, f"{each.ref} is answered differently in {cells}", "leave one answer for the match"
            )
            for each in same
        ]
    return kept, refusals


def _entry(cells: Sequence[object]) -> str:
    """The id of the listed entry that a line shows, empty where it shows none."""
    found = (_ENTRY.match(_text(each)) for each in cells)
    return next((each[1] for each in found if each), "")


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _person(name: str) -> str:
    return " ".join(name.casefold().split())


def _letter(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
