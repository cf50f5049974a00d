"""Words of two names that were taken for one another."""

from typing import NamedTuple

from screening.matching.similarity import Relation


class Aligned(NamedTuple):
    """Words `ours` and `theirs` (indexes; several where words were joined) with similarity 0–100 and the weight they share."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    similarity: int
    weight: int
    relation: Relation
