"""A comparison of two names told to a person at a terminal, and as a JSON object."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from screening.matching import Comparison
from screening.model import PartyKind, Strength
from screening.names import LIGHT_KINDS, isolated, parse_name
from screening.settings import MatchingSettings

_STYLES = {Strength.CONFIRMED: "bold red", Strength.POSSIBLE: "bold yellow"}


def as_object(
    name1: str, name2: str, kind: PartyKind, found: Comparison, settings: MatchingSettings
) -> dict[str, object]:
    """The comparison with every figure behind it, keyed as in the table that `--pairs` writes."""
    return {
        "name1": name1,
        "name2": name2,
        "kind": kind.value,
        "read_as1": read_as(name1, kind),
        "read_as2": read_as(name2, kind),
        "score": round(found.score, 1),
        "strength": found.strength.value,
        "min_score": settings.min_score,
        "pairs": [
            {
                "name1": pair.ours,
                "name2": pair.theirs,
                "similarity": round(pair.similarity, 3),
                "weight": pair.weight,
                "relation": pair.relation,
            }
            for pair in found.pairs
        ],
        "left_over1": list(found.extra_ours),
        "left_over2": list(found.extra_theirs),
        "why": found.why,
    }


def say_comparison(
    console: Console, name1: str, name2: str, kind: PartyKind, found: Comparison, settings: MatchingSettings
) -> None:
    """What a screening would make of the pair, then word by word why."""
    style = _STYLES.get(found.strength, "bold green")
    said = "no match" if found.strength is Strength.NONE else f"{found.strength.value} match"
    console.print(f"[{style}]{said}[/]  score {found.score:.1f} of 100")
    console.print(_verdict(found, settings))
    for label, name in (("name 1", name1), ("name 2", name2)):
        console.print(isolated(f"{label}  {escape(name)}  [dim]read as: {escape(read_as(name, kind))}[/]"))
    console.print()
    if found.pairs:
        console.print(_pairs(found))
    for label, words in (("name 1", found.extra_ours), ("name 2", found.extra_theirs)):
        if words:
            console.print(f"only in {label}: {escape(' '.join(words))}")
    if found.why:
        console.print(escape(found.why))


def _verdict(found: Comparison, settings: MatchingSettings) -> str:
    cut = f"{settings.min_score:g}"
    if found.strength is Strength.NONE:
        return f"A screening would not show this pair: possible matches begin at {cut}."
    if found.strength is Strength.POSSIBLE:
        return (
            f"A screening would show this pair as a possible match (from {cut}); names alone confirm nobody."
        )
    return f"A screening would show this pair as a {found.strength.value} match."


def _pairs(found: Comparison) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for header in ("name 1", "name 2", "alike", "weight", "how"):
        table.add_column(header, justify="right" if header in ("alike", "weight") else "left")
    for pair in found.pairs:
        table.add_row(
            escape(pair.ours),
            escape(pair.theirs),
            f"{100 * pair.similarity:.0f} %",
            f"{100 * pair.weight:.0f} %",
            escape(pair.relation),
        )
    return table


def read_as(name: str, kind: PartyKind) -> str:
    """The words of a name as they are compared: in Latin letters, those without weight in brackets."""
    return " ".join(
        f"({token.text})" if token.kind in LIGHT_KINDS else token.text
        for token in parse_name(name, kind).tokens
    )
