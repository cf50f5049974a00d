"""Which column states which fact, on whose word, and what has to be asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from screening.errors import Location, ScreeningErrors, TableError
from screening.model import Field, FieldType, IdentifierKind, Vocabulary
from screening.tables.cells import column_letter
from screening.tables.facts import FactReader
from screening.tables.headers import ACCEPTED_SIMILARITY, AliasIndex, Likeness, fold_header
from screening.tables.layout import Header
from screening.tables.profile import ColumnProfile, holds_currencies, identifier_kind, looks_like_names
from screening.tables.saved import UNREAD, KnownMappings, SavedMapping
from screening.values import DateOrder

# A close header is believed only if this share of its values can be read as the field's type.
_FITTING = 0.5
_WRITTEN_AS_NUMBERS = frozenset({FieldType.AMOUNT, FieldType.DATE, FieldType.IDENTIFIER})
# Headers that mean a whole name, or the part of one that another column lacks.
_BARE_NAMES = frozenset({"name", "nm", "names", "nom", "nombre", "nome", "имя", "ad", "adi", "naam"})
_SINGLE_WORDS = 0.8
# Several columns of these types all count: more parties, more identifiers, more countries, more text.
_SHARED = frozenset({FieldType.NAME, FieldType.IDENTIFIER, FieldType.COUNTRY, FieldType.TEXT})


@dataclass(frozen=True, slots=True)
class Question:
    """What a user should confirm about a column: `text` in plain words, and the (header, field id) pairs any one of which settles it."""

    column: str
    text: str
    choices: tuple[tuple[str, str], ...]

    @property
    def maps(self) -> tuple[str, ...]:
        """The choices as they are given on the command line."""
        return tuple(map_line(*choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column and how it will be read; `score` tells the better of two candidates."""

    index: int
    header: str
    profile: ColumnProfile
    field: Field | None = None
    why: str = "not read: no known header"
    score: float = 0.0
    given: bool = False
    looks_like_names: bool = False

    @property
    def letter(self) -> str:
        return column_letter(self.index)


@dataclass(slots=True)
class Mapper:
    """Plans the columns of one sheet after another; remembers which `--map` headers were met."""

    vocabulary: Vocabulary
    index: AliasIndex
    maps: tuple[tuple[str, str], ...] = ()
    assume_yes: bool = False
    known: KnownMappings | None = None
    met: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        known = [each.id for each in self.vocabulary.fields]
        errors = []
        for header, field_id in self.maps:
            if field_id != UNREAD and field_id not in known:
                near = process.extractOne(field_id, known, scorer=fuzz.ratio, score_cutoff=60)
                hint = f"did you mean '{near[0]}'? " if near else ""
                errors.append(
                    TableError(
                        f"--map '{header}={field_id}' names no field",
                        remedy=f"{hint}the fields are {', '.join(known)}, and 'none' for a column to leave unread",
                    )
                )
        if errors:
            raise ScreeningErrors(errors) if len(errors) > 1 else errors[0]

    def plan(
        self, headers: Sequence[Header], profiles: Sequence[ColumnProfile], where: Location
    ) -> tuple[tuple[PlannedColumn, ...], tuple[Question, ...]]:
        """The columns of a sheet, left to right, and what should be confirmed. Raises TableError where two columns claim one fact."""
        questions: list[Question] = []
        found = []
        for position, profile in enumerate(profiles):
            header = headers[position] if position < len(headers) else Header("")
            if header.shown or profile.filled:
                shown = header.shown or f"column {column_letter(position)}"
                found.append((PlannedColumn(position, shown, profile), header))
        settled = self._settled([column.header for column, _ in found])
        columns = [
            self._given(column, header) or settled.reads(column) or self._column(column, header, questions)
            for column, header in found
        ]
        columns = _name_parts(self._settle(columns, where, questions), self.vocabulary)
        return tuple(_finished(column) for column in columns), tuple(questions)

    def _settled(self, headers: Sequence[str]) -> "_Settled":
        found = self.known.find(headers) if self.known is not None else None
        if found is None:
            return _Settled({}, "", self.vocabulary)
        return _Settled(_in_turn(found[0]), found[1], self.vocabulary)

    def _column(self, column: PlannedColumn, header: Header, questions: list[Question]) -> PlannedColumn:
        profile = column.profile
        found = self._candidates(header)
        if found and found[0].exact:
            return self._exact(column, found, questions)
        if found and found[0].similarity >= ACCEPTED_SIMILARITY and _fits(found[0].field, profile):
            best = found[0]
            why = f"the header is close to '{best.alias}' ({best.similarity:.0f} of 100)"
            return replace(column, field=best.field, why=why, score=best.similarity)
        by_value = self._by_values(column)
        if by_value is not None:
            return by_value
        likely = [each for each in found if _may_be(each.field, profile)]
        if likely:
            choices = tuple((column.header, each.field.id) for each in likely[:3])
            why = f"not read: {likely[0].doubt}; {map_line(*choices[0])} reads it"
            questions.append(Question(column.header, f"'{column.header}' is {why}", choices))
            return replace(column, why=why)
        return column

    def _given(self, column: PlannedColumn, header: Header) -> PlannedColumn | None:
        names = {header.text, column.header, column.letter}
        folded = {fold_header(name) for name in (header.text, header.shown) if fold_header(name)}
        for wanted, field_id in self.maps:
            if wanted in names or fold_header(wanted) in folded:
                self.met.add(wanted)
                chosen = self.vocabulary.field(field_id)
                why = f"by --map '{wanted}={field_id}'"
                return replace(column, field=chosen, why=why, score=1000.0, given=True)
        return None

    def _candidates(self, header: Header) -> tuple[Likeness, ...]:
        if not header.group:
            return self.index.candidates(header.text) if header.text else ()
        together = self.index.candidates(header.shown)
        if together and together[0].exact:
            return together
        alone = self.index.candidates(header.text) if header.text else self.index.candidates(header.group)
        # A word that describes a party ("Country") says under a group of unknown meaning not whose.
        if self.index.candidates(header.group):
            return alone
        return tuple(each for each in alone if each.field.role is not None or not _describes(each.field))

    def _exact(
        self, column: PlannedColumn, found: Sequence[Likeness], questions: list[Question]
    ) -> PlannedColumn:
        fitting = [each for each in found if _fits(each.field, column.profile)] or list(found)
        if len(fitting) > 1:
            choices = tuple((column.header, each.field.id) for each in fitting)
            meant = " or ".join(f"'{each.field.label}'" for each in fitting)
            questions.append(Question(column.header, f"'{column.header}' can mean {meant}", choices))
        best = fitting[0]
        if (coded := self._coded(column, best.field)) is not None:
            return coded
        whole = fold_header(column.header).replace(" ", "") == best.alias.replace(" ", "")
        why = "known header" if whole else f"known as '{best.alias}'"
        if best.by_words:
            why = "known words"
        if not _fits(best.field, column.profile):
            why += f", but few of its values can be read as {best.field.type}"
        return replace(column, field=best.field, why=why, score=200.0 - best.rank)

    def _coded(self, column: PlannedColumn, field: Field) -> PlannedColumn | None:
        """A party's column that holds its codes instead of its name: "Beneficiary bank" over BICs."""
        kind = identifier_kind(column.profile) if field.type is FieldType.NAME else None
        if kind is None:
            return None
        kinds = {kind, IdentifierKind.ACCOUNT} if kind is IdentifierKind.IBAN else {kind}
        fields = self.vocabulary.fields
        own = [each for each in fields if each.identifier in kinds and each.role in (field.role, None)]
        own.sort(key=lambda each: each.role is None)
        if not own:
            return None
        why = f"its values are {own[0].label}s by their form"
        return replace(column, field=own[0], why=why, score=150.0)

    def _by_values(self, column: PlannedColumn) -> PlannedColumn | None:
        kind = identifier_kind(column.profile)
        if kind is not None:
            own = [f for f in self.vocabulary.fields if f.identifier is kind and f.role is None]
            if own:
                return replace(
                    column, field=own[0], why=f"its values are {own[0].label}s by their form", score=50.0
                )
        chosen = self.vocabulary.field("currency")
        if chosen is not None and holds_currencies(column.profile):
            return replace(column, field=chosen, why="its values are currency codes", score=50.0)
        return None

    def _settle(
        self, columns: list[PlannedColumn], where: Location, questions: list[Question]
    ) -> list[PlannedColumn]:
        """Where several columns claim one fact: all of them if their type allows, else the given one, else ask."""
        claims: dict[str, list[PlannedColumn]] = {}
        for column in columns:
            if column.field is not None:
                claims.setdefault(column.field.id, []).append(column)
        settled = {column.index: column for column in columns}
        errors: list[TableError] = []
        for rivals in claims.values():
            chosen = rivals[0].field
            assert chosen is not None
            if len(rivals) < 2 or (chosen.type in _SHARED and chosen.id != "record_id"):
                continue
            best = max(rivals, key=lambda each: (each.score, each.profile.filled, -each.index))
            if chosen.id != "record_id" and not best.given and any(r.score > 50 for r in rivals[1:]):
                question = _rivalry(chosen, rivals)
                questions.append(question)
                if not self.assume_yes:
                    errors.append(TableError(question.text, where=where, remedy=_remedy(question)))
            for rival in rivals:
                if rival is not best:
                    why = f"not read: column {best.letter} '{best.header}' is taken for '{chosen.label}'"
                    settled[rival.index] = replace(rival, field=None, why=why)
        if errors:
            raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
        return [settled[column.index] for column in columns]


def _name_parts(columns: list[PlannedColumn], vocabulary: Vocabulary) -> list[PlannedColumn]:
    """A bare "Nom" beside a "Prénom" is the family name, a bare "Nombre" beside "Apellidos" the given one: where its values are single words."""
    known = {column.field.id for column in columns if column.field is not None}
    bare = [
        column
        for column in columns
        if column.field is not None and column.field.id == "name" and not column.given
    ]
    parts = known & {"given_name", "family_name"}
    if len(bare) != 1 or len(parts) != 1 or fold_header(bare[0].header) not in _BARE_NAMES:
        return columns
    texts = list(bare[0].profile.texts)
    if sum(1 for text in texts if " " not in text) < _SINGLE_WORDS * max(len(texts), 1):
        return columns
    other = "family_name" if parts == {"given_name"} else "given_name"
    why = f"single words beside a column of {'given' if other == 'family_name' else 'family'} names"
    return [
        replace(each, field=vocabulary.field(other), why=why) if each is bare[0] else each for each in columns
    ]


def _in_turn(mapping: SavedMapping) -> dict[str, list[str]]:
    """The fields by header; a header that stands twice has two, in order."""
    fields: dict[str, list[str]] = {}
    for column in mapping.columns:
        fields.setdefault(fold_header(column.header) or column.header, []).append(column.field)
    return fields


@dataclass(slots=True)
class _Settled:
    """What a mapping says of one sheet's columns."""

    fields: dict[str, list[str]]
    source: str
    vocabulary: Vocabulary

    def reads(self, column: PlannedColumn) -> PlannedColumn | None:
        """The column as it was settled; None where the mapping does not know its header."""
        left = self.fields.get(fold_header(column.header) or column.header)
        if not left:
            return None
        field_id = left.pop(0) if len(left) > 1 else left[0]
        chosen = self.vocabulary.field(field_id)
        return replace(column, field=chosen, why=f"by {self.source}", score=900.0, given=True)


def _finished(column: PlannedColumn) -> PlannedColumn:
    if column.field is not None or column.given or not looks_like_names(column.profile):
        return column
    why = f"{column.why}; its values look like names and are NOT SCREENED"
    return replace(column, why=why, looks_like_names=True)


def _describes(field: Field) -> bool:
    return field.type in {FieldType.COUNTRY, FieldType.IDENTIFIER} or field.id in {
        "birth_date",
        "gender",
        "party_kind",
    }


def _rivalry(field: Field, rivals: Sequence[PlannedColumn]) -> Question:
    shown = " and ".join(f"{each.letter} '{each.header}'" for each in rivals)
    headers = [each.header for each in rivals]
    # Of two columns with one header only the letter tells.
    names = headers if len(set(headers)) == len(headers) else [each.letter for each in rivals]
    choices = tuple((name, field.id) for name in names)
    return Question(rivals[0].header, f"columns {shown} can both be '{field.label}'", choices)


def _remedy(question: Question) -> str:
    return f"choose one: {' or '.join(question.maps)}"


def map_line(header: str, field_id: str) -> str:
    """The option that reads a column as a field, ready to be pasted into a shell."""
    quoted = re.sub(r'(["\\$`])', r"\\\1", header)
    return f'--map "{quoted}={field_id}"'


def _fits(field: Field, profile: ColumnProfile) -> bool:
    """Can half of the column's values be read as the field's type? An empty column fits."""
    texts = list(profile.texts)[:50]
    if not texts:
        return True
    if field.type is FieldType.NAME:
        return profile.numbers <= profile.filled / 2
    # Either order will do here: which one holds is decided later, over the whole column.
    readers = [FactReader(field, order) for order in (DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST)]
    readable = sum(1 for text in texts if any(reader.read(_typed(text))[1] is None for reader in readers))
    return readable >= _FITTING * len(texts)


def _may_be(field: Field, profile: ColumnProfile) -> bool:
    """Is it worth asking whether a column is this field, though its header only resembles one of the field's?"""
    if field.type is FieldType.NAME:
        return looks_like_names(profile)
    return field.type in _WRITTEN_AS_NUMBERS or profile.numbers <= profile.filled / 2


def _typed(text: str) -> str | float:
    # A profile keeps texts; a five-digit one may be the serial number of a date.
    return float(text) if text.isdigit() and len(text) == 5 else text
