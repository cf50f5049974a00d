"""A measure's answer for a record, with the trace that proves it."""

from dataclasses import dataclass
from enum import StrEnum

from screening.model.tristate import Tristate


class FindingState(StrEnum):
    """The answer: Kleene's three values while the measure is in force, and two ways of having no bearing on the verdict."""

    TRUE = "true"
    UNKNOWN = "unknown"
    FALSE = "false"
    NOT_IN_FORCE = "not_in_force"
    INFORMATIONAL = "informational"


class Outcome(StrEnum):
    """What a measure does when it is true."""

    BLOCKED = "blocked"
    PROHIBITED = "prohibited"
    LICENCE_REQUIRED = "licence_required"
    REVIEW = "review"
    INFORMATIONAL = "informational"


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that would settle an unknown answer: the field, why it is not known, the question to ask, and where it was looked for.

    `settle` says what each answer would give ("15 June 2021 or later: prohibited"), one line an outcome.
    """

    field: str
    question: str
    reason: str
    cell: str | None = None
    settle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """One node of an evaluated condition: its answer, the words a compliance officer would use, what was read and where.

    `label` is "all", "any", "not", "bound", "in force", "exception" or the leaf's operator; `text` the condition in plain words; `read` the value
    read ("market = secondary"); `cell` its address; `cite` source ids.
    """

    label: str
    state: Tristate
    text: str
    read: str = ""
    cell: str | None = None
    cite: tuple[str, ...] = ()
    children: tuple["Trace", ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one record. `cite` holds source ids of the rule, `needs` what would settle an unknown answer."""

    rule: str
    revision: int
    title: str
    state: FindingState
    outcome: Outcome
    cite: tuple[str, ...]
    text: str
    needs: tuple[Need, ...] = ()
    trace: Trace | None = None
