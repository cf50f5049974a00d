"""The closed operators of a rule's conditions as data, and what all files that people write share."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag

from screening.model import Role

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


class OwnedBy(Leaf):
    """Do members of the target own this share of a party of the record, or more, directly or through companies that they own so?

    `over` asks for more than the threshold; without `together` the stakes of several members add up only where they act jointly. It is
    not examined, and holds for nobody, where the run was given no sheet of holdings.
    """

    op: Literal["owned_by"]
    target: Identity
    threshold: Annotated[Decimal, Field(gt=0, le=100)] = Decimal(50)
    over: bool = False
    together: bool = True
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
    | Annotated[OwnedBy, Tag("owned_by")]
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
        custom_error_message="this is no condition; a group is 'all', 'any' or 'not', a leaf has 'op': matches, owned_by, security_in, is_a, in, not_in, "
        "eq, before, after, on_or_before, on_or_after, between, ge, le or present",
    ),
]
