"""The shape of a rule file: one legal measure as data, with closed operators and no expressions."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from screening.model import Outcome, Role, Strength

# The pseudo-field that stands for the day, or the days, on which the law is read: the rule's own `temporal.anchor`.
ANCHOR = "anchor"
Day = date


class FileModel(BaseModel):
    """A part of a file that people write: an unknown key is an error; a plain integer may stand for a text (a series "26238")."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True
    )


def _listed(value: object) -> object:
    return [value] if isinstance(value, str | int) else value


Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Identity = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9./_-]*$")]


class SourceKind(StrEnum):
    """What a source is, and so how far it may be relied on."""

    EXECUTIVE_ORDER = "executive_order"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    STATUTE = "statute"
    GENERAL_LICENCE = "general_licence"
    FAQ = "faq"
    NOTICE = "notice"
    LIST = "list"
    PRESS = "press"
    REFERENCE = "reference"


class Source(FileModel):
    """Where a statement comes from; `verified` is false where it has not been read in the publisher's own words."""

    id: Text
    kind: SourceKind
    title: Text
    url: str = ""
    retrieved: date | None = None
    quote: str = ""
    verified: bool = True


class Leaf(FileModel):
    """A question with one answer: `text` says it in a compliance officer's words, `cite` names the sources that ask it."""

    cite: Texts
    text: Text


class Matches(Leaf):
    """Does a party of the record, in one of these roles (none given: any role), match a member of the target?"""

    op: Literal["matches"]
    target: Identity
    roles: tuple[Role, ...] = ()


class SecurityIn(Leaf):
    """Is the security that the row names one of the set's?"""

    op: Literal["security_in"]
    set: Identity


class IsA(Leaf):
    """Does the row's term fall under this one in the vocabulary?"""

    op: Literal["is_a"]
    field: Identity
    value: Text


class OneOf(Leaf):
    """Is the row's term, currency, country or text one of these (`in`), or none of them (`not_in`)?"""

    op: Literal["in", "not_in"]
    field: Identity
    values: Annotated[tuple[Text, ...], Field(min_length=1)]


class Equals(Leaf):
    """Is the row's flag, term, currency, country or text exactly this?"""

    op: Literal["eq"]
    field: Identity
    value: bool | str


class DateBound(Leaf):
    """Does the row's date lie on this side of a day? `anchor` as the field asks it of the day on which the law is read.

    On the `doubtful` days the sources differ, so that the answer is open.
    """

    op: Literal["before", "after", "on_or_before", "on_or_after"]
    field: Identity
    date: Day
    doubtful: tuple[Day, ...] = ()


class DateBetween(Leaf):
    """Does the row's date lie between two days, both included?"""

    op: Literal["between"]
    field: Identity
    first: date
    last: date


class AmountBound(Leaf):
    """Is the row's amount at least (`ge`) or at most (`le`) this, in the row's own currency?"""

    op: Literal["ge", "le"]
    field: Identity
    value: Decimal


class Present(Leaf):
    """Is the fact known? One that is not stated is unknown, never absent."""

    op: Literal["present"]
    field: Identity


class All(FileModel):
    """True when every part is true; unknown when none is false and one is unknown."""

    all: Annotated["tuple[Condition, ...]", Field(min_length=1)]


class AnyOf(FileModel):
    """True when one part is true; unknown when none is true and one is unknown."""

    any: Annotated["tuple[Condition, ...]", Field(min_length=1)]


class Not(FileModel):
    """True when the part is false; unknown when it is unknown."""

    not_: Annotated["Condition", Field(alias="not")]


_TAGS = {
    "in": "one_of", "not_in": "one_of", "before": "date", "after": "date", "on_or_before": "date", "on_or_after": "date",
    "ge": "amount", "le": "amount",
}  # fmt: skip


def _tag(value: Any) -> str | None:
    if isinstance(value, FileModel):
        op = getattr(value, "op", None)
        groups: dict[object, str] = {All: "all", AnyOf: "any", Not: "not"}
        return _TAGS.get(op, op) if isinstance(op, str) else groups.get(type(value))
    if not isinstance(value, dict):
        return None
    group = next((each for each in ("all", "any", "not") if each in value), None)
    op = value.get("op")
    return group or (_TAGS.get(op, op) if isinstance(op, str) else None)


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Matches, Tag("matches")]
    | Annotated[SecurityIn, Tag("security_in")]
    | Annotated[IsA, Tag("is_a")]
    | Annotated[OneOf, Tag("one_of")]
    | Annotated[Equals, Tag("eq")]
    | Annotated[DateBound, Tag("date")]
    | Annotated[DateBetween, Tag("between")]
    | Annotated[AmountBound, Tag("amount")]
    | Annotated[Present, Tag("present")],
    Discriminator(
        _tag,
        custom_error_type="unknown_operator",
        custom_error_message="this is no condition; a group is 'all', 'any' or 'not', a leaf has 'op': matches, security_in, is_a, in, not_in, "
        "eq, before, after, on_or_before, on_or_after, between, ge, le or present",
    ),
]


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


class MatchGiven(FileModel):
    """A match that an example states: how strong, and in which role the party stands."""

    strength: Strength
    role: Role = Role.PARTY


def _match_given(value: object) -> object:
    return {"strength": value} if isinstance(value, str) else value


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
    given: dict[str, str | bool | None] = {}
    matches: dict[str, Annotated[MatchGiven, BeforeValidator(_match_given)]] = {}
    as_of: date
    actor: str | None = None
    expect: Annotated[Expected, BeforeValidator(_expected)]
    needs: tuple[str, ...] | None = None
    """Fields that the answer must ask for, where the example says so."""


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

    @model_validator(mode="after")
    def _only_information_may_lack_a_condition(self) -> Self:
        if self.when is None and self.outcome is not Outcome.INFORMATIONAL:
            raise ValueError("it has no 'when'; only an informational measure may apply to no row")
        return self
