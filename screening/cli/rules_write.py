"""`screening rules new` and `schema`: what a person needs to write a rule of the house."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import DebugOption
from screening.errors import Location, UsageError

_HOUSE = "house."


def new(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="The file to write, such as house/house.large-payments.yaml."),
    ],
    debug: DebugOption = False,
) -> None:
    """Write a commented rule of the house to start from; it loads and its examples pass.

    Example: screening rules new house/house.large-payments.yaml
    """
    import re

    from screening.ruleset.template import house_rule

    name = path.stem
    if (
        path.suffix != ".yaml"
        or not name.startswith(_HOUSE)
        or not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", name)
    ):
        raise UsageError(
            f"'{path.name}' is no name for a rule of the house",
            remedy=f"call it {_HOUSE}NAME.yaml, NAME in small letters, digits and hyphens",
        )
    if name == _HOUSE.rstrip(".") or not name.removeprefix(_HOUSE):
        raise UsageError(f"'{path.name}' names no rule", remedy=f"call it {_HOUSE}NAME.yaml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(house_rule(name))
    except FileExistsError:
        raise UsageError(
            "exists already, and nothing is written over",
            where=Location(str(path)),
            remedy="choose another name",
        ) from None
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror})", where=Location(str(path)), remedy="check the folder"
        ) from error
    typer.echo(f"{path} is written; test it with: screening rules test --rules {path.parent}")


def schema(debug: DebugOption = False) -> None:
    """Print the JSON Schema of a rule file, for an editor that checks and completes YAML.

    Example: screening rules schema > rule.schema.json
    """
    import json

    from screening.ruleset.template import rule_schema

    typer.echo(json.dumps(rule_schema(), indent=1, ensure_ascii=False))
