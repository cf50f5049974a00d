"""`screening compare`: why two names match, or do not; one pair at the terminal, or a table of them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import DebugOption, MinScoreOption, party_kind_of
from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.settings import MatchingSettings


def compare(
    name1: Annotated[
        str | None, typer.Argument(metavar="NAME1", help="The name as you have it, in any script.")
    ] = None,
    name2: Annotated[
        str | None, typer.Argument(metavar="NAME2", help="The name as a list spells it.")
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            "--kind", metavar="person|organization|vessel|aircraft|any", help="What both parties are."
        ),
    ] = "any",
    pairs: Annotated[
        Path | None,
        typer.Option(
            "--pairs",
            metavar="FILE",
            help="A table with columns name1 and name2, and schema or kind if known.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="OUT.csv", help="The same table with score, strength and why."
        ),
    ] = None,
    min_score: MinScoreOption = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
    debug: DebugOption = False,
) -> None:
    """Say why two names match: word by word, what is left over, the score, and what a screening would make of it.

    Example: screening compare "Сергей Кириенко" "KIRIYENKO, Sergei Vladilenovich" --kind person
    """
    from screening.settings import MatchingSettings

    settings = MatchingSettings() if min_score is None else MatchingSettings(min_score=min_score)
    if pairs is not None:
        if name1 is not None:
            raise UsageError("both names and --pairs were given", remedy="give one or the other")
        _compare_table(pairs, output, settings)
        return
    if name1 is None or name2 is None:
        raise UsageError("two names are needed", remedy='screening compare "NAME1" "NAME2", or --pairs FILE')
    if output is not None:
        raise UsageError("-o goes with --pairs", remedy="leave -o out: one pair is told at the terminal")
    _compare_two(name1, name2, kind, settings, json_)


def _compare_two(name1: str, name2: str, kind: str, settings: "MatchingSettings", as_json: bool) -> None:
    import json

    from screening.cli.comparison import as_object, say_comparison
    from screening.cli.terminal import results
    from screening.matching import compare as compare_names

    for each in (name1, name2):
        if not any(char.isalnum() for char in each):
            raise UsageError(f"'{each}' holds no letter or digit", remedy="give two names")
    party_kind = party_kind_of(kind)
    found = compare_names(name1, name2, party_kind, settings)
    if as_json:
        typer.echo(json.dumps(as_object(name1, name2, party_kind, found, settings), ensure_ascii=False))
    else:
        say_comparison(results(), name1, name2, party_kind, found, settings)


def _compare_table(pairs: Path, output: Path | None, settings: "MatchingSettings") -> None:
    from screening.cli.terminal import watch, words
    from screening.runners.pairs import STRENGTHS, compare_pairs

    if output is None:
        raise UsageError("--pairs needs a file to write", remedy="say where it goes: -o OUT.csv")
    if output.is_dir() or not output.absolute().parent.is_dir():
        raise UsageError(
            f"'{output}' is no file that can be written", remedy="give -o a file name in a folder that exists"
        )
    if pairs.exists() and output.exists() and output.samefile(pairs):
        raise UsageError(f"'{output}' is the input itself", remedy="write the result to another file")
    console = words()
    with watch(console) as progress:
        summary = compare_pairs(pairs, output, settings, progress)
    counts = " · ".join(
        f"{each.replace('_', ' ')} {summary.strengths[each]:,}"
        for each in STRENGTHS
        if summary.strengths[each]
    )
    console.print(f"{summary.rows:,} rows: {counts or 'none'} → {output}")
    if summary.replaced:
        console.print(f"replaced the columns of an earlier comparison: {', '.join(summary.replaced)}")
    if summary.not_compared:
        console.print("Rows that were not compared say why in their last column.")
        raise typer.Exit(4)
