"""The most that two names could score, from the similarities of their words alone: what cannot reach the threshold is not aligned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from screening.matching.alignment import (
    ADDED_COUNTRY,
    CHANCE,
    CONTRADICTED_WORD,
    CONTRADICTION,
    LONE_OMISSION,
    OMISSION,
    SHORT_WEIGHT,
)
from screening.matching.similarity import SAME
from screening.matching.weights import COUNTRY, FULL, INITIAL
from screening.names import TokenKind

Partners = Mapping[int, int]
"""By number of a listed word, its similarity to one of ours."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Words, by number, with what they carry: their weight, its cost when left out, and its least cost in a contradiction."""

    weights: Sequence[int]
    omissible: Sequence[int]
    contradicting: Sequence[int]

    def may_score(
        self,
        ours: Sequence[tuple[int, int, int, Partners]],
        theirs: Sequence[int],
        initials: tuple[int, int],
        lowest: float,
    ) -> bool:
        """Could our words (weight, when left out, in a contradiction, partners) and theirs score `lowest` or more, without joined words?

        Every word is given its best partner, whoever else wants it, and misspelling costs nothing; each of the
        `initials` (ours, theirs) stands for a word of the other name.
        """
        agreed = found = 0
        left: list[tuple[int, int]] = []
        wanted: list[int] = []
        for weight, omissible, contradicting, partners in ours:
            best = 0
            if partners:
                for word in theirs:
                    alike = partners.get(word)
                    if alike:
                        wanted.append(word)
                        best = max(best, alike * min(weight, self.weights[word]))
            if best:
                agreed += best
                found += 1
            else:
                left.append((omissible, contradicting))
        agreed += sum(initials) * INITIAL * SAME
        left_theirs = [word for word in theirs if word not in wanted]
        if found > 1 and len(left) == len(left_theirs) == 1:
            lighter = min(left[0][0], self.weights[left_theirs[0]])
            if lighter <= SHORT_WEIGHT:
                return True
        against = self._against(left, left_theirs, initials, OMISSION if found > 1 else LONE_OMISSION)
        return 100 * agreed >= lowest * (agreed + SAME * against) - 1

    def _against(
        self,
        ours: Sequence[tuple[int, int]],
        theirs: Sequence[int],
        initials: tuple[int, int],
        omission: float,
    ) -> float:
        # Least cost of words that have no partner at all: it only grows with each word more that is left over.
        if not ours and not theirs:
            return 0.0
        our_initials, their_initials = initials
        rest_ours = sum([weight for weight, _ in ours]) - their_initials * FULL
        rest_theirs = sum([self.omissible[word] for word in theirs]) - our_initials * FULL
        contradicted = min(
            sum([contradicting for _, contradicting in ours]) - their_initials * FULL,
            sum([self.contradicting[word] for word in theirs]) - our_initials * FULL,
        )
        if not theirs:
            rest_ours -= sum([weight == COUNTRY for weight, _ in ours]) * (COUNTRY - ADDED_COUNTRY)
        cost = CONTRADICTION * max(0, contradicted)
        if not our_initials and not their_initials:
            cost += CHANCE + omission * abs(rest_ours - rest_theirs)
        return cost


def contradicting_weight(kind: TokenKind, weight: int) -> int:
    """The weight of a left-over word where both names have some: even ordinary words tell two parties apart, numbers as they weigh."""
    return weight if kind is TokenKind.NUMBER else max(CONTRADICTED_WORD, weight)
