"""Where on a sheet the header stands, under title blocks and across merged cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from screening.tables.cells import CellValue, RawRow, is_blank, text_of
from screening.tables.headers import AliasIndex

# Title blocks seen in banks' exports are shorter; a header is looked for no deeper.
HEAD_ROWS = 60
_NEAR_BEST = 0.6

Merged = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Header:
    """A column's header: its own text, and the text above it where headers are grouped ("Beneficiary" over "Name" and "Country")."""

    text: str
    group: str = ""

    @property
    def shown(self) -> str:
        return f"{self.group} {self.text}".strip() if self.group else self.text


def find_header(head: Sequence[RawRow], index: AliasIndex) -> int | None:
    """The place in `head` of the header row: the first that holds nearly as many known headers as any (of adjacent ones the last); None where no row holds one."""
    scores = [_score(row.values, index) for row in head]
    best = max(scores, default=0.0)
    if best <= 0:
        return None
    place = next(place for place, score in enumerate(scores) if score >= _NEAR_BEST * best)
    # A header of two rows (groups over names, or two languages) is known by its lower one.
    while place + 1 < len(scores) and scores[place + 1] >= _NEAR_BEST * best:
        place += 1
    return place


def _score(values: Sequence[CellValue], index: AliasIndex) -> float:
    filled = [value for value in values if not is_blank(value)]
    texts = [text_of(value) for value in filled if isinstance(value, str)]
    if not texts or len(texts) < 0.6 * len(filled):
        return 0.0
    hits = index.header_score(texts)
    # A header's cells are headers: one known word in a long row of other texts is a row of data.
    return hits if hits >= 0.5 * len(set(texts)) else hits * 0.3


def guess_header(head: Sequence[RawRow]) -> int | None:
    """The first row made of two texts or more, for a message or for `--map`; else the first row with any text."""
    first: int | None = None
    for place, row in enumerate(head):
        texts = [value for value in row.values if isinstance(value, str) and not is_blank(value)]
        if len(texts) >= 2:
            return place
        if texts and first is None:
            first = place
    return first


def headers_at(head: Sequence[RawRow], place: int, merged: Merged) -> list[Header]:
    """The headers of the row at `place`, each with its group from the row above."""
    texts = [" ".join(text_of(value).split()) for value in head[place].values]
    groups = _groups(head, place, merged)
    if sum(1 for text in texts if text) < 2:
        groups = {}
    headers = []
    for column, text in enumerate(texts):
        group = groups.get(column, "")
        headers.append(Header(text, "" if group == text else group))
    return headers


def _groups(head: Sequence[RawRow], place: int, merged: Merged) -> dict[int, str]:
    if place == 0:
        return {}
    above = head[place - 1]
    filled = {
        column: " ".join(value.split())
        for column, value in enumerate(above.values)
        if isinstance(value, str) and not is_blank(value)
    }
    row = above.number - 1
    wide = {left: right for top, left, bottom, right in merged if top <= row <= bottom and right > left}
    spans = {column: wide[column] for column in filled if column in wide}
    width = max(len(head[place].values), 1)
    if spans and not any(right - left + 1 >= width for left, right in spans.items()):
        groups = {column: filled[left] for left, right in spans.items() for column in range(left, right + 1)}
        # A header that stands beside the groups, over an empty cell, is the column's own.
        return {column: text for column, text in filled.items() if column not in groups} | groups
    if merged or len(filled) < 2:
        return {}
    # Without merged cells (text files) a group reaches to the next one.
    groups = {}
    for column in range(min(filled), width):
        groups[column] = filled.get(column) or groups.get(column - 1, "")
    return groups
