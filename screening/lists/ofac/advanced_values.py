"""What OFAC's advanced XML defines once and refers to by number: words, places and identity documents; and its dates."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from screening.lists.ofac.draft import clean
from screening.lists.xml_stream import Element
from screening.model import DateSpan

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Place(NamedTuple):
    """The parts of a place by OFAC's names of them in lower case ("city", "address1"), and its country in words."""

    parts: Mapping[str, str]
    country: str

    def words(self) -> str:
        return ", ".join(word for word in (*self.parts.values(), self.country) if word)


class Document(NamedTuple):
    """An identity document, in the words that OFAC's other formats print."""

    label: str
    number: str
    country: str
    issued: str
    expires: str
    authority: str
    comment: str
    valid: bool


@dataclass(slots=True)
class Values:
    """The definitions of one file, and a count of the names that were read with them."""

    words: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    party_types: dict[str, str] = field(default_factory=dict)
    names: int = 0
    scripts: int = 0

    def define(self, values: Element) -> None:
        """Takes one of the sets of `ReferenceValueSets`."""
        for each in values.children:
            number = each.get("ID")
            self.words[each.name][number] = clean(each.body)
            if each.name == "PartySubType":
                self.party_types[number] = each.get("PartyTypeID")

    def word(self, kind: str, number: str) -> str:
        """The word behind a number. Raises ValueError where the file defines none: it is cut or damaged."""
        try:
            return self.words[kind][number]
        except KeyError:
            raise ValueError(f"{kind} number '{number}' is not defined in the file") from None

    def place(self, number: str) -> Place:
        """The place behind a number. Raises ValueError where the file defines none."""
        try:
            return self.places[number]
        except KeyError:
            raise ValueError(f"Location number '{number}' is not defined in the file") from None

    def add_place(self, location: Element) -> None:
        parts: dict[str, str] = {}
        for part in location.every("LocationPart"):
            name = self.word("LocPartType", part.get("LocPartTypeID")).casefold()
            values = list(part.every("LocationPartValue"))
            chosen = next((each for each in values if each.get("Primary") == "true"), None)
            if chosen or values:
                parts[name] = text_of(chosen or values[0], "Value")
        countries = [
            self.word("Country", each.get("CountryID")) for each in location.every("LocationCountry")
        ]
        country = next(iter(countries), "") or next(self._areas(location), "")
        self.places[location.get("ID")] = Place(parts, country)

    def add_document(self, document: Element) -> None:
        dates = {
            self.word("IDRegDocDateType", each.get("IDRegDocDateTypeID")).casefold(): in_words(span)
            for each in document.every("DocumentDate")
            for part in each.every("DatePeriod")
            if (span := period(part))
        }
        issuer, validity = document.get("IssuedBy-CountryID"), document.get("ValidityID")
        read = Document(
            label=self.word("IDRegDocType", document.get("IDRegDocTypeID")),
            number=text_of(document, "IDRegistrationNo"),
            country=self.word("Country", issuer) if issuer else "",
            issued=dates.get("issue date", ""),
            expires=dates.get("expiration date", ""),
            authority=text_of(document, "IssuingAuthority"),
            comment=text_of(document, "Comment"),
            valid=not validity or self.word("Validity", validity).casefold() != "invalid",
        )
        self.documents.setdefault(document.get("IdentityID"), []).append(read)

    def _areas(self, location: Element) -> Iterator[str]:
        for each in location.every("LocationAreaCode"):
            yield self.words["AreaCode"].get(each.get("AreaCodeID"), "")


def text_of(element: Element, child: str) -> str:
    """The clean text of the first child of this name."""
    return clean(element.text(child))


def day(element: Element) -> date | None:
    """A `Date`, `From` or `To` of year, month and day; None where one of them lacks or is none."""
    try:
        return date(*(int(element.text(part)) for part in ("Year", "Month", "Day")))
    except ValueError:
        return None


def period(element: Element) -> DateSpan | None:
    """A `DatePeriod` from the earliest day that it may start to the latest on which it may end; None where it is not whole."""
    days = [
        day(edge)
        for path in (("Start", "From"), ("Start", "To"), ("End", "From"), ("End", "To"))
        for edge in element.every(*path)
    ]
    known = [each for each in days if each]
    if not known or None in days:
        return None
    around = any(each.get("Approximate") == "true" for end in ("Start", "End") for each in element.every(end))
    return DateSpan(min(known), max(known), around)


def in_words(span: DateSpan) -> str:
    """The span as OFAC prints it: "08 Jul 1972", "Apr 1963", "1964", "circa 1964", "1958 to 1963"."""
    first, last = span.first, span.last
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if span.exact:
        text = f"{first.day:02} {_MONTHS[first.month - 1]} {first.year}"
    elif whole_years and first.year == last.year:
        text = str(first.year)
    elif whole_years:
        text = f"{first.year} to {last.year}"
    elif DateSpan(first, last) == DateSpan.month(first.year, first.month):
        text = f"{_MONTHS[first.month - 1]} {first.year}"
    else:
        text = f"{in_words(DateSpan.day(first))} to {in_words(DateSpan.day(last))}"
    return f"circa {text}" if span.around else text
