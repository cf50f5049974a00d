"""A table of name pairs to the same table with score, strength and reason beside each pair."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from screening.matching import compare
from screening.model import Strength
from screening.progress import SILENT, Progress
from screening.report import write_table
from screening.settings import MatchingSettings
from screening.tables import NamePair, PairTable, open_pairs

ADDED = ("score", "strength", "why")
NOT_COMPARED = "not_compared"
STRENGTHS = (*(each.value for each in Strength), NOT_COMPARED)
_STEP = 500


@dataclass(frozen=True, slots=True)
class PairSummary:
    """How many rows came in, and how they came out: every one is counted under a strength or as not compared."""

    rows: int
    strengths: Counter[str]
    replaced: tuple[str, ...]
    """Columns of the input that held the answers of an earlier comparison."""

    @property
    def not_compared(self) -> int:
        return self.strengths[NOT_COMPARED]


def compare_pairs(
    path: Path, output: Path, settings: MatchingSettings, progress: Progress = SILENT
) -> PairSummary:
    """Write `output` (csv, UTF-8 with a mark that Excel knows), one row for each row of `path`; whole or not at all.

    Raises TableError where `path` is no table of pairs.
    """
    table = open_pairs(path)
    kept = [place for place, header in enumerate(table.headers) if header.strip().casefold() not in ADDED]
    strengths: Counter[str] = Counter()
    progress.start("comparing pairs", None)

    def answered() -> Iterator[list[str]]:
        for number, pair in enumerate(table.rows(), start=1):
            answer = _answer(pair, settings)
            strengths[answer[1]] += 1
            yield [*_kept(pair.cells, kept), *answer]
            if number % _STEP == 0:
                progress.advance(_STEP)

    write_table(output, [*_kept(table.headers, kept), *ADDED], answered())
    progress.finish()
    return PairSummary(strengths.total(), strengths, _replaced(table, kept))


def _answer(pair: NamePair, settings: MatchingSettings) -> tuple[str, str, str]:
    if pair.problem is not None:
        return "", NOT_COMPARED, pair.problem
    found = compare(pair.first, pair.second, pair.kind, settings)
    return f"{found.score:.1f}", found.strength.value, found.why


def _kept(cells: tuple[str, ...], places: list[int]) -> list[str]:
    return [cells[place] for place in places]


def _replaced(table: PairTable, kept: list[int]) -> tuple[str, ...]:
    return tuple(header for place, header in enumerate(table.headers) if place not in kept)
