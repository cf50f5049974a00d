"""What the cells of a column have in common, gathered in one pass over a sheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from screening.model import IdentifierKind
from screening.tables.cells import CellValue, is_blank, text_of
from screening.values import DateOrder, country_code, currency_code, date_order_votes, looks_like

_KEPT = 200
# Texts that have been looked at: most cells repeat one, and a second look finds nothing new.
_REMEMBERED = 5_000
_DAY_MONTH = re.compile(r"\s*\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}")
_SHARE_BY_VALUE = 0.9
_FEWEST_BY_VALUE = 2
_PRECISE_LENGTHS = (35, 70, 140)  # SWIFT: one line, two lines, four lines

_LEGAL_FORM = re.compile(
    r"\b(?:llc|ltd|inc|corp|gmbh|ag|sa|s\.a|spa|plc|bank|co|company|limited|ооо|оао|пао|зао|ао|банк|ип)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class ColumnProfile:
    """One column: how many cells have a value, the first distinct texts, the date orders its cells prove, the longest text."""

    filled: int = 0
    longest: int = 0
    texts: dict[str, None] = field(default_factory=dict)
    orders: set[DateOrder] = field(default_factory=set)
    numbers: int = 0
    _taken: set[str] = field(default_factory=set)

    def add(self, value: CellValue) -> None:
        """Take one cell into account."""
        if type(value) is str and value in self._taken:
            self.filled += 1
            return
        if is_blank(value):
            return
        self.filled += 1
        if isinstance(value, str):
            if len(self._taken) < _REMEMBERED:
                self._taken.add(value)
            self.longest = max(self.longest, len(value))
            if len(self.orders) < 2 and value[:1].isdigit() and _DAY_MONTH.match(value):
                vote = date_order_votes(value)
                if vote is not None:
                    self.orders.add(vote)
        else:
            self.numbers += 1
        if len(self.texts) < _KEPT:
            self.texts[text_of(value)] = None

    @property
    def samples(self) -> tuple[str, ...]:
        return tuple(text[:60] for text in list(self.texts)[:3])

    @property
    def cut_length(self) -> int | None:
        """The length at which a bank's system seems to have cut the texts: no cell is longer, and it is a field length of SWIFT messages."""
        return self.longest if self.longest in _PRECISE_LENGTHS else None


def extend_profiles(profiles: list[ColumnProfile], values: Sequence[CellValue]) -> None:
    """Add one row to the profiles, widening them where the row is wider."""
    while len(profiles) < len(values):
        profiles.append(ColumnProfile())
    for profile, value in zip(profiles, values, strict=False):
        if value != "":
            profile.add(value)


def identifier_kind(profile: ColumnProfile) -> IdentifierKind | None:
    """The one kind of identifier that nearly all texts of a column are, by shape and check digit."""
    kinds = [looks_like(text) for text in profile.texts]
    if len(kinds) < _FEWEST_BY_VALUE:
        return None
    for kind in (IdentifierKind.ISIN, IdentifierKind.LEI, IdentifierKind.IBAN, IdentifierKind.IMO):
        if kinds.count(kind) >= _SHARE_BY_VALUE * len(kinds):
            return kind
    # A BIC has no check digit: one of its texts at least must be no mere word.
    if kinds.count(IdentifierKind.BIC) >= _SHARE_BY_VALUE * len(kinds):
        digits = any(any(char.isdigit() for char in text) or text.endswith("XXX") for text in profile.texts)
        return IdentifierKind.BIC if digits else None
    return None


def holds_currencies(profile: ColumnProfile) -> bool:
    """Every text is a currency code of three capitals."""
    texts = list(profile.texts)
    return bool(texts) and all(
        len(text) == 3 and text.isupper() and currency_code(text) is not None for text in texts
    )


def looks_like_names(profile: ColumnProfile) -> bool:
    """Most texts are made of words and vary: persons, companies, vessels."""
    texts = list(profile.texts)
    if not texts or profile.numbers > profile.filled / 2 or len(texts) < min(profile.filled, 5) * 0.5:
        return False
    return sum(1 for text in texts if is_namelike(text)) >= 0.6 * len(texts)


def is_namelike(text: str) -> bool:
    """Two words or more, mostly capitalised, or a legal form, or another script: what a name in a list looks like."""
    letters = sum(1 for char in text if char.isalpha())
    if not 3 <= len(text) <= 140 or letters < 0.7 * len(text.replace(" ", "")):
        return False
    words = text.split()
    if country_code(text) is not None or len(words) > 10:
        return False
    named = sum(
        1 for word in words if not word[0].islower() or word in {"de", "van", "von", "al", "bin", "and"}
    )
    return (
        (len(words) > 1 and named >= 0.6 * len(words)) or bool(_LEGAL_FORM.search(text)) or not text.isascii()
    )
