"""The distinct words of a list, taken from its columns one by one as they are asked for."""

from collections.abc import Sequence
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Ints
from screening.names import Token, TokenKind

_KINDS = {str(kind): kind for kind in TokenKind}


class Letters(NamedTuple):
    """Words as they are spelled, in columns of Python's strings: taken by the hundred thousand, those cost less than words one by one."""

    texts: NDArray[np.object_]
    sounds: NDArray[np.object_]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> "Letters":
        """The letters of words, in order."""
        return cls(
            np.array([token.text for token in tokens], dtype=object),
            np.array([token.sound for token in tokens], dtype=object),
        )

    def at(self, numbers: Ints) -> "Letters":
        """Those of some of the words, in that order."""
        return Letters(self.texts[numbers], self.sounds[numbers])


class Lexemes(Sequence[Token]):
    """A sequence of tokens over their written form: one a line, text, sound, kind, class and original script between tabs."""

    def __init__(self, spelled: NDArray[np.uint8], starts: Ints) -> None:
        self._spelled = spelled.tobytes()
        self._starts = starts
        self._known: dict[int, Token] = {}
        self._letters = Letters(np.empty(len(self), dtype=object), np.empty(len(self), dtype=object))
        self._met = np.zeros(len(self), dtype=bool)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        known = self._known.get(index)
        if known is None:
            line = self._spelled[self._starts[index] : self._starts[index + 1] - 1].decode("utf-8")
            text, sound, kind, canon, written = line.split("\t")
            known = self._known[index] = Token(text, sound, _KINDS[kind], canon, written)
        return known

    def letters(self, numbers: Ints) -> Letters:
        """The letters of some of the words, in that order: a word is looked at when it is first asked for, and never taken apart for it."""
        asked = np.zeros(len(self), dtype=bool)
        asked[numbers] = True
        new = np.flatnonzero(asked & ~self._met)
        if len(new):
            spans = zip(self._starts[new].tolist(), self._starts[new + 1].tolist(), strict=True)
            lines = (
                b"".join([self._spelled[start:end] for start, end in spans]).decode("utf-8").split("\n")[:-1]
            )
            words = [line.split("\t", 2) for line in lines]
            self._letters.texts[new] = [word[0] for word in words]
            self._letters.sounds[new] = [word[1] for word in words]
            self._met[new] = True
        return self._letters.at(numbers)


def spell(tokens: Sequence[Token]) -> tuple[NDArray[np.uint8], Ints]:
    """The written form of tokens, and where each starts (one more than there are)."""
    lines = [
        f"{each.text}\t{each.sound}\t{each.kind}\t{each.canon}\t{each.written}\n".encode() for each in tokens
    ]
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    return np.frombuffer(b"".join(lines), dtype=np.uint8), starts
