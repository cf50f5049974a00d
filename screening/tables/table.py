"""One opened input: its columns decided, its rows read one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from screening.errors import Location, TableError
from screening.model import (
    DECISIVE,
    Column,
    Field,
    FieldType,
    InputInfo,
    Row,
    SheetInfo,
    SkippedRow,
    UnreadableRow,
    Vocabulary,
)
from screening.tables.cells import Book, Grid, RawRow, is_blank
from screening.tables.headers import AliasIndex, fold_header
from screening.tables.layout import HEAD_ROWS, Header, find_header, guess_header, headers_at
from screening.tables.mapping import Mapper, PlannedColumn, Question
from screening.tables.opening import open_book
from screening.tables.options import TableOptions
from screening.tables.profile import ColumnProfile, extend_profiles
from screening.tables.records import NAME_PARTS, RowReader

_SCREENED_TEXTS = frozenset({"isin", "security", *NAME_PARTS})


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet and how it will be read: `first_row` is the number of the first row below the header, `rows` how many follow from there;
    `width` how many columns the header has."""

    grid: Grid
    header_row: int | None
    first_row: int
    rows: int
    columns: tuple[PlannedColumn, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    width: int | None = None

    @property
    def screenable(self) -> bool:
        return any(column.field is not None and _can_be_screened(column.field) for column in self.columns)

    @property
    def blank(self) -> bool:
        return not self.columns and not self.rows

    @property
    def looks_like_parties(self) -> bool:
        """Does an unread sheet hold what may be parties: a known column, or one that looks like names?"""
        return any(column.field is not None or column.looks_like_names for column in self.columns)


class Table:
    """One opened input. `info` says how each column is read and why; `questions` what a user should confirm; `rows()` streams the answers."""

    def __init__(
        self,
        path: Path,
        book: Book,
        plans: Sequence[SheetPlan],
        vocabulary: Vocabulary,
        options: TableOptions,
    ) -> None:
        self._name = path.name
        self._book = book
        self._plans = tuple(plans)
        self._vocabulary = vocabulary
        self._options = options
        self.questions: tuple[Question, ...] = tuple(chain.from_iterable(plan.questions for plan in plans))
        self.rows_in: int | None = sum(plan.rows for plan in plans)
        self.info = InputInfo(
            path.name, book.sha256, book.size, book.format, tuple(_sheet_info(plan) for plan in plans)
        )

    def rows(self) -> Iterator[Row]:
        """One Record, UnreadableRow or SkippedRow for every row below the headers, sheet by sheet, in order; may be called again."""
        for plan in self._plans:
            if plan.screenable:
                yield from self._records(plan)
            else:
                yield from self._refused(plan)

    def _records(self, plan: SheetPlan) -> Iterator[Row]:
        reader = RowReader(
            self._name,
            plan.grid.name,
            plan.columns,
            self._vocabulary,
            width=plan.width if self._book.format == "csv" else None,
            date_order=self._options.date_order,
            day_zero=self._book.day_zero,
        )
        for raw in plan.grid.rows():
            if raw.number >= plan.first_row:
                yield reader.read(raw)

    def _refused(self, plan: SheetPlan) -> Iterator[Row]:
        sheet = plan.grid.name
        for raw in plan.grid.rows():
            if raw.number < plan.first_row:
                continue
            if all(is_blank(value) for value in raw.values):
                yield SkippedRow(self._name, sheet, raw.number, "blank row")
            elif plan.looks_like_parties:
                yield UnreadableRow(
                    self._name, sheet, raw.number, "no column of this sheet is known to hold names"
                )
            else:
                yield SkippedRow(self._name, sheet, raw.number, "the sheet holds no table of parties")


def open_table(path: Path, vocabulary: Vocabulary, options: TableOptions = TableOptions()) -> Table:  # noqa: B008
    """Open a spreadsheet and decide how its columns are read.

    Reads the file once to its end, so that counts, fill and date orders are of all rows. Raises TableError, with the place and what to do, for
    a file that is no table, holds no rows, has no column to screen, or has two columns for one fact (unless `options.assume_yes`).
    """
    index = AliasIndex(vocabulary)
    mapper = Mapper(vocabulary, index, options.maps, options.assume_yes)
    book = open_book(path, index.header_score)
    plans = [
        plan
        for grid in _chosen(book, options, path.name)
        if (plan := _plan(grid, mapper, options, path.name))
    ]
    _refuse_unmet_maps(mapper, plans, path.name)
    if all(plan.blank for plan in plans):
        raise TableError("holds no rows", where=Location(path.name), remedy="export the table again")
    if not any(plan.screenable for plan in plans):
        raise _no_name_column(plans, path.name)
    if not any(plan.rows for plan in plans):
        raise TableError(
            "has a header but no rows below it", where=Location(path.name), remedy="export the table again"
        )
    return Table(path, book, plans, vocabulary, options)


def _chosen(book: Book, options: TableOptions, name: str) -> Sequence[Grid]:
    if options.sheet is None:
        return book.grids
    chosen = [grid for grid in book.grids if grid.name == options.sheet] or [
        grid for grid in book.grids if grid.name.casefold() == options.sheet.casefold()
    ]
    if not chosen:
        names = ", ".join(f"'{grid.name}'" for grid in book.grids if grid.name) or "none: it is a text file"
        raise TableError(
            f"has no sheet '{options.sheet}'", where=Location(name), remedy=f"its sheets are {names}"
        )
    return chosen


def _plan(grid: Grid, mapper: Mapper, options: TableOptions, name: str) -> SheetPlan:
    """How a sheet will be read. Of a sheet without a known column every row counts, its first one too."""
    rows = grid.rows()
    head = list(islice(rows, HEAD_ROWS))
    if options.header_row not in (None, "none"):
        head += list(islice(rows, max(int(options.header_row) - HEAD_ROWS, 0)))
    if not any(not is_blank(value) for row in head for value in row.values):
        return SheetPlan(grid, None, 1, 0, (), (), (*grid.notes, "the sheet is blank"))
    place = _header_place(head, mapper, options, Location(name, grid.name or None))
    headers = headers_at(head, place, grid.merged) if place is not None else []
    first_row = head[place].number + 1 if place is not None else head[0].number
    profiles: list[ColumnProfile] = []
    count = 0
    for row in chain(head[place + 1 :] if place is not None else head, rows):
        extend_profiles(profiles, row.values)
        count += 1
    columns, questions = mapper.plan(
        headers + [Header("")] * (len(profiles) - len(headers)),
        profiles + [ColumnProfile() for _ in range(len(headers) - len(profiles))],
        Location(name, grid.name or None),
    )
    header_row = head[place].number if place is not None else None
    notes = (*grid.notes, *_plan_notes(columns, head[: place or 0], questions))
    plan = SheetPlan(grid, header_row, first_row, count, columns, questions, notes, len(headers) or None)
    if plan.screenable or place is None:
        return plan
    return replace(plan, first_row=head[0].number, rows=count + place + 1)


def _header_place(
    head: Sequence[RawRow], mapper: Mapper, options: TableOptions, where: Location
) -> int | None:
    if options.header_row == "none":
        return None
    if options.header_row is not None:
        for place, row in enumerate(head):
            if row.number == options.header_row:
                return place
        raise TableError(
            f"has no row {options.header_row}",
            where=where,
            remedy="give the header's row number as Excel shows it",
        )
    wanted = {fold_header(header) for header, _ in mapper.maps}
    for place, row in enumerate(head):
        texts = {fold_header(value) for value in row.values if isinstance(value, str)} - {""}
        if wanted and wanted <= texts:
            return place
    found = find_header(head, mapper.index)
    return found if found is not None else guess_header(head)


def _plan_notes(
    columns: Sequence[PlannedColumn], above: Sequence[RawRow], questions: Sequence[Question]
) -> Iterator[str]:
    titles = sum(1 for row in above if any(not is_blank(value) for value in row.values))
    if titles:
        yield f"{titles} rows above the header are not screened"
    for column in columns:
        shown = f"column {column.letter} '{column.header}'"
        if column.looks_like_names:
            yield f'{shown} looks like names and is NOT SCREENED; --map "{column.header}=name" screens it'
        if (
            column.field is not None
            and column.field.type is FieldType.DATE
            and len(column.profile.orders) > 1
        ):
            yield f"{shown} holds both day-first and month-first dates; those that can be either are unknown"
    for question in questions:
        yield f"please confirm: {question.text}"


def _can_be_screened(field: Field) -> bool:
    return field.type is FieldType.NAME or field.identifier in DECISIVE or field.id in _SCREENED_TEXTS


def _sheet_info(plan: SheetPlan) -> SheetInfo:
    columns = tuple(
        Column(
            column.letter,
            column.header,
            column.field.id if column.field else None,
            column.why,
            column.profile.samples,
            column.profile.filled / plan.rows if plan.rows else 0.0,
            column.looks_like_names,
        )
        for column in plan.columns
    )
    notes = plan.notes
    if not plan.screenable and not plan.blank:
        notes += ("no column of this sheet is known to hold names: its rows are not screened",)
    return SheetInfo(plan.grid.name, plan.header_row, columns, notes)


def _refuse_unmet_maps(mapper: Mapper, plans: Sequence[SheetPlan], name: str) -> None:
    unmet = [header for header, _ in mapper.maps if header not in mapper.met]
    if unmet:
        raise TableError(
            f"has no column '{unmet[0]}' (asked for by --map)",
            where=Location(name),
            remedy=f"its headers are {_headers_seen(plans)}",
        )


def _no_name_column(plans: Sequence[SheetPlan], name: str) -> TableError:
    columns = [column for plan in plans for column in plan.columns]
    likely = [column for column in columns if column.looks_like_names] or [
        column for column in columns if column.field is None and not column.profile.numbers
    ]
    example = likely[0].header if likely else "YOUR HEADER"
    return TableError(
        f"has no column that is known to hold names; its headers are {_headers_seen(plans)}",
        where=Location(name),
        remedy=f'say which column holds names, for example --map "{example}=name", and --header-row N if the header is another row',
    )


def _headers_seen(plans: Sequence[SheetPlan]) -> str:
    seen = dict.fromkeys(column.header for plan in plans for column in plan.columns)
    return ", ".join(f"'{header}'" for header in list(seen)[:30]) or "none"
