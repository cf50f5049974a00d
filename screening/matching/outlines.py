"""Names in which words depend on their neighbours, read by their outlines, which many names have in common."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from screening.matching.grown import Grown, Rows
from screening.matching.hashing import Ints
from screening.matching.profile import profile
from screening.matching.stretches import Stretches
from screening.matching.vocabulary import Vocabulary
from screening.model import PartyKind
from screening.names import STAND_INS, TokenKind, may_be_moved, outlined, parse_name

_OPEN = -1
"""Stands in an outline for the words of a name's own stretch."""

_UNSEEN, _UNDRAWN = 0, -1
"""In place of a stretch's line: it was not looked at yet; it has none."""

_KINDS = tuple(PartyKind)


class Outlined(NamedTuple):
    """The words of names, all in one row; by name how many they are, 0 for one that has to be read by itself, and whether it has a legal form."""

    words: Ints
    lengths: Ints
    formed: NDArray[np.bool_]


class Outlines:
    """Remembers the outlines of names, and the lines of stretches that they are made of."""

    def __init__(self, vocabulary: Vocabulary, stretches: Stretches) -> None:
        self._vocabulary, self._stretches = vocabulary, stretches
        # By stretch the number of its line, and whether the line stands for its words.
        self._drawn = Grown(2, np.dtype(np.int32))
        self._lines: dict[str, int] = {}
        self._texts: list[str] = [""]
        # By the kind of a party and the lines of its name; the first has no words, and no name is read by it.
        self._outlines: dict[bytes, int] = {b"": 0}
        self._words = Rows(1)
        self._formed = Grown(1, np.dtype(np.bool_))
        self._words.extend(1, np.empty(0, np.int64), [np.empty(0, np.int64)])
        self._formed.extend([np.zeros(1, dtype=bool)])

    def read(self, kinds: Sequence[PartyKind], counts: Ints, stretches: Ints) -> Outlined:
        """The words of names, each of at least one stretch; `counts` says of how many, all of them in one row."""
        starts = np.cumsum(counts) - counts
        lines, replaced = self._draw(stretches)
        outlines = self._outlines_of(kinds, lines, starts)
        owners = np.repeat(np.arange(len(counts)), counts)
        filled = np.flatnonzero(replaced)
        places, own = self._stretches.words(stretches[filled])
        own_names = owners[filled[places]]
        names, (words,) = self._words.at(outlines)
        opened = words == _OPEN
        # Each stand-in is for one word: where that does not hold, no word can be told from its neighbour.
        differs = np.bincount(names[opened], minlength=len(counts)) != np.bincount(
            own_names, minlength=len(counts)
        )
        outlines[differs] = 0
        kept = ~differs[names]
        names, words, opened = names[kept], words[kept].astype(np.int64), opened[kept]
        words[opened] = own[~differs[own_names]]
        return Outlined(words, np.bincount(names, minlength=len(counts)), self._formed.at(outlines)[0])

    def _draw(self, stretches: Ints) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
        # The line of each stretch, and whether it stands for the stretch's words.
        known = len(self._drawn)
        count = len(self._stretches.texts)
        if known < count:
            self._drawn.extend([np.full(count - known, _UNSEEN), np.zeros(count - known)])
        lines, replaced = self._drawn.at(stretches)
        for number in dict.fromkeys(stretches[lines == _UNSEEN].tolist()):
            line = outlined(self._stretches.texts[number])
            self._drawn.columns[:, number] = (
                self._line(line),
                line is not None and line.partition(" ")[0] in STAND_INS,
            )
        lines, replaced = self._drawn.at(stretches)
        return lines, replaced > 0

    def _line(self, line: str | None) -> int:
        if line is None:
            return _UNDRAWN
        number = self._lines.setdefault(line, len(self._texts))
        if number == len(self._texts):
            self._texts.append(line)
        return number

    def _outlines_of(self, kinds: Sequence[PartyKind], lines: NDArray[np.int32], starts: Ints) -> Ints:
        # The kind stands before the lines of each name.
        numbers = {kind: number for number, kind in enumerate(_KINDS)}
        keys = np.insert(lines, starts, [numbers[kind] for kind in kinds])
        drawn = np.minimum.reduceat(lines, starts) > 0 if len(starts) else np.empty(0, dtype=bool)
        borders = (np.append(starts, len(lines)) + np.arange(len(starts) + 1)) * keys.itemsize
        row = keys.tobytes()
        found = [
            row[begin:end] if whole else b""
            for begin, end, whole in zip(
                borders[:-1].tolist(), borders[1:].tolist(), drawn.tolist(), strict=True
            )
        ]
        self._learn([key for key in dict.fromkeys(found) if key not in self._outlines])
        return np.fromiter(map(self._outlines.__getitem__, found), np.int64, len(found))

    def _learn(self, keys: Sequence[bytes]) -> None:
        first = len(self._words)
        self._outlines.update(zip(keys, range(first, first + len(keys)), strict=True))
        parsed = [self._parsed(key) for key in keys]
        counts = np.fromiter((len(words) for words, _ in parsed), np.int64, len(keys))
        rows = np.repeat(np.arange(len(keys)), counts)
        words = np.array([word for words, _ in parsed for word in words], dtype=np.int64)
        self._words.extend(len(keys), rows, [words])
        self._formed.extend([np.array([formed for _, formed in parsed], dtype=bool)])

    def _parsed(self, key: bytes) -> tuple[list[int], bool]:
        # The words of an outline, and whether it has a legal form.
        kind, *lines = np.frombuffer(key, np.int32).tolist()
        text = " ".join([self._texts[line] for line in lines])
        name = parse_name(text, _KINDS[kind])
        tokens = () if may_be_moved(text) else profile(name).tokens
        words = [_OPEN if each.text in STAND_INS else self._vocabulary.number(each) for each in tokens]
        return words, any(each.kind is TokenKind.LEGAL_FORM for each in name.tokens)
