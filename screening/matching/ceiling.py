"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screening.matching.alignment import CHANCE, CONTRADICTED_WORD, CONTRADICTION
from screening.matching.similarity import SAME
from screening.names import TokenKind

Partners = Mapping[int, int]
"""By number of a listed word, its similarity to one of ours."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The listed words, by number, with what they carry: their weight, and their least weight in a contradiction."""

    weights: Sequence[int]
    contradicting: Sequence[int]

    def may_score(
        self, ours: Sequence[tuple[int, int, Partners]], theirs: Sequence[int], lowest: float
    ) -> bool:
        """Could our words (weight, weight in a contradiction, partners) and theirs score `lowest` or more, without joined words?

        Every word is given its best partner, whoever else wants it, and misspelling and omission cost nothing.
        """
        agreed = left_ours = 0
        wanted: list[int] = []
        for weight, contradicting, partners in ours:
            best = 0
            if partners:
                for word in theirs:
                    alike = partners.get(word)
                    if alike:
                        wanted.append(word)
                        share = alike * min(weight, self.weights[word])
                        best = max(best, share)
            if best:
                agreed += best
            else:
                left_ours += contradicting
        against = 0.0
        if left_ours:
            left_theirs = sum([self.contradicting[word] for word in theirs if word not in wanted])
            against = CHANCE + CONTRADICTION * min(left_ours, left_theirs)
        return 100 * agreed >= lowest * (agreed + SAME * against) - 1


def contradicting_weight(kind: TokenKind, weight: int) -> int:
    """The weight of a left-over word where both names have some: even ordinary words tell two parties apart, numbers as they weigh."""
    return weight if kind is TokenKind.NUMBER else max(CONTRADICTED_WORD, weight)
