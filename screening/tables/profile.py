"""What the cells of a column have in common, gathered in one pass over a sheet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from screening.model import IdentifierKind
from screening.tables.cells import CellValue, is_blank, text_of
from screening.values import DateOrder, country_code, currency_code, date_order_votes, looks_like

_KEPT = 200
_TEXT = {str}
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

    def add(self, values: Sequence[CellValue]) -> None:
        """Take further cells of the column into account."""
        texts = _texts(values)
        fresh = [each for each in dict.fromkeys(texts) if each not in self._taken]
        blank = [each for each in fresh if not each[:1].isalnum() and is_blank(each)]
        self.filled += len(values) - sum(map(texts.count, blank))
        self.numbers += len(values) - len(texts)
        if blank:
            fresh = [each for each in fresh if not is_blank(each)]
        self.longest = max(self.longest, max(map(len, fresh), default=0))
        self._taken.update(islice(fresh, max(_REMEMBERED - len(self._taken), 0)))
        if len(self.orders) < len(DateOrder):
            dated = [each for each in fresh if each[:1].isdigit() and _DAY_MONTH.match(each)]
            self.orders.update(filter(None, map(date_order_votes, dated)))
        if len(self.texts) < _KEPT:
            new = set(fresh)
            mixed = len(texts) < len(values)
            self._keep([each for each in values if type(each) is not str or each in new] if mixed else fresh)

    def _keep(self, values: Iterable[CellValue]) -> None:
        for value in values:
            if len(self.texts) >= _KEPT:
                break
            self.texts[text_of(value)] = None

    def followed_by(self, later: "ColumnProfile") -> "ColumnProfile":
        """This column with the rows that follow."""
        return ColumnProfile(
            filled=self.filled + later.filled,
            longest=max(self.longest, later.longest),
            texts=dict.fromkeys(list(self.texts | later.texts)[:_KEPT]),
            orders=self.orders | later.orders,
            numbers=self.numbers + later.numbers,
        )

    @property
    def samples(self) -> tuple[str, ...]:
        return tuple(text[:60] for text in list(self.texts)[:3])

    @property
    def cut_length(self) -> int | None:
        """The length at which a bank's system seems to have cut the texts: no cell is longer, and it is a field length of SWIFT messages."""
        return self.longest if self.longest in _PRECISE_LENGTHS else None


@dataclass(frozen=True, slots=True)
class Summary:
    """A column over some rows, as `ColumnProfile`: `texts` are with the number of the row that each was first met in, in its order."""

    filled: int
    longest: int
    numbers: int
    orders: tuple[DateOrder, ...]
    texts: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, rows: Sequence[int], values: Sequence[CellValue]) -> "Summary":
        """The column whose cells these are, in rows of these numbers, which rise."""
        profile = ColumnProfile()
        profile.add([value for value in values if value != ""])
        met: dict[str, int] = {}
        for row, value in zip(rows, values, strict=True):
            if len(met) == len(profile.texts):
                break
            if value != "" and not is_blank(value):
                met.setdefault(text_of(value), row)
        texts = tuple((row, text) for text, row in met.items())
        return cls(profile.filled, profile.longest, profile.numbers, tuple(sorted(profile.orders)), texts)

    def joined(self, other: "Summary") -> "Summary":
        """What one reading of the rows of both would have gathered, whichever of them came first."""
        met: dict[str, int] = {}
        for row, text in sorted(self.texts + other.texts):
            met.setdefault(text, row)
        return Summary(
            self.filled + other.filled,
            max(self.longest, other.longest),
            self.numbers + other.numbers,
            tuple(sorted({*self.orders, *other.orders})),
            tuple([(row, text) for text, row in met.items()][:_KEPT]),
        )

    def profile(self) -> ColumnProfile:
        """The column without its rows."""
        texts = dict.fromkeys(text for _, text in self.texts)
        return ColumnProfile(self.filled, self.longest, texts, set(self.orders), self.numbers)


def _texts(values: Sequence[CellValue]) -> Sequence[str]:
    if set(map(type, values)) <= _TEXT:
        return values  # type: ignore[return-value]  # as has just been seen
    return [each for each in values if type(each) is str]


def extend_profiles(profiles: list[ColumnProfile], columns: Iterable[Sequence[CellValue]]) -> None:
    """Add rows, by column, to the profiles, widening them where a row is wider."""
    for place, values in enumerate(columns):
        if place == len(profiles):
            profiles.append(ColumnProfile())
        profiles[place].add(values)


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
