"""The distinct words of a list, taken from its columns one by one as they are asked for."""

from collections.abc import Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from screening.matching.hashing import Ints
from screening.names import Token, TokenKind

_KINDS = {str(kind): kind for kind in TokenKind}


class Lexemes(Sequence[Token]):
    """A sequence of tokens over their written form: one a line, text, sound, kind, class and original script between tabs."""

    def __init__(self, spelled: NDArray[np.uint8], starts: Ints) -> None:
        self._spelled = spelled.tobytes()
        self._starts = starts
        self._known: dict[int, Token] = {}

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


def spell(tokens: Sequence[Token]) -> tuple[NDArray[np.uint8], Ints]:
    """The written form of tokens, and where each starts (one more than there are)."""
    lines = [
        f"{each.text}\t{each.sound}\t{each.kind}\t{each.canon}\t{each.written}\n".encode() for each in tokens
    ]
    starts = np.zeros(len(lines) + 1, dtype=np.int64)
    np.cumsum([len(line) for line in lines], out=starts[1:])
    return np.frombuffer(b"".join(lines), dtype=np.uint8), starts
