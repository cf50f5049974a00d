"""How one sheet will be read: where its header stands, what each column is, and what a reader should know of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from screening.errors import Location, TableError
from screening.model import DECISIVE, Field, FieldType, IdentifierKind
from screening.tables.cells import Grid, RawRow, column_letter, is_blank, text_of
from screening.tables.description import name_part
from screening.tables.headers import AliasIndex, fold_header
from screening.tables.layout import HEAD_ROWS, Header, find_header, guess_header, headers_at
from screening.tables.mapping import Mapper
from screening.tables.options import TableOptions
from screening.tables.planned import PlannedColumn, Question
from screening.tables.profile import ColumnProfile, extend_profiles, is_namelike
from screening.tables.raws import RawRows, Raws
from screening.tables.repeats import batches
from screening.tables.stated import with_currency
from screening.values import looks_like

# No word of a header has the form and the check digits of one of these.
_SHOWN_BY_FORM = frozenset({IdentifierKind.ISIN, IdentifierKind.LEI, IdentifierKind.IBAN})
# Where Excel's formats end, of files that have since become something else too.
_ROW_LIMITS = {
    1_048_576: "an Excel sheet",
    65_536: "a sheet of the old Excel format",
    32_767: "a system with 16-bit row numbers",
}
_SCREENED_TEXTS = frozenset({"isin", "security"})


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


@dataclass(frozen=True, slots=True)
class Rest:
    """The rows behind those that a grid gives: what their columns have in common, how many there are, and the number of the last."""

    profiles: tuple[ColumnProfile, ...]
    rows: int
    last: int


def plan_sheet(
    grid: Grid, mapper: Mapper, options: TableOptions, name: str, rest: Rest | None = None
) -> SheetPlan:
    """How a sheet will be read. Of a sheet without a known column every row counts, its first one too."""
    some = batches(grid)
    head, behind = _head(some, options)
    if not any(not is_blank(value) for row in head for value in row.values):
        return SheetPlan(grid, None, 1, 0, (), (), (*grid.notes, "the sheet is blank"))
    place = _header_place(head, mapper, options, Location(name, grid.name or None))
    headers = headers_at(head, place, grid.merged) if place is not None else []
    first_row = head[place].number + 1 if place is not None else head[0].number
    profiles: list[ColumnProfile] = []
    count = last = 0
    body = [*(head[place + 1 :] if place is not None else head), *behind]
    for batch in chain([RawRows(body)] if body else [], some):
        extend_profiles(profiles, batch.columns())
        count += len(batch)
        last = batch.last
    if rest is not None and rest.rows:
        profiles = [profile.followed_by(each) for profile, each in zip(profiles, rest.profiles, strict=True)]
        count, last = count + rest.rows, rest.last
    columns, questions = mapper.plan(
        headers + [Header("")] * (len(profiles) - len(headers)),
        profiles + [ColumnProfile() for _ in range(len(headers) - len(profiles))],
        Location(name, grid.name or None),
    )
    if place is None and options.header_row is None:
        columns = _as_list(columns, mapper)
    header_row = head[place].number if place is not None else None
    if header_row is not None:
        columns = with_currency(columns, header_row)
    notes = (*grid.notes, *_plan_notes(columns, head[: place or 0], questions, mapper.index))
    if last in _ROW_LIMITS:
        notes += (
            f"ends at row {last:,}, the last that {_ROW_LIMITS[last]} can hold: the export was probably cut there",
        )
    plan = SheetPlan(grid, header_row, first_row, count, columns, questions, notes, len(headers) or None)
    if plan.screenable or place is None:
        return plan
    return replace(plan, first_row=head[0].number, rows=count + place + 1)


def _head(some: Iterator[Raws], options: TableOptions) -> tuple[list[RawRow], list[RawRow]]:
    """The first rows, among which the header is, and those of the same batches that follow them."""
    wanted = HEAD_ROWS
    if options.header_row not in (None, "none"):
        wanted = max(int(options.header_row), HEAD_ROWS)
    rows: list[RawRow] = []
    for batch in some:
        rows += batch.rows()
        if len(rows) >= wanted:
            break
    return rows[:wanted], rows[wanted:]


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
    if found is not None:
        return found
    guessed = guess_header(head)
    return None if guessed is None or _holds_data(head, guessed, mapper) else guessed


def _holds_data(head: Sequence[RawRow], guessed: int, mapper: Mapper) -> bool:
    """Is the row that would be the header, though no word of it is known as one, more likely the first row of a table without a header?

    It is when it holds an identifier, when all there is is one column, and when a column that is mapped by its letter holds a name
    there: to screen a header does no harm, to take a name for a header would lose it.
    """
    values = head[guessed].values
    texts = {place: text_of(value) for place, value in enumerate(values) if not is_blank(value)}
    if any(looks_like(text) in _SHOWN_BY_FORM for text in texts.values()):
        return True
    if not mapper.maps:
        return _is_one_column(head)
    lettered = {wanted.upper().removeprefix("COLUMN ") for wanted, _ in mapper.maps}
    return any(
        column_letter(place) in lettered and (is_namelike(text) or _is_one_column(head))
        for place, text in texts.items()
    )


def _is_one_column(head: Sequence[RawRow]) -> bool:
    return len({place for row in head for place, value in enumerate(row.values) if not is_blank(value)}) == 1


def _as_list(columns: Sequence[PlannedColumn], mapper: Mapper) -> tuple[PlannedColumn, ...]:
    """The columns of a sheet without a header: one column alone that looks like names is a list of names."""
    name = mapper.vocabulary.field("name")
    if len(columns) != 1 or columns[0].field is not None or not columns[0].looks_like_names:
        return tuple(columns)
    why = "the sheet is one column without a header, and its values look like names"
    return (replace(columns[0], field=name, why=why, looks_like_names=False),)


def _plan_notes(
    columns: Sequence[PlannedColumn],
    above: Sequence[RawRow],
    questions: Sequence[Question],
    index: AliasIndex,
) -> Iterator[str]:
    titles = sum(1 for row in above if any(not is_blank(value) for value in row.values))
    if titles:
        yield f"rows with text above the header, which are not screened: {titles}"
    for row in above:
        yield from _parties_above(row, index)
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


def _parties_above(row: RawRow, index: AliasIndex) -> Iterator[str]:
    """A statement often names its customer in a line above the table: "Client: Mahan Air"."""
    texts = [value.strip() for value in row.values if isinstance(value, str) and not is_blank(value)]
    for place, text in enumerate(texts):
        label, _, named = text.partition(":")
        says_more = named.strip() or (text.endswith(":") and place + 1 < len(texts))
        if says_more and any(each.field.type is FieldType.NAME for each in index.whole(label)):
            yield f"row {row.number}, above the header, says '{label.strip()}': who is named there is NOT SCREENED"


def _can_be_screened(field: Field) -> bool:
    return (
        field.type is FieldType.NAME
        or field.identifier in DECISIVE
        or field.id in _SCREENED_TEXTS
        or name_part(field) is not None
    )
