"""One opened input: its columns decided, its rows read one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, dropwhile, islice
from pathlib import Path

from screening.errors import Location, TableError
from screening.model import Column, InputInfo, Row, SheetInfo, Vocabulary
from screening.tables.cells import Book, Grid, RawRow
from screening.tables.delimited import DelimitedGrid, TextForm
from screening.tables.headers import AliasIndex
from screening.tables.mapping import Mapper
from screening.tables.opening import open_book
from screening.tables.options import TableOptions
from screening.tables.plan import Rest, SheetPlan, plan_sheet
from screening.tables.planned import Question
from screening.tables.portions import Portion, SheetReading, SheetRows
from screening.tables.raws import RawRows
from screening.tables.repeats import NO_REPEATS, Repeats, WatchedGrid
from screening.tables.saved import KnownMappings
from screening.tables.stretches import Stretch, stretches

# Rows that are read together where they are given out one by one.
_AT_ONCE = 1_000


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
        self.path = path
        self._name = options.name or path.name
        self._book = book
        self._plans = tuple(plans)
        self._vocabulary = vocabulary
        self._options = options
        self.questions: tuple[Question, ...] = tuple(
            dict.fromkeys(chain.from_iterable(plan.questions for plan in plans))
        )
        self.rows_in: int | None = sum(plan.rows for plan in plans)
        self.info = InputInfo(
            self._name, book.sha256, book.size, book.format, tuple(_sheet_info(plan) for plan in plans)
        )

    @property
    def text(self) -> TextForm | None:
        """How a text table is written (encoding, delimiter); None for a workbook."""
        grid = self._book.grids[0] if self._book.grids else None
        return grid.form if isinstance(grid, DelimitedGrid) else None

    def rows_of_sheets(self) -> tuple[tuple[str, int], ...]:
        """(sheet, rows below its header) as counted when the file was opened."""
        return tuple((plan.grid.name, plan.rows) for plan in self._plans)

    def without_rows(self) -> TableError | None:
        """What is said of a table that has no rows at all; None of any other."""
        return None if any(plan.rows for plan in self._plans) else _no_rows(self._plans, self._name)

    def rows(self) -> Iterator[Row]:
        """One Record, UnreadableRow or SkippedRow for every row below the headers, sheet by sheet, in order; may be called again."""
        sheets = [SheetRows(each) for each in self.readings()]
        for portion in self.portions(_AT_ONCE):
            yield from sheets[portion.sheet].of(portion).every()

    def readings(self) -> tuple[SheetReading, ...]:
        """How each sheet is read: all that another process needs to make rows of its portions."""
        return tuple(
            SheetReading(
                self._name,
                plan.grid.name,
                plan.columns,
                self._vocabulary,
                screenable=plan.screenable,
                looks_like_parties=plan.looks_like_parties,
                width=plan.width if self._book.format == "csv" else None,
                date_order=self._options.date_order,
                day_zero=self._book.day_zero,
                today=self._options.today,
            )
            for plan in self._plans
        )

    def portions(self, most: int) -> Iterator[Portion]:
        """The rows of every sheet as they stand, in order, `most` to a portion; of a text table mostly where they lie."""
        for sheet, plan in enumerate(self._plans):
            repeats = _repeats(plan)
            for held in _held(plan, most):
                yield Portion(sheet, held, repeats.within(held.first, held.last))


def _held(plan: SheetPlan, most: int) -> Iterator[RawRows | Stretch]:
    grid = plan.grid.grid if isinstance(plan.grid, WatchedGrid) else plan.grid
    if isinstance(grid, DelimitedGrid):
        known = stretches(grid.path, grid.form, plan.first_row, most)
        if known is not None:
            yield from known
            return
    stream = dropwhile(lambda raw: raw.number < plan.first_row, grid.rows())
    while raws := list(islice(stream, most)):
        yield RawRows(raws)


def _repeats(plan: SheetPlan) -> Repeats:
    if isinstance(plan.grid, WatchedGrid) and plan.screenable:
        return plan.grid.repeats(plan.first_row)
    return NO_REPEATS


def open_table(path: Path, vocabulary: Vocabulary, options: TableOptions = TableOptions()) -> Table:  # noqa: B008
    """Open a spreadsheet and decide how its columns are read.

    Reads the file once to its end, so that counts, fill and date orders are of all rows. Raises TableError, with the place and what to do, for
    a file that is no table, holds no rows, has no column to screen, or has two columns for one fact (unless `options.assume_yes`). A parquet file
    says itself that it is whole, and one of a folder may hold no rows: that is no error here, but a note.
    """
    mapper = _mapper(vocabulary, options)
    name = options.name or path.name
    book = open_book(path, options, mapper.index.header_score)
    plans = [
        plan
        for grid in _chosen(book, options, name)
        if (plan := plan_sheet(WatchedGrid(grid), mapper, options, name))
    ]
    _refuse(plans, mapper, name)
    if not any(plan.rows for plan in plans):
        if book.format != "parquet":
            raise _no_rows(plans, name)
        plans = [replace(plan, notes=(*plan.notes, "the file holds no rows")) for plan in plans]
    return Table(path, book, plans, vocabulary, options)


def open_summary(
    head: Sequence[RawRow],
    rest: Rest,
    vocabulary: Vocabulary,
    options: TableOptions = TableOptions(),  # noqa: B008
) -> Table:
    """Decide how rows that lie elsewhere are read, as `open_table` does for a file: by the names of the columns and the first rows (`head`),
    and by what the `rest` of the rows is told to be. Raises TableError as that does. Its `rows()` are those of the head alone.
    """
    mapper = _mapper(vocabulary, options)
    name = options.name or "rows"
    book = Book("rows", "", 0, (HeadGrid(tuple(head)),))
    plans = [plan_sheet(book.grids[0], mapper, options, name, rest)]
    _refuse(plans, mapper, name)
    if not any(plan.rows for plan in plans):
        raise _no_rows(plans, name)
    return Table(Path(name), book, plans, vocabulary, options)


@dataclass(frozen=True, slots=True)
class HeadGrid:
    """The first rows of a table, its columns' names in front."""

    head: tuple[RawRow, ...]
    name: str = ""
    hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Iterator[RawRow]:
        yield from self.head


def _mapper(vocabulary: Vocabulary, options: TableOptions) -> Mapper:
    known = KnownMappings(vocabulary, options.mapping, options.saved_mappings)
    return Mapper(vocabulary, AliasIndex(vocabulary), options.maps, options.assume_yes, known)


def _refuse(plans: Sequence[SheetPlan], mapper: Mapper, name: str) -> None:
    """Raise TableError for a table of which nothing can be screened."""
    _refuse_unmet_maps(mapper, plans, name)
    if all(plan.blank for plan in plans):
        raise TableError("holds no rows", where=Location(name), remedy="export the table again")
    if not any(plan.screenable for plan in plans):
        raise _no_name_column(plans, name)


def _no_rows(plans: Sequence[SheetPlan], name: str) -> TableError:
    header_row = max(plan.header_row or 0 for plan in plans)
    return TableError(
        f"has no rows below its header in row {header_row}",
        where=Location(name),
        remedy="export the table again"
        if header_row == 1
        else "if it is a form with its labels on the left, put the labels in one row and what they say below them; else say --header-row N",
    )


def _chosen(book: Book, options: TableOptions, name: str) -> Sequence[Grid]:
    if not options.sheets:
        return book.grids
    chosen: list[Grid] = []
    missing: list[str] = []
    for wanted in options.sheets:
        found = [grid for grid in book.grids if grid.name == wanted] or [
            grid for grid in book.grids if grid.name.casefold() == wanted.casefold()
        ]
        chosen += found
        if not found:
            missing.append(f"'{wanted}'")
    if missing:
        names = ", ".join(f"'{grid.name}'" for grid in book.grids if grid.name) or "none: it is a text file"
        raise TableError(
            f"has no sheet {' and no sheet '.join(missing)}",
            where=Location(name),
            remedy=f"its sheets are {names}",
        )
    # In the workbook's order, however they were named.
    return [grid for grid in book.grids if any(grid is each for each in chosen)]


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
        notes += (
            ("no column of this sheet is known to hold names: its rows are NOT SCREENED",)
            if plan.looks_like_parties
            else ("the sheet holds no table of parties: its rows are skipped",)
        )
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
