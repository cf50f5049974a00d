"""`screening compare-runs`: what is new, changed and lost between two runs, and why."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import DebugOption, WorkspaceOption, workspace_of
from screening.errors import Location, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screening.audit import Cause, Change, KeptAnswer
    from screening.workspace import Workspace

TO_REVIEW = 3
HEADER = (
    "what",
    "cause",
    "row now",
    "row before",
    "verdict before",
    "verdict now",
    "ref",
    "listed entry",
    "detail",
)


def compare_runs(
    a: Annotated[
        str,
        typer.Argument(
            metavar="A", help="The earlier run: id, beginning of it, latest, or its .jsonl report."
        ),
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The later run, named in the same way.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="Every change, as .xlsx or .csv.")
    ] = None,
    workspace: WorkspaceOption = None,
    debug: DebugOption = False,
) -> None:
    """Say which verdicts and matches are new, changed or lost between two runs, each with its cause.

    Example: screening compare-runs 807e0d79 latest -o changes.xlsx

    Leaves with 3 where an answer changed.
    """
    from screening.audit import compare
    from screening.cli.terminal import words

    if output is not None and output.suffix.lower() not in (".xlsx", ".csv"):
        raise UsageError(f"'{output}' is no kind of table that is written", remedy="name it .xlsx or .csv")
    reports = [each.endswith(".jsonl") for each in (a, b)]
    if any(reports) and not all(reports):
        raise UsageError(
            "a report and a kept run cannot be compared", remedy="give two runs, or two .jsonl reports"
        )
    before, after, differing = _of_reports(a, b) if all(reports) else _of_runs(workspace_of(workspace), a, b)
    changes = compare(before, after, differing)
    _say(changes, len(before), len(after))
    if output is not None:
        _write(output, changes)
        words().print(f"{len(changes):,} changes written to {output}")
    if changes:
        raise typer.Exit(TO_REVIEW)


_Sides = tuple["Sequence[KeptAnswer]", "Sequence[KeptAnswer]", "Sequence[Cause]"]


def _of_runs(place: "Workspace", a: str, b: str) -> _Sides:
    from screening.audit import find_run, ground, kept_answers

    runs = [find_run(place, each) for each in (a, b)]
    answers = [kept_answers(place, each.run_id)[1] for each in runs]
    return answers[0], answers[1], ground(*runs)


def _of_reports(a: str, b: str) -> _Sides:
    return _report(Path(a)), _report(Path(b)), ()


def _report(path: Path) -> "list[KeptAnswer]":
    from screening.audit import answer_of_line

    try:
        with path.open(encoding="utf-8") as stream:
            return [answer_of_line(json.loads(line)) for line in stream if line.strip()]
    except OSError as error:
        raise UsageError(
            f"the report cannot be read ({error.strerror})",
            where=Location(str(path)),
            remedy="check the path",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(
            "is no JSON Lines report of this program",
            where=Location(str(path)),
            remedy="give one that `screening run -o out.jsonl` wrote",
        ) from error


def _say(changes: "Sequence[Change]", before: int, after: int) -> None:
    from screening.cli.terminal import results

    console = results()
    console.print(f"{before:,} rows then, {after:,} now")
    if not changes:
        console.print("no verdict and no match changed")
        return
    counts = Counter((each.what, " and ".join(each.causes)) for each in changes)
    for (what, cause), count in sorted(counts.items()):
        console.print(f"{count:>8,}  {what:<14}  {cause}")
    verdicts = Counter(
        each.detail for each in changes if each.what == "verdict" and each.before and each.after
    )
    for detail, count in sorted(verdicts.items()):
        console.print(f"{count:>8,}  {detail}")


def _write(output: Path, changes: "Sequence[Change]") -> None:
    from screening.cli.options import day_of
    from screening.report import write_changes

    rows = [
        (
            each.what,
            " and ".join(each.causes),
            each.after.place if each.after else "",
            each.before.place if each.before else "",
            each.before.verdict if each.before else "",
            each.after.verdict if each.after else "",
            each.match.ref if each.match else "",
            each.match.entry if each.match else "",
            each.detail,
        )
        for each in changes
    ]
    write_changes(output, HEADER, rows, day_of(None))
