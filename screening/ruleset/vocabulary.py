"""The shape of `vocabulary.yaml`: the closed words that rules and spreadsheets share."""

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from screening.model import Field as VocabularyField
from screening.model import FieldType, HeaderWords, IdentifierKind, PartyKind, Role, Term, Vocabulary
from screening.ruleset.schema import FileModel, Identity, Text


class TermEntry(FileModel):
    """A word of a closed set."""

    id: Identity
    label: Text
    parents: tuple[Identity, ...] = ()
    uncertain_parents: tuple[Identity, ...] = ()
    words: tuple[Text, ...] = ()
    implies: Mapping[Identity, Identity] = Field(default_factory=dict)


class HeaderWordsEntry(FileModel):
    """The words of column headers, and which of their concepts together mean a field."""

    words: Mapping[Identity, tuple[Text, ...]] = Field(default_factory=dict)
    readings: Mapping[Identity, tuple[Text, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _each_word_once(self) -> Self:
        seen: dict[str, str] = {}
        twice = [
            f"'{word}' ({earlier}, {concept})"
            for concept, words in self.words.items()
            for word in words
            if (earlier := seen.setdefault(word.casefold(), concept)) != concept
        ]
        if twice:
            raise ValueError(f"words that mean two things: {', '.join(twice)}")
        meant = {
            part.strip("()") for each in self.readings.values() for line in each for part in line.split()
        }
        if unknown := sorted(meant - self.words.keys()):
            raise ValueError(f"readings of concepts without words: {', '.join(unknown)}")
        return self


class FieldEntry(FileModel):
    """A fact that a column may state."""

    id: Identity
    type: FieldType
    label: Text
    question: Text
    role: Role | None = None
    party_kind: PartyKind = PartyKind.ANY
    identifier: IdentifierKind | None = None
    headers: tuple[Text, ...] = ()
    vetoes: tuple[Text, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    phrases: HeaderWordsEntry = Field(default_factory=HeaderWordsEntry)

    @model_validator(mode="after")
    def _terms_where_they_belong(self) -> Self:
        if (self.type is FieldType.TERM) != bool(self.terms):
            raise ValueError("a field has terms exactly when its type is 'term'")
        if (self.type is FieldType.IDENTIFIER) != (self.identifier is not None):
            raise ValueError("a field names an identifier exactly when its type is 'identifier'")
        ids = {each.id for each in self.terms}
        if strange := sorted(self.phrases.readings.keys() - ids):
            raise ValueError(f"phrases read as unknown terms: {', '.join(strange)}")
        unknown = {parent for each in self.terms for parent in (*each.parents, *each.uncertain_parents)} - ids
        if unknown or len(ids) != len(self.terms):
            problem = (
                f"unknown parents: {', '.join(sorted(unknown))}" if unknown else "a term stands there twice"
            )
            raise ValueError(problem)
        return self


class VocabularyFile(FileModel):
    """All fields, in the order in which they are shown."""

    kind_of_file: ClassVar[str] = "vocabulary"

    version: Literal[1]
    fields: Annotated[tuple[FieldEntry, ...], Field(min_length=1)]
    header_words: HeaderWordsEntry = Field(default_factory=HeaderWordsEntry)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        terms = {each.id: {term.id for term in each.terms} for each in self.fields}
        if len(terms) != len(self.fields):
            raise ValueError("a field stands there twice")
        for field_id, term_id, (other, value) in self._implied():
            if value not in terms.get(other, set()):
                raise ValueError(f"{field_id}.{term_id} implies {other} = {value}, which is no term")
        if unknown := sorted(self.header_words.readings.keys() - terms.keys()):
            raise ValueError(f"header words read as unknown fields: {', '.join(unknown)}")
        return self

    def _implied(self) -> Iterable[tuple[str, str, tuple[str, str]]]:
        return (
            (each.id, term.id, pair)
            for each in self.fields
            for term in each.terms
            for pair in term.implies.items()
        )

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(tuple(_field(each) for each in self.fields), _words(self.header_words))


def _words(entry: HeaderWordsEntry) -> HeaderWords:
    return HeaderWords(tuple(entry.words.items()), tuple(entry.readings.items()))


def _field(entry: FieldEntry) -> VocabularyField:
    return VocabularyField(
        id=entry.id,
        type=entry.type,
        label=entry.label,
        question=entry.question,
        role=entry.role,
        party_kind=entry.party_kind,
        identifier=entry.identifier,
        headers=entry.headers,
        vetoes=entry.vetoes,
        phrases=_words(entry.phrases),
        terms=tuple(
            Term(
                term.id,
                term.label,
                term.parents,
                term.uncertain_parents,
                term.words,
                tuple(term.implies.items()),
            )
            for term in entry.terms
        ),
    )
