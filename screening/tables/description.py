"""What the cells of a row say of its parties beside their names: countries, birth dates, numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from screening.tables.facts import FactReader
from screening.tables.parties import is_certain_owner, owner_role

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
    cut_length: int | None


@dataclass(slots=True)
class Given:
    """One mapped column's cell in one row."""

    column: ReadColumn
    cell: Cell
    fact: Fact


def composed_party(givens: Sequence[Given]) -> list[Party]:
    """The person whose family and given names stand in columns of their own."""
    parts = {given.column.field.id: given for given in givens if given.column.field.id in NAME_PARTS}
    known = [parts[key] for key in NAME_PARTS if key in parts and parts[key].fact.value is not None]
    name = " ".join(str(given.fact.value) for given in known)
    if not any(char.isalnum() for char in name):
        return []
    cell = Cell(known[-1].cell.ref, known[-1].cell.header, name)
    return [Party(known[0].column.field.role or Role.PARTY, name, PartyKind.PERSON, cell)]


def describes_party(given: Given) -> bool:
    field = given.column.field
    if given.fact.value is None:
        return False
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
            self.countries = tuple(dict.fromkeys((*self.countries, str(value))))
        elif field.type is FieldType.IDENTIFIER:
            self.cell = self.cell or given.cell
            self.identifiers += (given.column.reader.identifier(given.cell.text),)
        elif isinstance(value, DateSpan):
            self.birth_date = self.birth_date or value
        elif field.id == "gender":
            self.gender = _GENDERS.get(str(value).casefold().rstrip("."))
        else:
            self.kind = PartyKind(str(value))


def describe(parties: list[Party], described: Sequence[Given]) -> list[Party]:
    """The parties with what other columns say of them; an identifier whose party has no name becomes a party of its own."""
    roles = [party.role for party in parties]
    traits: dict[Role, _Traits] = {}
    for given in described:
        role = given.column.field.role or owner_role(roles, given.column.field.identifier)
        traits.setdefault(role, _Traits()).add(given)
    for role, known in traits.items():
        own = [party for party in parties if party.role is role]
        if own and is_certain_owner(own):
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
