"""What one run was: its inputs, lists, rules, settings and counts; everything that an examiner asks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from screening.model.record import SkippedRow

_KEPT_CELLS = 5


@dataclass(frozen=True, slots=True)
class Column:
    """How a column was read: `field` is None where it was not; `why` says on what ground; `filled` is the share of rows with a value, 0 to 1.

    `looks_like_names` marks an unread text column that seems to hold names: it is shown loudly.
    """

    letter: str
    header: str
    field: str | None
    why: str
    samples: tuple[str, ...] = ()
    filled: float = 0.0
    looks_like_names: bool = False


@dataclass(slots=True)
class QualityLine:
    """A kind of doubt about the data of one sheet, without any value: how many cells it was met in, and the first of them."""

    file: str
    sheet: str
    kind: str
    count: int = 0
    cells: list[str] = field(default_factory=list)

    def add(self, cell: str) -> None:
        """Count a cell; the first ones are kept by their address."""
        self.count += 1
        if len(self.cells) < _KEPT_CELLS:
            self.cells.append(cell)

    def join(self, later: "QualityLine") -> None:
        """Take in what later rows of the same sheet counted."""
        self.count += later.count
        self.cells += later.cells[: _KEPT_CELLS - len(self.cells)]


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet that was read: the header's row number (None: no header), the columns, and the data-quality lines about the sheet as a whole."""

    sheet: str
    header_row: int | None
    columns: tuple[Column, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputInfo:
    """An input file and how it was read."""

    path: str
    sha256: str
    size: int
    format: str
    sheets: tuple[SheetInfo, ...]


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """The edition of a list that judged the run. `published` is the publisher's own date (ISO) where the files carry one.

    `sha256` covers all files of the edition; `counts` names what was read ("entities", "aliases", "addresses", "identifiers").
    """

    list: str
    title: str
    publisher: str
    path: str
    published: str | None
    sha256: str
    counts: Mapping[str, int]
    notes: tuple[str, ...] = ()
    day: date | None = None
    """The day from which the edition counts: the publisher's own date, else the one that was given or on which it was fetched."""
    dated_by: str = ""
    """Who says that day, in words, where it is not the file."""
    confirmed: date | None = None
    """The last day on which the publisher's server said that this is still its newest edition."""
    kept: bool = False
    """Was it named from the workspace? A file given by its path is the user's own choice of an edition."""
    age_days: int | None = None
    """Days from the edition (or its last confirmation) to the day that is judged; None where nobody knows."""
    freshness: str = ""
    """The age against its limit, in words."""
    rows: int | None = None
    """Rows that this edition judged, where not every edition judged every row."""

    @property
    def edition(self) -> str:
        """The edition in a word: "us-ofac-sdn@2021-07-07 6f39749116e4"."""
        day = self.published or self.day
        return f"{self.list}{f'@{day}' if day else ''} {self.sha256[:12]}"


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule that was applied, and how often it gave each answer over all screened rows."""

    id: str
    revision: int
    title: str
    authority: str
    outcome: str
    in_force: str
    expires: str | None
    sources: tuple[tuple[str, str, str], ...]
    """(source id, title, url) of each source."""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Rows in = screened + not screened + skipped; anything else is an incomplete run (exit code 4)."""

    rows_in: int
    screened: int
    not_screened: int
    skipped: int

    @property
    def difference(self) -> int:
        return self.rows_in - self.screened - self.not_screened - self.skipped


@dataclass(frozen=True, slots=True)
class SheetCount:
    """Of one sheet: the rows that were found when the file was opened, and what became of them."""

    file: str
    sheet: str
    rows_in: int
    screened: int
    not_screened: int
    skipped: int

    @property
    def difference(self) -> int:
        return self.rows_in - self.screened - self.not_screened - self.skipped


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """The sum of a sheet's amounts in one currency ("" where none is stated), over `rows` rows; `without` rows of the sheet are not screened or state no readable amount."""

    file: str
    sheet: str
    currency: str
    total: Decimal
    rows: int
    without: int

    def in_words(self, following: "ControlTotal | None") -> str:
        """The total as it is told; the rows without an amount are the sheet's, and said once, on its last line before `following`."""
        told = f"{self.total:,} {self.currency or 'without a currency'} over {_rows(self.rows)}"
        last = following is None or (following.file, following.sheet) != (self.file, self.sheet)
        return (
            f"{told}; left out: {_rows(self.without)} not screened or without a readable amount"
            if last and self.without
            else told
        )


def _rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


@dataclass(frozen=True, slots=True)
class UsedAnswer:
    """A reviewer's answer that dismissed a match of the run, without whom it is about: its number in the register, the match's reference,
    the last day on which it holds (None: no end is set), and who gave it."""

    seq: int
    ref: str
    valid_until: date | None
    by: str


@dataclass(frozen=True, slots=True)
class RunInfo:
    """One run. `run_id` is a digest of inputs, lists, rules, settings and program version: the same run has the same id, today or in ten years."""

    run_id: str
    program: str
    as_of: str
    actor: str | None
    inputs: tuple[InputInfo, ...]
    lists: tuple[SnapshotInfo, ...]
    rules: tuple[RuleInfo, ...]
    rules_sha256: str
    settings: Mapping[str, str]
    settings_sha256: str
    reconciliation: Reconciliation
    verdicts: Mapping[str, int]
    skipped: tuple[SkippedRow, ...] = ()
    command: str = ""
    register: Mapping[str, str] = field(default_factory=dict)
    """The reviewers' answers that were taken into account: `sha256`, the last one's number `seq`, and the day `on` which they were judged."""
    sheets: tuple[SheetCount, ...] = ()
    totals: tuple[ControlTotal, ...] = ()
    redacted: bool = False
    """Was personal data of the input taken out of what is told?"""
    answers: tuple[UsedAnswer, ...] = ()
    """The answers of the register by which a match of this run was dismissed, each once, in the order of the register."""
    unread: tuple[tuple[str, str], ...] = ()
    """(name, reason) of what lay in a given folder and was not read."""
