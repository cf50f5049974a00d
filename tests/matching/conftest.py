"""Small listed parties to match against, in the spellings that real lists use."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.matching import Matcher
from screening.model import AliasQuality, Entity, EntityName, Match, NameKind, Party, PartyKind, Role
from screening.settings import MatchingSettings

_KINDS = {"individual": PartyKind.PERSON, "vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}

Screen = Callable[..., tuple[Match, ...]]


def listed(
    number: str,
    *names: str,
    kind: PartyKind = PartyKind.ORGANIZATION,
    unique: bool = False,
    **more: object,
) -> Entity:
    """An entity whose first name is primary and whose others are aliases."""
    spelled = tuple(
        EntityName(text, NameKind.AKA if place else NameKind.PRIMARY, unique=unique)
        for place, text in enumerate(names)
    )
    return Entity(f"list:{number}", "list", kind, spelled, **more)  # type: ignore[arg-type]


def party(name: str, kind: PartyKind = PartyKind.ANY, **more: object) -> Party:
    """A party of that name."""
    return Party(Role.PARTY, name, kind, **more)  # type: ignore[arg-type]


PERSON = PartyKind.PERSON
ENTITIES = (
    listed("1", "KIRIYENKO, Sergei Vladilenovich", kind=PERSON),
    listed("2", "BORTNIKOV, Aleksandr Vasilievich", kind=PERSON),
    listed("3", "MALKEVICH, Alexander Aleksandrovich", kind=PERSON),
    listed("4", "KILIMNIK, Konstantin Viktorovich", kind=PERSON),
    listed("5", "PRIGOZHIN, Yevgeniy Viktorovich", kind=PERSON),
    listed("6", "OBSHCHESTVO S OGRANICHENNOI OTVETSTVENNOSTYU NEOBIT", "NEOBIT, OOO"),
    listed("7", "AKTSIONERNOE OBSHCHESTVO PASIT", "PASIT, AO"),
    listed("8", "BANK ROSSIYA", "OTKRYTOE AKTSIONERNOE OBSHCHESTVO AKTSIONERNY BANK ROSSIYA"),
    listed("9", "CENTRAL BANK OF THE RUSSIAN FEDERATION", "BANK ROSSI", "BANK OF RUSSIA"),
    listed("10", "MINISTRY OF FINANCE OF THE RUSSIAN FEDERATION", "Минфин России", unique=True),
    listed("11", "NATIONAL WEALTH FUND OF THE RUSSIAN FEDERATION"),
    listed("12", "SOUTHFRONT", "SOUTH FRONT"),
    listed("13", "TALIBAN"),
    listed("14", "FEDERAL SECURITY SERVICE", "FEDERALNAYA SLUZHBA BEZOPASNOSTI"),
    listed("15", "AKTSIONERNOE OBSHCHESTVO AST", "AST, AO"),
    listed("16", "AKTSIONERNOE OBSHCHESTVO POZITIV TEKNOLODZHIZ", "JSC POSITIVE TECHNOLOGIES"),
    listed("17", "OOO ALKON"),
    listed("18", "ERA MILITARY INNOVATION TECHNOPOLIS"),
)


@pytest.fixture(scope="session")
def screen() -> Screen:
    """Matches of one name against the small list, at the default settings."""
    matcher = Matcher(ENTITIES, MatchingSettings())
    return lambda name, kind=PartyKind.ANY, **more: matcher.match([party(name, kind, **more)])[0]


def read_sdn(folder: Path) -> tuple[Entity, ...]:
    """The entities of an SDN list in its three-file form: names, aliases, and weak aliases from the remarks."""
    kinds: dict[str, PartyKind] = {}
    names: dict[str, list[EntityName]] = {}
    with (folder / "sdn.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.reader(stream):
            if len(row) < 12:
                continue
            kinds[row[0]] = _KINDS.get(row[2].strip(), PartyKind.ORGANIZATION)
            weak = re.findall(r"a\.k\.a\. '([^']+)'", row[-1])
            names[row[0]] = [EntityName(row[1])]
            names[row[0]] += [EntityName(alias, NameKind.AKA, AliasQuality.WEAK) for alias in weak]
    with (folder / "alt.csv").open(encoding="latin-1", newline="") as stream:
        for row in csv.reader(stream):
            if len(row) >= 4:
                names[row[0]].append(EntityName(row[3], NameKind.AKA))
    return tuple(Entity(f"us-ofac:{uid}", "us-ofac-sdn", kinds[uid], tuple(names[uid])) for uid in names)


@pytest.fixture(scope="session")
def sdn(shared: Path) -> tuple[Entity, ...]:
    """The whole SDN list of 7 July 2021."""
    return read_sdn(shared / "lists" / "ofac-sdn" / "2021-07-07")
