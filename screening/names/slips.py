"""Known words with one slip of the pen in them: a letter more, fewer, another, or two changed over."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA

_AT_AN_END = 4
"""Letters at either end of a known word of which one slip spares the first or the last."""


class Slips:
    """Finds the known word, of five letters or more, that another one is one edit away from."""

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted(set(words))
        # Under each spelling with at most one letter left out.
        self._shortened: dict[str, list[str]] = {}
        for word in known:
            for shorter in dict.fromkeys(_with_a_letter_less(word)):
                self._shortened.setdefault(shorter, []).append(word)
        # One slip spares the first letters or the last ones, if one letter between them is left out of account.
        self._starts = frozenset(word[: min(_AT_AN_END, (len(word) - 1) // 2)] for word in known)
        self._ends = frozenset(word[-min(_AT_AN_END, len(word) // 2) :] for word in known)

    def meant(self, word: str) -> str:
        """The known word that `word` is, or is one edit away from; "" if none."""
        starts, ends = self._starts, self._ends
        if not (
            word[:4] in starts
            or word[-4:] in ends
            or word[:3] in starts
            or word[-3:] in ends
            or word[:2] in starts
            or word[-2:] in ends
        ):
            return ""
        for shorter in _with_a_letter_less(word):
            for known in self._shortened.get(shorter, ()):
                if OSA.distance(word, known, score_cutoff=1) <= 1:
                    return known
        return ""


def _with_a_letter_less(word: str) -> list[str]:
    return [word, *[word[:place] + word[place + 1 :] for place in range(len(word))]]
