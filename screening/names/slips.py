"""Known words with one slip of the pen in them: a letter more, fewer, another, or two changed over."""

from collections.abc import Iterable

from rapidfuzz.distance import OSA


class Slips:
    """Finds the known word that another one is one edit away from."""

    def __init__(self, words: Iterable[str]) -> None:
        known = sorted(set(words))
        # Under each spelling with at most one letter left out.
        self._shortened: dict[str, list[str]] = {}
        for word in known:
            for shorter in _with_a_letter_less(word):
                self._shortened.setdefault(shorter, []).append(word)
        # The first and the last two letters, of which one slip spares one pair.
        self._ends = frozenset({word[:2] for word in known} | {word[-2:] for word in known})

    def meant(self, word: str) -> str:
        """The known word that `word` is, or is one edit away from; "" if none."""
        if word[:2] not in self._ends and word[-2:] not in self._ends:
            return ""
        for shorter in _with_a_letter_less(word):
            for known in self._shortened.get(shorter, ()):
                if OSA.distance(word, known, score_cutoff=1) <= 1:
                    return known
        return ""


def _with_a_letter_less(word: str) -> list[str]:
    return list(dict.fromkeys((word, *(word[:place] + word[place + 1 :] for place in range(len(word))))))
