"""What becomes of columns that state one fact, or only a part of one."""

from collections.abc import Sequence
from dataclasses import replace

from screening.errors import Location, ScreeningErrors, TableError
from screening.model import Field, FieldType, Vocabulary
from screening.tables.headers import fold_header
from screening.tables.planned import PlannedColumn, Question

# Headers that mean a whole name, or the part of one that another column lacks.
_BARE_NAMES = frozenset({"name", "nm", "names", "nom", "nombre", "nome", "имя", "ad", "adi", "naam"})
_SINGLE_WORDS = 0.8
# Several columns of these types all count: more parties, more identifiers, more countries, more text.
_SHARED = frozenset({FieldType.NAME, FieldType.IDENTIFIER, FieldType.COUNTRY, FieldType.TEXT})


def settle_claims(
    columns: list[PlannedColumn], where: Location, questions: list[Question], *, assume_yes: bool
) -> list[PlannedColumn]:
    """Where several columns claim one fact: all of them where their type allows, else the given one, else ask.

    Raises TableError for each fact that only the user can settle, unless `assume_yes`.
    """
    claims: dict[str, list[PlannedColumn]] = {}
    for column in columns:
        if column.field is not None:
            claims.setdefault(column.field.id, []).append(column)
    settled = {column.index: column for column in columns}
    errors: list[TableError] = []
    for rivals in claims.values():
        chosen = rivals[0].field
        assert chosen is not None
        if chosen.type is FieldType.NAME:
            settled.update(_without_numbers(rivals))
        if len(rivals) < 2 or (chosen.type in _SHARED and chosen.id != "record_id"):
            continue
        best = max(rivals, key=lambda each: (each.score, each.profile.filled, -each.index))
        if chosen.id != "record_id" and not best.given and any(r.score > 50 for r in rivals[1:]):
            question = _rivalry(chosen, rivals)
            questions.append(question)
            if not assume_yes:
                errors.append(TableError(question.text, where=where, remedy=_remedy(question)))
        for rival in rivals:
            if rival is not best:
                why = f"not read: column {best.letter} '{best.header}' is taken for '{chosen.label}'"
                settled[rival.index] = replace(rival, field=None, why=why)
    if errors:
        raise errors[0] if len(errors) == 1 else ScreeningErrors(errors)
    return [settled[column.index] for column in columns]


def _without_numbers(rivals: Sequence[PlannedColumn]) -> dict[int, PlannedColumn]:
    """Of several columns for one party, those that hold its numbers ("Vendor" beside "Vendor name") are left unread."""
    named = [each for each in rivals if any(char.isalpha() for text in each.profile.texts for char in text)]
    if not named:
        return {}
    why = f"not read: it holds numbers, and column {named[0].letter} '{named[0].header}' the names"
    return {
        each.index: replace(each, field=None, why=why)
        for each in rivals
        if each not in named and not each.given and each.profile.texts
    }


def name_parts(columns: list[PlannedColumn], vocabulary: Vocabulary) -> list[PlannedColumn]:
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


def _rivalry(field: Field, rivals: Sequence[PlannedColumn]) -> Question:
    shown = " and ".join(f"{each.letter} '{each.header}'" for each in rivals)
    headers = [each.header for each in rivals]
    # Of two columns with one header only the letter tells.
    names = headers if len(set(headers)) == len(headers) else [each.letter for each in rivals]
    choices = tuple((name, field.id) for name in names)
    return Question(rivals[0].header, f"columns {shown} can both be '{field.label}'", choices)


def _remedy(question: Question) -> str:
    return f"choose one: {' or '.join(question.maps)}"
