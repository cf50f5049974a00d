"""The Excel workbook: twelve sheets, from the verdict sentence down to the digests."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import assert_never

from screening.model import Decision, RunInfo, Verdict
from screening.report.workbook import (
    cleared,
    dates,
    explanations,
    guide,
    matches,
    missing,
    not_screened,
    run_sheets,
    stop,
    summary,
)
from screening.report.workbook.book import EXCEL_ROWS, Book, Imprint, Places
from screening.report.workbook.clear_rows import ClearRows, Reported
from screening.report.workbook.match_figures import Totals

SHEETS = (
    summary.NAME,
    guide.NAME,
    stop.NAME,
    matches.NAME,
    missing.NAME,
    dates.NAME,
    explanations.NAME,
    cleared.NAME,
    not_screened.NAME,
    run_sheets.COLUMNS,
    run_sheets.SOURCES,
    run_sheets.AUDIT,
)


@dataclass(slots=True)
class _Gathered:
    """What one pass over the decisions leaves for the sheets that are sorted or counted; clear rows are written at once."""

    matches: matches.MatchLines
    doubts: not_screened.Doubts = field(default_factory=not_screened.Doubts)
    stop: list[Decision] = field(default_factory=list)
    unsettled: list[Decision] = field(default_factory=list)
    verdicts: Counter[Verdict] = field(default_factory=Counter)


def write_workbook(
    path: Path,
    answers: Iterable[Reported],
    run_so_far: Callable[[], RunInfo],
    *,
    max_rows: int = EXCEL_ROWS,
    places: Places | None = None,
) -> None:
    """Write the workbook to `path`; its folder also takes the temporary files of the sheets.

    The answers are read once. Memory grows with the rows that are not clear, not with those that are. The counts are those that
    `run_so_far` gives after the last answer; `places` learns where each row of the input stands.
    """
    begun = run_so_far()
    several = sum(len(source.sheets) for source in begun.inputs) > 1
    with Book(path, Imprint.of(begun, path), SHEETS, max_rows=max_rows, places=places).written() as book:
        gathered = _gather(book, answers, several=several)
        run = run_so_far()
        stop.write_stop(book, gathered.stop, several=several)
        parts = matches.write_matches(book, gathered.matches, run)
        missing.write_missing(book, gathered.unsettled, several=several)
        dates.write_dates(book, gathered.stop, run, several=several)
        explanations.write_explanations(book, gathered.unsettled, several=several)
        not_screened.write_not_screened(book, gathered.doubts, run)
        run_sheets.write_columns(book, run)
        run_sheets.write_sources(book, run)
        run_sheets.write_audit(book, run)
        guide.write_guide(book, run)
        needs = [missing.needs_of(each).values() for each in gathered.unsettled]
        asked = Counter(need.field for each in needs for need in each)
        totals = Totals(
            verdicts=gathered.verdicts,
            stop_rows=[str(each.row) for each in gathered.stop],
            needs=asked.total(),
            needing_rows=sum(map(bool, needs)),
            by_list=gathered.matches.counts(),
            most_asked=max(asked.items(), key=lambda each: (each[1], each[0]), default=None),
            match_parts=parts,
        )
        summary.write_summary(book, run, totals)


def _gather(book: Book, answers: Iterable[Reported], *, several: bool) -> _Gathered:
    clear = cleared.ClearedRows(book, several=several)
    gathered = _Gathered(matches.MatchLines(several))
    for decision in answers:
        if isinstance(decision, ClearRows):
            gathered.verdicts[Verdict.CLEAR] += len(decision.rows)
            clear.add_plain(decision)
            continue
        gathered.verdicts[decision.verdict] += 1
        gathered.matches.gather(decision)
        gathered.doubts.gather(decision)
        match decision.verdict:
            case Verdict.CLEAR:
                clear.add(decision)
            case Verdict.BLOCKED | Verdict.PROHIBITED:
                gathered.stop.append(decision)
                gathered.unsettled.append(decision)
            case Verdict.REVIEW:
                gathered.unsettled.append(decision)
            case Verdict.NOT_SCREENED:
                pass
            case _:
                assert_never(decision.verdict)
    clear.finish()
    return gathered
