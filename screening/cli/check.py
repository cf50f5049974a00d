"""`screening check`: one name, now."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import (
    ActorOption,
    AllowStaleOption,
    AsOfOption,
    DebugOption,
    HouseListOption,
    ListOption,
    MinScoreOption,
    OwnershipOption,
    RulesOption,
    WorkspaceOption,
    party_kind_of,
    settings_of,
    workspace_of,
)
from screening.errors import UsageError

if TYPE_CHECKING:
    from screening.model import Party


def check(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name as you have it, in any script.")],
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="person|organization|vessel|aircraft|any", help="What the party is."),
    ] = "any",
    dob: Annotated[
        str | None, typer.Option("--dob", metavar="D", help="Date of birth: 1962, 1962-03, 1962-03-14.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="C", help="Country, by name or code.")
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="V", help="A passport, tax, registration, LEI, BIC, IMO number or crypto address."
        ),
    ] = None,
    lists: ListOption = None,
    house_lists: HouseListOption = None,
    rules: RulesOption = None,
    as_of: AsOfOption = None,
    actor: ActorOption = None,
    ownership: OwnershipOption = None,
    min_score: MinScoreOption = None,
    allow_stale: AllowStaleOption = False,
    workspace: WorkspaceOption = None,
    json_: Annotated[bool, typer.Option("--json", help="One JSON object instead of words.")] = False,
    debug: DebugOption = False,
) -> None:
    """Check one name against the measures' parties and any list given.

    Example: screening check "Кириенко Сергей" --kind person --list SDN_FOLDER
    """
    import json

    from screening.cli.terminal import results, watch, words
    from screening.cli.wording import say_decision, say_notes
    from screening.model import Record, Verdict
    from screening.pipeline import Screener

    parties = _parties(name, kind, dob, country, id_)
    settings = settings_of(as_of, actor, min_score)
    with watch(words()) as progress:
        progress.start("Reading measures and lists", None)
        screener = Screener.open(
            as_of=settings.as_of,
            lists=lists or [],
            house_lists=house_lists or [],
            rules=rules or [],
            settings=settings,
            ownership=ownership,
            workspace=workspace_of(workspace),
            allow_stale=allow_stale,
            progress=progress,
        )
    say_notes(words(), screener.notes)
    record = Record(file="", sheet="", row=1, record_id="", parties=parties)
    decision = next(screener.screen([record]))
    if json_:
        from screening.report import to_json

        typer.echo(json.dumps(to_json(decision), ensure_ascii=False))
    else:
        compared = ", ".join(
            f"{each.list} ({each.counts['entities']:,} entities)" for each in screener.lists()
        )
        say_decision(results(), decision, name, compared)
    raise typer.Exit(0 if decision.verdict is Verdict.CLEAR else 3)


def _parties(
    name: str, kind: str, dob: str | None, country: str | None, id_: str | None
) -> "tuple[Party, ...]":
    """The party asked about; several where the text holds several names, as a cell of a spreadsheet may ("A t/a B")."""
    from screening.model import DECISIVE, Party, Role
    from screening.tables import names_in
    from screening.values.countries import country_code
    from screening.values.dates import parse_date
    from screening.values.identifiers import make_identifier

    names = names_in(name) or (("",) if id_ else ())
    if not names:
        raise UsageError("the name holds no letter or digit", remedy="give a name, or --id")
    party_kind = party_kind_of(kind)
    try:
        born = parse_date(dob) if dob else None
    except ValueError as error:
        raise UsageError(f"--dob: {error}", remedy="write it as YYYY, YYYY-MM or YYYY-MM-DD") from None
    code = country_code(country) if country else None
    if country and code is None:
        raise UsageError(
            f"--country '{country}' is no country", remedy="give its English name or ISO 3166 code"
        )
    # A bare number does not say what it is: it is compared as every kind that decides.
    identifiers = tuple(make_identifier(each, id_) for each in sorted(DECISIVE)) if id_ else ()
    return tuple(
        Party(
            role=Role.PARTY,
            name=each,
            kind=party_kind,
            birth_date=born,
            countries=(code,) if code else (),
            identifiers=identifiers,
        )
        for each in names
    )
