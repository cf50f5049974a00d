"""What is measured on: labelled pairs, persons who are on no list, and editions of the SDN list, in one folder."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.lists import load_list
from screening.model import DateSpan, Entity, Party, PartyKind, Role
from screening.settings import MatchingSettings
from screening.values import country_code, parse_date

KINDS = {
    "Person": PartyKind.PERSON,
    "Company": PartyKind.ORGANIZATION,
    "Organization": PartyKind.ORGANIZATION,
    "LegalEntity": PartyKind.ORGANIZATION,
    "Vessel": PartyKind.VESSEL,
    "Airplane": PartyKind.AIRCRAFT,
}
_LATIN_ENDS = 0x250


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two names and whether they are one party's; `other_script` says that at least one is not in Latin letters."""

    first: str
    second: str
    kind: PartyKind
    same: bool

    @property
    def other_script(self) -> bool:
        return not (is_latin(self.first) and is_latin(self.second))


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder that holds `bench/` (labelled sets) and `lists/ofac-sdn/` (an edition a folder)."""

    root: Path

    def pairs(self) -> list[LabelledPair]:
        return [
            LabelledPair(
                row["name1"],
                row["name2"],
                KINDS.get(row["schema"], PartyKind.ANY),
                row["is_match"] == "true",
            )
            for row in rows_of(self.root / "bench" / "name_pairs_dev.csv")
        ]

    def clean(self) -> list[Party]:
        """Persons who are on no list, with date of birth, nationality and gender."""
        return [_person(row) for row in rows_of(self.root / "bench" / "clean_persons_dev.csv")]

    def edition_folder(self, edition: str) -> Path:
        return self.root / "lists" / "ofac-sdn" / edition

    def edition(self, edition: str) -> tuple[Entity, ...]:
        return load_list(self.edition_folder(edition)).entities


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def is_latin(text: str) -> bool:
    """Are all letters Latin ones, with or without marks?"""
    return all(ord(letter) < _LATIN_ENDS for letter in text if letter.isalpha())


def lowered(score: float) -> MatchingSettings:
    """Settings under which every pair from `score` on is shown."""
    return MatchingSettings(min_score=score, weak_min_score=score)


def nameless(person: Party) -> Party:
    """The person with nothing but the name."""
    return Party(person.role, person.name, person.kind)


def party(name: str, kind: PartyKind = PartyKind.ANY) -> Party:
    return Party(Role.PARTY, name, kind)


def sampled(items: Sequence[Party], share: float) -> list[Party]:
    """Every so-manieth item, spread over the whole."""
    step = max(1, round(1 / share))
    return list(items[::step])


def _person(row: dict[str, str]) -> Party:
    code = country_code(row["nationality"])
    return Party(
        Role.PARTY,
        row["full_name"],
        PartyKind.PERSON,
        birth_date=_born(row["date_of_birth"]),
        countries=(code,) if code else (),
        gender=row["gender"],
    )


def _born(text: str) -> DateSpan | None:
    return parse_date(text) if text else None
