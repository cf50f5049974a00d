"""The closed words that rules and spreadsheets share: the facts a row may state, the terms each may take, and how banks write both."""

from dataclasses import dataclass
from dataclasses import field as attribute
from enum import StrEnum

from screening.model.entity import PartyKind
from screening.model.identifier import IdentifierKind
from screening.model.record import Role
from screening.model.tristate import Tristate


class FieldType(StrEnum):
    """How a cell of a field becomes a typed fact."""

    NAME = "name"
    TERM = "term"
    DATE = "date"
    AMOUNT = "amount"
    CURRENCY = "currency"
    COUNTRY = "country"
    FLAG = "flag"
    IDENTIFIER = "identifier"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed set. `parents` are wider terms (a Treasury bill is a debt security); `uncertain_parents` are terms that it may or may not
    fall under (a repo may be lending): asking for one of those gives unknown. `implies` states facts of other fields that the word carries
    with it ("auction subscription" implies the primary market). `words` are the writings seen in banks' files.
    """

    id: str
    label: str
    parents: tuple[str, ...] = ()
    uncertain_parents: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    implies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """The words that headers, or the cells of a field with terms, are made of: (concept, words) pairs, and for each field or term the combinations of concepts that mean it,
    as in ("account", ("account (number)",)) where a concept in brackets may be absent.
    """

    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that a column may state. `role` is the party that the column names or describes; `question` asks for the fact in plain words.

    `headers` are the column headers seen for it, in any language; `vetoes` are words whose presence in a header rules the field out;
    `phrases` read a term from the words of a cell that none of the terms' own writings is.
    """

    id: str
    type: FieldType
    label: str
    question: str
    role: Role | None = None
    party_kind: PartyKind = PartyKind.ANY
    identifier: IdentifierKind | None = None
    headers: tuple[str, ...] = ()
    vetoes: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    phrases: HeaderWords = HeaderWords()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every field by id, in the file's order, and the words of their headers."""

    fields: tuple[Field, ...]
    header_words: HeaderWords = HeaderWords()
    _by_id: dict[str, Field] = attribute(init=False, repr=False, compare=False, default_factory=dict)
    _terms: dict[tuple[str, str], Term] = attribute(
        init=False, repr=False, compare=False, default_factory=dict
    )
    _kin: dict[tuple[str, str, bool], frozenset[str]] = attribute(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        for each in self.fields:
            self._by_id[each.id] = each
            for term in each.terms:
                self._terms[each.id, term.id] = term

    def field(self, field_id: str) -> Field | None:
        return self._by_id.get(field_id)

    def term(self, field_id: str, term_id: str) -> Term | None:
        return self._terms.get((field_id, term_id))

    def is_a(self, field_id: str, term_id: str, wanted: str) -> Tristate:
        """Does `term_id` fall under `wanted`? UNKNOWN when it may (an uncertain parent), or when it is too wide to tell (a parent of `wanted`)."""
        if wanted in self._ancestors(field_id, term_id, certain_only=True):
            return Tristate.TRUE
        if wanted in self._ancestors(field_id, term_id, certain_only=False):
            return Tristate.UNKNOWN
        return (
            Tristate.UNKNOWN
            if term_id in self._ancestors(field_id, wanted, certain_only=True)
            else Tristate.FALSE
        )

    def _ancestors(self, field_id: str, term_id: str, *, certain_only: bool) -> frozenset[str]:
        if (field_id, term_id) not in self._terms:
            return frozenset({term_id})  # not kept: only the vocabulary's own terms are finitely many
        key = (field_id, term_id, certain_only)
        found = self._kin.get(key)
        if found is None:
            found = self._kin[key] = self._walked(field_id, term_id, certain_only=certain_only)
        return found

    def _walked(self, field_id: str, term_id: str, *, certain_only: bool) -> frozenset[str]:
        seen: set[str] = set()
        open_ids = [term_id]
        while open_ids:
            current = open_ids.pop()
            if current in seen:
                continue
            seen.add(current)
            term = self._terms.get((field_id, current))
            if term is not None:
                open_ids.extend(term.parents)
                if not certain_only:
                    open_ids.extend(term.uncertain_parents)
        return frozenset(seen)
