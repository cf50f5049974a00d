"""`screening map`: how the columns of a spreadsheet would be read, and the reading kept for the next one with the same headers."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import (
    DateOrderOption,
    DebugOption,
    EncodingOption,
    HeaderRowOption,
    MapOption,
    MappingOption,
    SheetOption,
    WorkspaceOption,
    YesOption,
    workspace_of,
)
from screening.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from screening.model import SheetInfo, Vocabulary
    from screening.tables import SavedMapping, Table, TableOptions

# Questions are left open and nobody can be asked: nothing may rely on the reading.
OPEN_QUESTIONS = 2


def map_columns(
    input_: Annotated[
        Path | None, typer.Argument(metavar="INPUT", help="The spreadsheet.", show_default=False)
    ] = None,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the reading for every later file with the same headers.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write the reading to a file, for --mapping."),
    ] = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Show the first three values of each column (personal data).")
    ] = False,
    list_fields: Annotated[
        bool, typer.Option("--list-fields", help="Show what a column can be read as, and leave.")
    ] = False,
    maps: MapOption = None,
    mapping: MappingOption = None,
    sheets: SheetOption = None,
    header_row: HeaderRowOption = None,
    date_order: DateOrderOption = None,
    encoding: EncodingOption = None,
    workspace: WorkspaceOption = None,
    yes: YesOption = False,
    debug: DebugOption = False,
) -> None:
    """Show how each column of a spreadsheet is read, why, and how much of it is filled.

    Example: screening map payments.xlsx --map "Bene. Nm (2)=beneficiary" --save

    Leaves with 2, and the --map options that would answer, while a column's meaning is open and nobody can be asked.
    """
    from screening.cli.reading import ask_password, table_options
    from screening.cli.terminal import results, words
    from screening.resources import rules_dir
    from screening.ruleset import load_vocabulary
    from screening.tables import is_protected

    vocabulary = load_vocabulary(rules_dir())
    if list_fields:
        _say_fields(results(), vocabulary)
        return
    if input_ is None:
        raise UsageError("no spreadsheet to map", remedy="name one: screening map payments.xlsx")
    place = workspace_of(workspace)
    options = table_options(
        maps,
        sheets,
        header_row,
        yes,
        date_order=date_order,
        encoding=encoding,
        mapping=mapping,
        workspace=place,
    )
    if is_protected(input_):
        options = replace(options, password=ask_password(input_))
    table = _open(input_, vocabulary, options, words())
    for sheet in table.info.sheets:
        _say_sheet(results(), table, sheet, samples=samples)
    if table.questions and not yes:
        _say_open(words(), table)
        raise typer.Exit(OPEN_QUESTIONS)
    readings = [(sheet, _reading(table, sheet)) for sheet in table.info.sheets if _is_read(sheet)]
    if output is not None:
        _write_one(output, [reading for _, reading in readings])
    if save:
        for sheet, reading in readings:
            _save(place.folder(place.mappings), reading)
            words().print(
                f"Saved: files with the headers of {_shown(table, sheet)} are now read this way.",
                markup=False,
            )


def _open(path: Path, vocabulary: "Vocabulary", options: "TableOptions", console: "Console") -> "Table":
    """The table, its doubtful columns settled by who can be asked; else with its questions open."""
    from screening.cli.confirming import asker, can_ask
    from screening.tables import open_table

    table = open_table(path, vocabulary, replace(options, assume_yes=True))
    if table.questions and can_ask(options):
        answers = asker(console)(table)
        return open_table(path, vocabulary, replace(options, maps=(*options.maps, *answers)))
    return table


def _is_read(sheet: "SheetInfo") -> bool:
    return sheet.header_row is not None and any(column.field for column in sheet.columns)


def _shown(table: "Table", sheet: "SheetInfo") -> str:
    return f"{table.info.path} [{sheet.sheet}]" if sheet.sheet else table.info.path


def _reading(table: "Table", sheet: "SheetInfo") -> "SavedMapping":
    from screening.cli.confirming import UNREAD
    from screening.tables import SavedColumn, SavedMapping

    columns = tuple(SavedColumn(header=each.header, field=each.field or UNREAD) for each in sheet.columns)
    return SavedMapping(source=_shown(table, sheet), columns=columns)


def _save(folder: Path, reading: "SavedMapping") -> None:
    from screening.workspace import write_whole

    write_whole(folder / f"{reading.key}.json", lambda draft: _fill(draft, reading.text()))


def _fill(draft: Path, text: str) -> None:
    draft.write_text(text, encoding="utf-8", newline="\n")


def _write_one(output: Path, readings: "list[SavedMapping]") -> None:
    from screening.workspace import write_whole

    if len(readings) != 1:
        raise UsageError(
            f"{len(readings)} sheets hold columns, and a mapping file is of one",
            remedy="choose one with --sheet, or --save them all",
        )
    if not output.absolute().parent.is_dir():
        raise UsageError(f"no folder '{output.parent}' to write into", remedy="make it first")
    write_whole(output.absolute(), lambda draft: _fill(draft, readings[0].text()))


def _say_sheet(console: "Console", table: "Table", sheet: "SheetInfo", *, samples: bool) -> None:
    from rich.markup import escape
    from rich.table import Table as Grid

    where = f"header in row {sheet.header_row}" if sheet.header_row else "no header row"
    console.print(f"{escape(_shown(table, sheet))}, {where}")
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("column", "header", "read as", "filled", "why", *(("samples",) if samples else ())):
        grid.add_column(title, overflow="fold")
    for column in sheet.columns:
        loud = "[bold yellow]" if column.looks_like_names else ""
        cells = [column.letter, escape(column.header), column.field or "-", f"{column.filled:.0%}"]
        grid.add_row(
            *cells, loud + escape(column.why), *([escape(", ".join(column.samples))] if samples else [])
        )
    console.print(grid)
    for note in sheet.notes:
        console.print(f"  note: {note}", markup=False)


def _say_open(console: "Console", table: "Table") -> None:
    for question in table.questions:
        console.print(f"open: {question.text}", markup=False)
        console.print(f"  add one: {' or '.join(question.maps)}", markup=False)
    console.print("Nothing is saved while a column's meaning is open; --yes takes the reading that is shown.")


def _say_fields(console: "Console", vocabulary: "Vocabulary") -> None:
    from rich.table import Table as Grid

    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for title in ("field", "what it is", "the question it answers"):
        grid.add_column(title, overflow="fold")
    for field in vocabulary.fields:
        grid.add_row(field.id, field.label, field.question)
    console.print(grid)
