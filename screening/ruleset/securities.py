"""The shape of a reference set of securities: a sovereign's papers with the window in which each was first issued."""

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from screening.model import DateSpan, IdentifierKind
from screening.ruleset.schema import FileModel, Identity, Source, Text, Texts
from screening.ruleset.targets import Country
from screening.values.identifiers import make_identifier, state_code_valid


class Window(FileModel):
    """The days within which a series was first issued, both included; a bound that no source gives is left out."""

    earliest: date | None = None
    latest: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.earliest and self.latest and self.latest < self.earliest:
            raise ValueError(f"it ends on {self.latest}, before it starts on {self.earliest}")
        return self

    def span(self) -> DateSpan | None:
        """The window as a span, or None where neither end is known."""
        if self.earliest is None and self.latest is None:
            return None
        return DateSpan(self.earliest or date.min, self.latest or date.max)


class Security(FileModel):
    """One paper. `writings` are names by which banks call it; a series with a state code is recognised from free text without them."""

    series: Text
    state_code: str | None = None
    isin: str | None = None
    kind: Text
    currency: str | None = None
    issuer_entity: str | None = None
    maturity: date | None = None
    first_issue: Window = Window()
    writings: tuple[Text, ...] = ()
    cite: Texts = ()
    note: str = ""
    verified: bool = True

    @model_validator(mode="after")
    def _check_digits(self) -> Self:
        if self.isin is not None and make_identifier(IdentifierKind.ISIN, self.isin).valid is not True:
            raise ValueError(f"the ISIN {self.isin} fails its check digit")
        if self.state_code is not None and not state_code_valid(self.state_code):
            raise ValueError(f"the state code {self.state_code} fails its check digit")
        return self


class NotOfTheSet(FileModel):
    """A paper that looks like one of the set's and is not."""

    isin: str
    what: Text
    why: str = ""

    @model_validator(mode="after")
    def _check_digit(self) -> Self:
        if make_identifier(IdentifierKind.ISIN, self.isin).valid is not True:
            raise ValueError(f"the ISIN {self.isin} fails its check digit")
        return self


class SecuritySet(FileModel):
    """A set of securities: named papers of one issuer, and, where `issuer_countries` is given, every paper of an issuer of those countries.

    `issuer_target` and `issuer_entity` say whose debt it is.
    """

    kind_of_file: ClassVar[str] = "securities"

    id: Identity
    title: Text
    issuer_target: Identity | None = None
    issuer_entity: str | None = None
    issuer_countries: tuple[Country, ...] = ()
    expected_count: Annotated[int, Field(ge=0)] | None = None
    sources: tuple[Source, ...] = ()
    securities: tuple[Security, ...] = ()
    not_sovereign: tuple[NotOfTheSet, ...] = ()

    @model_validator(mode="after")
    def _counted_once(self) -> Self:
        if self.expected_count is not None and len(self.securities) != self.expected_count:
            raise ValueError(
                f"it holds {len(self.securities)} papers where expected_count says {self.expected_count}"
            )
        isins = [each.isin for each in self.securities if each.isin]
        isins += [each.isin for each in self.not_sovereign]
        twice = sorted({each for each in isins if isins.count(each) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands there twice")
        return self
