"""Rows and amounts counted sheet by sheet, on their way in and on their way out, so that nothing is lost between the two."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from screening.model import ControlTotal, Decision, Record, Row, SheetCount, SkippedRow, Verdict
from screening.tables import Table

Sheet = tuple[str, str]
_AMOUNT, _CURRENCY = "amount", "currency"


class Counts:
    """What a run, or a part of it, took in and gave out. What came in was counted when the files were opened, apart from the rows that are screened later."""

    def __init__(self, tables: Iterable[Table] = ()) -> None:
        self._found: dict[Sheet, int] = {
            (table.info.path, sheet): rows for table in tables for sheet, rows in table.rows_of_sheets()
        }
        self._screened: Counter[Sheet] = Counter()
        self._not_screened: Counter[Sheet] = Counter()
        self._skipped: Counter[Sheet] = Counter()
        self._totals: dict[tuple[str, str, str], Decimal] = {}
        self._with_amount: Counter[tuple[str, str, str]] = Counter()
        self._without_amount: Counter[Sheet] = Counter()

    def passing(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, counted as they pass."""
        for row in rows:
            if isinstance(row, SkippedRow):
                self._skipped[row.file, row.sheet] += 1
            else:
                self._add(row.file, row.sheet, row if isinstance(row, Record) else None)
            yield row

    def add(self, part: "Counts") -> None:
        """Take in what a part of the run counted."""
        for ours, theirs in (
            (self._screened, part._screened),
            (self._not_screened, part._not_screened),
            (self._skipped, part._skipped),
            (self._without_amount, part._without_amount),
        ):
            ours.update(theirs)
        self._with_amount.update(part._with_amount)
        for key, total in part._totals.items():
            self._totals[key] = self._totals.get(key, Decimal(0)) + total

    def _add(self, file: str, sheet: str, record: Record | None) -> None:
        amount = record.facts.get(_AMOUNT) if record is not None else None
        if record is None or amount is None or not isinstance(amount.value, Decimal):
            self._without_amount[file, sheet] += 1
            return
        stated = record.facts.get(_CURRENCY)
        key = (file, sheet, str(stated.value) if stated is not None and stated.value is not None else "")
        self._totals[key] = self._totals.get(key, Decimal(0)) + amount.value
        self._with_amount[key] += 1

    def decided(self, decision: Decision) -> None:
        """Take one answer into account."""
        counted = self._not_screened if decision.verdict is Verdict.NOT_SCREENED else self._screened
        counted[decision.file, decision.sheet] += 1

    def sheets(self) -> tuple[SheetCount, ...]:
        """One line a sheet, in the order of the inputs."""
        keys = dict.fromkeys((*self._found, *self._screened, *self._not_screened, *self._skipped))
        return tuple(
            SheetCount(
                file,
                sheet,
                self._found.get((file, sheet), 0),
                self._screened[file, sheet],
                self._not_screened[file, sheet],
                self._skipped[file, sheet],
            )
            for file, sheet in keys
        )

    def totals(self) -> tuple[ControlTotal, ...]:
        """The amounts of every sheet that has some, one line a currency."""
        lines = []
        for (file, sheet, currency), total in sorted(self._totals.items()):
            key = (file, sheet, currency)
            lines.append(
                ControlTotal(
                    file, sheet, currency, total, self._with_amount[key], self._without_amount[file, sheet]
                )
            )
        return tuple(lines)
