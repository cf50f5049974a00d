"""What the cells of a row say of its parties beside their names: countries, birth dates, numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import NamedTuple

from screening.model import (
    Cell,
    DateSpan,
    Fact,
    Field,
    FieldType,
    Identifier,
    IdentifierKind,
    Party,
    PartyKind,
    Role,
)
from screening.tables.cells import CellValue
from screening.tables.facts import FactReader, Reading
from screening.tables.parties import is_certain_owner, owner_role
from screening.tables.quality import Doubt

# In the order in which a name is written.
NAME_PARTS = ("given_name", "middle_name", "family_name")
_PARTY_FIELDS = frozenset({"birth_date", "gender", "party_kind"})


_GENDERS = {
    "m": "male", "male": "male", "man": "male", "м": "male", "муж": "male", "мужской": "male", "männlich": "male", "男": "male",
    "f": "female", "female": "female", "woman": "female", "ж": "female", "жен": "female", "женский": "female", "weiblich": "female",
    "w": "female", "女": "female",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """A mapped column and how its cells become facts."""

    index: int
    letter: str
    header: str
    field: Field
    reader: FactReader
    known: Mapping[CellValue, Reading]
    cut_length: int | None
    doubts: dict[str, tuple[Doubt, ...]] = dataclass_field(default_factory=dict)


class Given(NamedTuple):
    """What one mapped column states in one row."""

    column: ReadColumn
    fact: Fact


def cell_of(fact: Fact) -> Cell:
    """The cell that a row's fact was read from: a fact that no cell states has no place in a row."""
    assert fact.cell is not None
    return fact.cell


def name_part(field: Field) -> str | None:
    """The part of a name that a column of this field holds ("given_name"), of whichever party; None for any other field."""
    if field.type is not FieldType.TEXT:
        return None
    return next((part for part in NAME_PARTS if field.id == part or field.id.endswith(f"_{part}")), None)


def composed_party(givens: Sequence[Given]) -> list[Party]:
    """The person whose family and given names stand in columns of their own; `givens` are the parts that have a value."""
    parts = {name_part(given.column.field): given for given in givens}
    known = [parts[key] for key in NAME_PARTS if key in parts]
    name = " ".join(str(given.fact.value) for given in known)
    if not any(char.isalnum() for char in name):
        return []
    last = cell_of(known[-1].fact)
    cell = Cell(last.ref, last.header, name)
    return [Party(known[0].column.field.role or Role.PARTY, name, PartyKind.PERSON, cell)]


def describes_party(field: Field) -> bool:
    """Does a column of this field say something of a party beside its name?"""
    if field.type is FieldType.IDENTIFIER:
        return field.identifier is not IdentifierKind.ISIN
    return (
        field.type is FieldType.COUNTRY
        or field.id in _PARTY_FIELDS
        or (field.role is not None and field.type is FieldType.DATE)
    )


@dataclass(slots=True)
class _Traits:
    """What the columns of one row say of the party in one role."""

    kind: PartyKind | None = None
    birth_date: DateSpan | None = None
    gender: str | None = None
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    cell: Cell | None = None

    def add(self, given: Given) -> None:
        field, value = given.column.field, given.fact.value
        if field.type is FieldType.COUNTRY:
            if value not in self.countries:
                self.countries += (str(value),)
        elif field.type is FieldType.IDENTIFIER:
            self.cell = self.cell or given.fact.cell
            self.identifiers += (given.column.reader.identifier(cell_of(given.fact).text),)
        elif isinstance(value, DateSpan):
            self.birth_date = self.birth_date or value
        elif field.id == "gender":
            self.gender = _GENDERS.get(str(value).casefold().rstrip("."))
        else:
            self.kind = PartyKind(str(value))


def describe(parties: list[Party], described: Sequence[Given]) -> list[Party]:
    """The parties with what other columns say of them; an identifier whose party has no name becomes a party of its own."""
    roles = [party.role for party in parties]
    # A handful at most: to compare roles costs less than to hash them.
    traits: list[tuple[Role, _Traits]] = []
    for given in described:
        role = given.column.field.role or owner_role(roles, given.column.field.identifier)
        known = next((known for owner, known in traits if owner is role), None)
        if known is None:
            known = _Traits()
            traits.append((role, known))
        known.add(given)
    for role, known in traits:
        own = [party for party in parties if party.role is role]
        if own and (len(own) == 1 or is_certain_owner(own)):
            parties = [_with(party, known) if party.role is role else party for party in parties]
        elif known.identifiers:
            parties.append(_with(Party(role, "", cell=known.cell), known))
    return parties


def _with(party: Party, known: _Traits) -> Party:
    return Party(
        party.role,
        party.name,
        known.kind or party.kind,
        party.cell,
        known.birth_date,
        known.countries,
        known.identifiers,
        known.gender,
    )
