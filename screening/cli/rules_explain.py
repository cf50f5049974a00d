"""`screening rules explain`: one row, its decision, and each measure's conditions answered one by one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import (
    ActorOption,
    AllowStaleOption,
    AsOfOption,
    DateOrderOption,
    DebugOption,
    EncodingOption,
    HeaderRowOption,
    ListOption,
    MapOption,
    MappingOption,
    MinScoreOption,
    OwnershipOption,
    RulesOption,
    WorkspaceOption,
    YesOption,
    settings_of,
    workspace_of,
)
from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.model import Decision, Record, Row, UnreadableRow
    from screening.ruleset import Explanation
    from screening.tables import Table


def explain(
    input_: Annotated[Path, typer.Argument(metavar="INPUT", help="The spreadsheet in which the row stands.")],
    row: Annotated[int, typer.Argument(metavar="ROW", help="The row's number, as Excel shows it.", min=1)],
    lists: ListOption = None,
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    actor: ActorOption = None,
    sheet: Annotated[
        str | None,
        typer.Option("--sheet", metavar="NAME", help="The sheet.", show_default="the one that has the row"),
    ] = None,
    maps: MapOption = None,
    mapping: MappingOption = None,
    header_row: HeaderRowOption = None,
    date_order: DateOrderOption = None,
    encoding: EncodingOption = None,
    min_score: MinScoreOption = None,
    ownership: OwnershipOption = None,
    yes: YesOption = False,
    allow_stale: AllowStaleOption = False,
    workspace: WorkspaceOption = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
    debug: DebugOption = False,
) -> None:
    """Explain one row: its decision, each condition with yes, no or ?, what was read where, and what would settle it.

    Example: screening rules explain payments.xlsx 14 --actor us_bank
    """
    import json
    from dataclasses import replace

    from screening.cli.reading import ask_password, table_options
    from screening.cli.terminal import results, watch, words
    from screening.decide import decide_unreadable
    from screening.model import UnreadableRow, Verdict
    from screening.pipeline import Screener
    from screening.tables import is_protected

    settings = settings_of(as_of, actor, min_score)
    options = table_options(
        maps,
        [sheet] if sheet else None,
        header_row,
        yes,
        date_order=date_order,
        encoding=encoding,
        mapping=mapping,
        workspace=workspace_of(workspace),
    )
    if is_protected(input_):
        options = replace(options, password=ask_password(input_))
    with watch(words()) as progress:
        progress.start("Reading measures and lists", None)
        screener = Screener.open(
            as_of=settings.as_of,
            lists=lists or [],
            rules=rules or [],
            settings=settings,
            ownership=ownership,
            workspace=workspace_of(workspace),
            allow_stale=allow_stale,
            progress=progress,
        )
        progress.start("Looking for the row", None)
        table = screener.open_table(input_, options)
        found = _row(table, row, sheet)
        decision, told = (
            (decide_unreadable(found), ()) if isinstance(found, UnreadableRow) else screener.explain(found)
        )
    if json_:
        typer.echo(json.dumps(_as_json(decision, told), ensure_ascii=False))
    else:
        from screening.cli.explanation import say_explanations

        say_explanations(results(), decision, told)
    codes = {Verdict.CLEAR: 0, Verdict.NOT_SCREENED: 4}
    raise typer.Exit(codes.get(decision.verdict, 3))


def _row(table: "Table", number: int, sheet: str | None) -> "Record | UnreadableRow":
    """The one row of that number. Raises UsageError where there is none, more than one, or one that is no record."""
    from screening.model import SkippedRow

    numbers: list[int] = []
    found: list[Row] = []
    for each in table.rows():
        numbers.append(each.row)
        if each.row == number:
            found.append(each)
    name = table.info.path
    screened = [each for each in found if not isinstance(each, SkippedRow)] or found
    if not screened:
        place = f"{name}[{sheet}]" if sheet else name
        raise UsageError(
            f"{place} has no row {number} below its headers",
            remedy=f"its rows run from {min(numbers)} to {max(numbers)}" if numbers else "it has none",
        )
    if len(screened) > 1:
        sheets = ", ".join(f"'{each.sheet}'" for each in screened)
        raise UsageError(f"{name} has a row {number} on several sheets", remedy=f"say --sheet: {sheets}")
    row = screened[0]
    if isinstance(row, SkippedRow):
        raise UsageError(
            f"row {number} of {name} holds no record and was skipped: {row.reason}",
            remedy="give the number of a row that holds one",
        )
    return row


def _as_json(decision: "Decision", explanations: "tuple[Explanation, ...]") -> dict[str, Any]:
    from screening.report import to_json, trace_to_json
    from screening.ruleset import nearest

    return {
        "decision": to_json(decision),
        "measures": [
            {
                "rule": each.rule.id,
                "title": each.rule.title,
                "revision": each.rule.revision,
                "outcome": each.rule.outcome.value,
                "bearing": each.finding is not None,
                "state": each.finding.state.value if each.finding else "false",
                "text": each.finding.text if each.finding else "",
                "trace": trace_to_json(each.trace),
                "unmet": [trace_to_json(leaf) for leaf in each.unmet],
                "sources": [
                    {"id": one.id, "title": one.title, "url": one.url, "verified": one.verified}
                    for one in each.rule.sources
                ],
            }
            for each in explanations
        ],
        "nearest": [each.rule.id for each in nearest(explanations)],
    }
