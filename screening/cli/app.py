"""The commands put together, and the one place where an error becomes words and an exit code."""

import atexit
import gc
import sys
from types import TracebackType

import typer

from screening import __version__
from screening.cli import (
    audit,
    check,
    compare,
    compare_runs,
    demo,
    lists,
    map_columns,
    rescreen,
    review,
    rules,
    run,
)
from screening.errors import ScreeningError

CRASH = 1

_ALLOCATIONS = 100_000
"""Values made between two rounds of the collector: loading the program makes so many that the usual 700 cost a tenth of a short command."""

app = typer.Typer(
    name="screening",
    help="Screen spreadsheets against dated sanctions measures and the real sanctions lists, with every answer explained.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: loading rich for it takes longer than all else
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all clear · 1 crash · 2 usage · 3 something to review or stop · 4 incomplete, do not rely on it.",
)
app.command(name="run")(run.run)
app.command(name="rescreen")(rescreen.rescreen)
app.command(name="check")(check.check)
app.command(name="map")(map_columns.map_columns)
app.command(name="compare")(compare.compare)
app.command(name="compare-runs")(compare_runs.compare_runs)
app.command(name="demo")(demo.demo)
app.add_typer(rules.app, name="rules")
app.add_typer(lists.app, name="lists")
app.add_typer(audit.app, name="audit")
app.add_typer(review.app, name="review")


@app.callback(invoke_without_command=True)
def _root(version: bool = typer.Option(False, "--version", help="Print the version and leave.")) -> None:
    if version:
        typer.echo(f"sanctions-screening {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_ALLOCATIONS)
    # The last collection, as Python ends, would walk all that is left only to give it back a moment before the process does.
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in an old code page must not turn a Cyrillic name into a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    debug = "--debug" in sys.argv[1:]
    if not debug:
        sys.excepthook = _say_crash
    try:
        # The click command itself: calling the Typer object would put Typer's own excepthook in the place of ours.
        typer.main.get_command(app)()
    except ScreeningError as error:
        if debug:
            raise
        typer.echo(f"screening: {error}", err=True)
        sys.exit(error.exit_code)


def _say_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A defect of ours in one line without a traceback, which could hold names from the input; Python then exits with 1."""
    place = ""
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    typer.echo(
        f"screening: internal error ({kind.__name__} at {place}); nothing was decided. "
        "Run the same command with --debug to see it whole, and report it.",
        err=True,
    )
