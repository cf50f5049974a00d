"""Two names side by side with the letters that differ marked, word against word whatever their order."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")
_ALIKE = 0.5  # below it two words share too little for marked letters to help the eye
_LONGEST = 200  # the comparison is quadratic, and nobody compares longer names by eye


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces, each with whether it differs from the other side."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(piece for piece, _ in self.pieces)


def side_by_side(ours: str, theirs: str) -> tuple[Marked, Marked]:
    """Both names, marked; unmarked where they share no alphabet, run right to left, or are too long to compare by eye."""
    words = (_words(ours), _words(theirs))
    different = (set(range(len(ours))), set(range(len(theirs))))
    if not _comparable(ours, theirs):
        return Marked(((ours, False),)), Marked(((theirs, False),))
    aligned = False
    for left, right in _pairs(*words, ours, theirs):
        aligned = True
        blocks = SequenceMatcher(
            None, _folded(ours[slice(*left)]), _folded(theirs[slice(*right)]), autojunk=False
        ).get_matching_blocks()
        for block in blocks:
            different[0].difference_update(range(left[0] + block.a, left[0] + block.a + block.size))
            different[1].difference_update(range(right[0] + block.b, right[0] + block.b + block.size))
    if not aligned:
        return Marked(((ours, False),)), Marked(((theirs, False),))
    return _marked(ours, different[0]), _marked(theirs, different[1])


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _WORD.finditer(text)]


def _pairs(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]], left: str, right: str
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Words paired best first, each used once."""
    scored = sorted(
        (
            (
                -SequenceMatcher(
                    None, _folded(left[slice(*a)]), _folded(right[slice(*b)]), autojunk=False
                ).ratio(),
                a,
                b,
            )
            for a in ours
            for b in theirs
        ),
    )
    taken: set[tuple[str, tuple[int, int]]] = set()
    pairs = []
    for score, a, b in scored:
        if -score < _ALIKE:
            break
        if ("ours", a) not in taken and ("theirs", b) not in taken:
            taken |= {("ours", a), ("theirs", b)}
            pairs.append((a, b))
    return pairs


def _comparable(ours: str, theirs: str) -> bool:
    both = ours + theirs
    if len(both) > _LONGEST or not both.isprintable():
        return False
    return not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in both)


def _folded(text: str) -> str:
    """Case and marks folded one letter to one letter, so that positions hold."""
    return "".join(unicodedata.normalize("NFKD", letter)[:1].lower()[:1] or letter for letter in text)


def _marked(text: str, different: set[int]) -> Marked:
    # Spaces and punctuation are never what sets two names apart.
    flags = [index in different and letter.isalnum() for index, letter in enumerate(text)]
    pieces: list[tuple[str, bool]] = []
    for letter, flag in zip(text, flags, strict=True):
        if pieces and pieces[-1][1] == flag:
            pieces[-1] = (pieces[-1][0] + letter, flag)
        else:
            pieces.append((letter, flag))
    return Marked(tuple(pieces))
