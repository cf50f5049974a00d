"""`screening demo`: the bundled sample workbook, screened and held to the verdicts that the law gives its rows."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening import resources
from screening.cli.options import DebugOption
from screening.errors import ScreeningError

if TYPE_CHECKING:
    from screening.model import Decision

# The day as of which the sample's rows without a date of their own are judged.
AS_OF = "2025-12-31"


class DemoError(ScreeningError):
    """The sample did not get the verdicts that stand beside it: this installation must not be relied on."""

    exit_code = 4


def demo(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="Where the report goes.")
    ] = Path("report.xlsx"),
    debug: DebugOption = False,
) -> None:
    """Screen the bundled sample of transactions into an Excel report, and compare each row with the verdict that the law gives it.

    Example: screening demo -o report.xlsx

    Leaves with 0 when every row got the verdict that is expected of it, though the sample holds rows for which `screening run` leaves with 3 or 4.
    """
    from screening.cli.files import Asked, screen_files
    from screening.cli.options import day_of
    from screening.cli.run import command_in_words, format_of
    from screening.cli.terminal import words
    from screening.runners import RunRequest
    from screening.settings import Settings
    from screening.tables import TableOptions

    source = resources.demo_dir() / "transactions.xlsx"
    settings = Settings(as_of=day_of(AS_OF))
    options = TableOptions()
    request = RunRequest(
        inputs=(source,),
        output=output,
        format=format_of(output, None),
        options=options,
        command=command_in_words([source], options, [], [], settings),
    )
    decisions: list[Decision] = []
    screen_files(Asked(request, settings, house_rules=False, observe=decisions.append))
    wrong = differences(decisions, source.with_suffix(".expected.csv"))
    if wrong:
        raise DemoError(
            "\n".join(["the sample did not get its expected verdicts", *wrong]), remedy="install again"
        )
    words().print(
        f"\nDemo: {len(decisions)} of {len(decisions)} rows got the expected verdict. Open {output}."
    )


def differences(decisions: "list[Decision]", expected: Path) -> list[str]:
    """One line for each row of the expectation file (columns `row`, `verdict`) that got another verdict or none, and for each row it lacks."""
    with expected.open(encoding="utf-8", newline="") as stream:
        wanted = {int(line["row"]): line["verdict"] for line in csv.DictReader(stream)}
    got = {decision.row: decision.verdict.value for decision in decisions}
    return [
        f"row {row}: expected {wanted.get(row, 'no row')}, got {got.get(row, 'none')}"
        for row in sorted(wanted.keys() | got.keys())
        if wanted.get(row) != got.get(row)
    ]
