"""Which column states which fact, on whose word, and what has to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from screening.errors import Location, ScreeningErrors, TableError
from screening.model import Field, FieldType, IdentifierKind, Vocabulary
from screening.tables.cells import column_letter
from screening.tables.claims import name_parts, settle_claims
from screening.tables.fitting import fits, may_be
from screening.tables.headers import ACCEPTED_SIMILARITY, AliasIndex, Likeness, fold_header
from screening.tables.layout import Header
from screening.tables.planned import PlannedColumn, Question, map_line
from screening.tables.profile import ColumnProfile, holds_currencies, identifier_kind, looks_like_names
from screening.tables.saved import UNREAD, KnownMappings, SavedMapping


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
        columns = name_parts(
            settle_claims(columns, where, questions, assume_yes=self.assume_yes), self.vocabulary
        )
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
        if found and found[0].similarity >= ACCEPTED_SIMILARITY and fits(found[0].field, profile):
            best = found[0]
            why = f"the header is close to '{best.alias}' ({best.similarity:.0f} of 100)"
            return replace(column, field=best.field, why=why, score=best.similarity)
        by_value = self._by_values(column)
        if by_value is not None:
            return by_value
        likely = [each for each in found if may_be(each.field, profile)]
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
        fitting = [each for each in found if fits(each.field, column.profile, column.header)] or list(found)
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
        if not fits(best.field, column.profile, column.header):
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
