"""The shape of a rule file: one legal measure as data, with its dates, its condition and its worked cases."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import BeforeValidator, Field, model_validator

from screening.model import Outcome, Role, Strength
from screening.ruleset.schema import Condition, FileModel, Identity, Source, Text, Texts


class Temporal(FileModel):
    """When a measure holds.

    `anchor` names the row's dates that it is held against, together the span from the earliest to the latest; none: the run's day.
    `in_force` is the first day on which it applies, `expires` the first on which it no longer does. On `partial_days` the hour decides, so
    a date without a time leaves the answer open.
    """

    anchor: tuple[Identity, ...] = ()
    timezone: str = "America/New_York"
    announced: date | None = None
    in_force: date
    expires: date | None = None
    superseded_by: Identity | None = None
    partial_days: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.expires is not None and self.expires <= self.in_force:
            raise ValueError(
                f"it expires on {self.expires}, not after it comes into force on {self.in_force}"
            )
        if self.announced is not None and self.announced > self.in_force:
            raise ValueError(
                f"it is in force from {self.in_force}, before it was announced on {self.announced}"
            )
        return self


class RuleException(FileModel):
    """What a measure lets through: a general licence, a carve-out. One that is unknown, or not verified, never clears a row by itself."""

    id: Identity
    title: Text
    cite: Texts
    temporal: Temporal
    when: Condition
    text: Text


class Rationale(FileModel):
    """What each answer means, in words that a compliance officer would sign; `not_in_force` adds what else is to be known then."""

    true: Text
    unknown: Text
    false: Text
    not_in_force: str = ""
    owned: str = ""
    """In place of `true` where no party of the row is named itself, and members of the target own one."""


class MatchGiven(FileModel):
    """A match that an example states: how strong, and in which role the party stands."""

    strength: Strength
    role: Role = Role.PARTY


def _match_given(value: object) -> object:
    return {"strength": value} if isinstance(value, str) else value


class OwnedGiven(FileModel):
    """What an example says that members of a target own of a party: the share in percent (null: not known), and whether the party is surely the owned one."""

    percent: Decimal | None
    sure: bool = True
    role: Role = Role.PARTY


class Expected(StrEnum):
    """The answer that an example expects."""

    TRUE = "true"
    UNKNOWN = "unknown"
    FALSE = "false"
    NOT_IN_FORCE = "not_in_force"


def _expected(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


class Example(FileModel):
    """A worked case that runs as a test. `given` states the row's facts (null: a blank cell); `matches` what the names gave, by target."""

    name: Text
    trap: str = ""
    given: Mapping[str, str | bool | None] = Field(default_factory=dict)
    matches: Mapping[str, Annotated[MatchGiven, BeforeValidator(_match_given)]] = Field(default_factory=dict)
    owned: Mapping[str, OwnedGiven] | None = None
    """What members of a target own, by target; none: the run was given no sheet of holdings."""
    as_of: date
    actor: str | None = None
    expect: Annotated[Expected, BeforeValidator(_expected)]
    needs: tuple[str, ...] | None = None
    """Fields that the answer must ask for, where the example says so."""


class Equivalent(FileModel):
    """A change to the rule that no example can notice, in the words of `screening rules mutate`, and why none can."""

    change: Text
    why: Text


class Status(StrEnum):
    """Only active rules are applied."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"


class Rule(FileModel):
    """One legal measure. `id` is the file's path under the rules folder, without its suffix."""

    kind_of_file: ClassVar[str] = "rule"

    id: Identity
    measure: str = ""
    """The measure's short name in the field ("US-EO14024-DIR1"); keys that say only "Directive 1" are ambiguous."""
    title: Text
    revision: Annotated[int, Field(ge=1)]
    status: Status = Status.ACTIVE
    jurisdiction: Text
    authority: Text
    programme: str = ""
    summary: Text
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    temporal: Temporal
    bound: Condition | None = None
    when: Condition | None = None
    outcome: Outcome
    exceptions: tuple[RuleException, ...] = ()
    rationale: Rationale
    false_positives: Texts = ()
    examples: tuple[Example, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    @property
    def short_title(self) -> str:
        """The title up to its first comma, for texts that must say which measure speaks."""
        return self.title.partition(",")[0]

    @model_validator(mode="after")
    def _only_information_may_lack_a_condition(self) -> Self:
        if self.when is None and self.outcome is not Outcome.INFORMATIONAL:
            raise ValueError("it has no 'when'; only an informational measure may apply to no row")
        return self
