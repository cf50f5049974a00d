"""The score of two names: their words aligned from both sides; contradiction is penalised, omission forgiven."""

from itertools import pairwise
from typing import NamedTuple

from screening.matching import persons
from screening.matching.aligned import Aligned
from screening.matching.cut import Cut, find_cut
from screening.matching.light import without_light
from screening.matching.organizations import (
    of_a_slip,
    of_initials,
    of_left_over,
    of_other_forms,
    of_other_letters,
)
from screening.matching.profile import Profile, Run
from screening.matching.similarity import JOINED, ROMANISED, SAME, Relation, similarity, slip_score
from screening.matching.weights import INITIAL
from screening.names import Token, TokenKind, is_abbreviation, spell_older, two_syllables

MISSPELLING = 1.0
"""Cost of the part of a pair's weight that its spelling does not bear out."""

_LONGEST_SLIP = 8
"""Letters of the longest word that is looked at so."""

CUT_WORD = 85
"""Similarity of a word that was cut off to the word that it begins."""

INITIAL_OF_PARTICLE = 85
"""Similarity of an initial to a word whose particle it begins: "A. Khalaf" for "AL-DULAIMI, Khalaf"."""

PARTICLE_INITIALS = frozenset("adelv")
"""Initials of the particles that names hang on: al, el, de, la, van."""

ROUNDING = 0.05
"""A score is held to one decimal, as it is shown, so that what is shown as the threshold reaches the threshold."""

NEARLY = 99.0
"""Highest score of names that are not the same after folding."""

SAME_BUT_FORM = 97.0
"""Score of names that are the same but for their legal forms: "Deutsche Bank AG" is not "Deutsche Bank GmbH", which may be one firm reorganised."""


_DOUBTFUL = frozenset(
    {Relation.GIVEN, Relation.EDIT, Relation.SHAPE, Relation.VOWELS, Relation.CONSONANTS, Relation.INITIAL}
)


class Alignment(NamedTuple):
    """`score` 0–100 with the pairs behind it; `left_ours` and `left_theirs` are the indexes of weighted words without a partner."""

    score: float
    pairs: tuple[Aligned, ...]
    left_ours: tuple[int, ...]
    left_theirs: tuple[int, ...]


def align(ours: Profile, theirs: Profile) -> Alignment:
    """Aligns two names one word to one word, the weightiest agreement first, then what is left that was glued or split.

    A word may be split so that a part of it passes for another word ("KA RAFARIN BANK"), or be glued to its particle: what was split comes
    first where that bears out more.
    """
    found = _aligned(ours, theirs, split_first=False)
    if not _may_be_split(ours, theirs, found):
        return found
    split = _aligned(ours, theirs, split_first=True)
    return split if split.score > found.score else found


def _may_be_split(ours: Profile, theirs: Profile, found: Alignment) -> bool:
    if len(ours.tokens) == len(theirs.tokens):
        return False
    if ours.organization or theirs.organization:
        inexact = any(pair.relation is not Relation.SAME for pair in found.pairs)
        return inexact and bool(found.left_ours or found.left_theirs)
    return any(_is_glued(ours, theirs, pair) for pair in found.pairs)


def _is_glued(ours: Profile, theirs: Profile, pair: Aligned) -> bool:
    # "Algosaibi" is two letters away from the word that "AL-GOSAIBI" is known by.
    if pair.relation is not Relation.EDIT:
        return False
    mine, other = ours.tokens[pair.ours[0]], theirs.tokens[pair.theirs[0]]
    return mine.text in theirs.runs or other.text in ours.runs


def _aligned(ours: Profile, theirs: Profile, split_first: bool) -> Alignment:
    free_ours = [bool(weight) for weight in ours.weights]
    free_theirs = [bool(weight) for weight in theirs.weights]
    cut = find_cut(ours, theirs)
    pairs = [_cut_word(ours, theirs, cut, free_ours, free_theirs)] if cut else []
    if split_first:
        pairs += [_turned(pair) for pair in _parted(theirs, ours, free_theirs, free_ours)]
        pairs += _parted(ours, theirs, free_ours, free_theirs)
    pairs += _single(ours, theirs, free_ours, free_theirs)
    if any(free_ours) and any(free_theirs):
        pairs += _joined(ours, theirs, free_ours, free_theirs)
        pairs += [_turned(pair) for pair in _joined(theirs, ours, free_theirs, free_ours)]
        pairs += _romanised(ours, theirs, free_ours, free_theirs)
        pairs += [_turned(pair) for pair in _romanised(theirs, ours, free_theirs, free_ours)]
        pairs += _initials_of_particles(ours, theirs, free_ours, free_theirs)
        pairs += [_turned(pair) for pair in _initials_of_particles(theirs, ours, free_theirs, free_ours)]
    left_ours = without_light(ours, [index for index, free in enumerate(free_ours) if free], theirs)
    left_theirs = without_light(theirs, [index for index, free in enumerate(free_theirs) if free], ours)
    slip = _slip(ours, theirs, pairs, left_ours, left_theirs)
    if slip:
        pairs.append(slip)
        left_ours = left_theirs = ()
    return Alignment(
        _score(ours, theirs, pairs, left_ours, left_theirs, cut), tuple(pairs), left_ours, left_theirs
    )


def _parted(whole: Profile, apart: Profile, free_whole: list[bool], free_apart: list[bool]) -> list[Aligned]:
    # A letter that a space parts from its word is no initial in an organisation's name alone.
    if apart.initials and not apart.organization:
        return []
    return _joined(whole, apart, free_whole, free_apart)


def _score(
    ours: Profile,
    theirs: Profile,
    pairs: list[Aligned],
    left_ours: tuple[int, ...],
    left_theirs: tuple[int, ...],
    cut: Cut | None,
) -> float:
    if ours.name.folded and ours.name.folded == theirs.name.folded:
        return SAME_BUT_FORM if of_other_forms(ours, theirs) else 100.0
    if cut:
        left_theirs = tuple(index for index in left_theirs if index not in cut.lost)
    matched = sum(pair.weight * pair.similarity / SAME for pair in pairs)
    if matched <= 0:
        return 0.0
    misspelled = sum(pair.weight for pair in pairs) - matched
    against = MISSPELLING * misspelled
    doubtful = any(pair.relation in _DOUBTFUL for pair in pairs)
    if ours.organization or theirs.organization:
        against += of_left_over(ours, theirs, pairs, left_ours, left_theirs, doubtful)
        if len(pairs) == 1:
            against += of_a_slip(ours, theirs, pairs[0])
        against += of_other_letters(ours, theirs, pairs)
        against += _bare_initials(ours, theirs, pairs, not (left_ours or left_theirs))
    else:
        against += persons.of_slips(ours, theirs, pairs, misspelled, not (left_ours or left_theirs))
        if left_ours or left_theirs:
            against += persons.of_left_over(ours, theirs, pairs, left_ours, left_theirs, matched, doubtful)
    return round(min(NEARLY, 100 * matched / (matched + against)), 1)


def _bare_initials(ours: Profile, theirs: Profile, pairs: list[Aligned], whole: bool) -> float:
    initials = [pair for pair in pairs if pair.relation is Relation.INITIAL]
    if not initials:
        return 0
    others = sum(pair.weight for pair in pairs) - sum(pair.weight for pair in initials)
    spelled = sum(max(ours.weights[pair.ours[0]], theirs.weights[pair.theirs[0]]) for pair in initials)
    same = len(pairs) > len(initials) and whole and _as_written(pairs)
    return of_initials(ours, theirs, others, spelled, sum(pair.weight for pair in pairs) if same else 0)


def _as_written(pairs: list[Aligned]) -> bool:
    # Are all words but initials the same, and all in one order?
    ordered = sorted(pairs)
    in_order = all(one.theirs < other.theirs for one, other in pairwise(ordered))
    return in_order and all(pair.relation in {Relation.SAME, Relation.INITIAL} for pair in pairs)


def _single(ours: Profile, theirs: Profile, free_ours: list[bool], free_theirs: list[bool]) -> list[Aligned]:
    options: list[tuple[int, int, int, int, int, Relation]] = []
    for i, token in enumerate(ours.tokens):
        if not free_ours[i]:
            continue
        for j, other in enumerate(theirs.tokens):
            if not free_theirs[j]:
                continue
            alike, relation = similarity(token, other)
            if alike:
                weight = min(ours.weights[i], theirs.weights[j])
                options.append((-alike * weight, i, j, alike, weight, relation))
    options.sort(key=lambda option: option[:3])
    pairs: list[Aligned] = []
    for _, i, j, alike, weight, relation in options:
        if free_ours[i] and free_theirs[j]:
            free_ours[i] = free_theirs[j] = False
            pairs.append(Aligned((i,), (j,), alike, weight, relation))
    return pairs


def slips(token: Token) -> bool:
    """Is the word so short that two edits make another word of it, yet a slip where two words agree besides?"""
    return token.kind is TokenKind.WORD and 2 <= len(token.text) <= _LONGEST_SLIP


def _slip(
    ours: Profile,
    theirs: Profile,
    pairs: list[Aligned],
    left_ours: tuple[int, ...],
    left_theirs: tuple[int, ...],
) -> Aligned | None:
    if len(left_ours) != 1 or len(left_theirs) != 1 or len(pairs) < 2:
        return None
    mine, other = ours.tokens[left_ours[0]], theirs.tokens[left_theirs[0]]
    if not slips(mine) or not slips(other) or any(pair.relation is not Relation.SAME for pair in pairs):
        return None
    if not _in_turn(pairs, left_ours[0], left_theirs[0]) or ours.signs or theirs.signs:
        return None
    alike = slip_score(mine, other)
    weight = min(ours.weights[left_ours[0]], theirs.weights[left_theirs[0]])
    return Aligned(left_ours, left_theirs, alike, weight, Relation.EDIT) if alike else None


def _cut_word(
    ours: Profile, theirs: Profile, cut: Cut, free_ours: list[bool], free_theirs: list[bool]
) -> Aligned:
    free_ours[cut.ours] = free_theirs[cut.theirs] = False
    weight = min(ours.weights[cut.ours], theirs.weights[cut.theirs])
    return Aligned((cut.ours,), (cut.theirs,), CUT_WORD, weight, Relation.CUT)


def _initials_of_particles(
    short: Profile, full: Profile, free_short: list[bool], free_full: list[bool]
) -> list[Aligned]:
    # "A. Khalaf" against "AL-DULAIMI, Khalaf": the initial is that of the particle which the word hangs on.
    pairs = []
    for place, token in enumerate(short.tokens):
        initial = token.kind is TokenKind.INITIAL and token.text[0] in PARTICLE_INITIALS
        if not initial or not free_short[place]:
            continue
        for index in range(1, len(full.tokens)):
            particle = full.tokens[index - 1]
            if free_full[index] and particle.kind is TokenKind.PARTICLE and particle.text[0] == token.text[0]:
                free_short[place] = free_full[index] = False
                pairs.append(Aligned((place,), (index,), INITIAL_OF_PARTICLE, INITIAL, Relation.INITIAL))
                break
    return pairs


def _in_turn(pairs: list[Aligned], ours: int, theirs: int) -> bool:
    # Do the words come in one order, a family name first or last?
    order = [
        place for _, place in sorted([(ours, theirs), *((pair.ours[0], pair.theirs[0]) for pair in pairs)])
    ]
    start = order.index(min(order))
    return order[start:] + order[:start] == sorted(order)


def _joined(whole: Profile, apart: Profile, free_whole: list[bool], free_apart: list[bool]) -> list[Aligned]:
    # "SOUTHFRONT" against "SOUTH FRONT": a run of `apart` spells one word of `whole`.
    pairs: list[Aligned] = []
    for index, token in enumerate(whole.tokens):
        run = apart.runs.get(token.text) or apart.runs.get(token.sound)
        if run is None or not free_whole[index] or not _all_free(apart, run, free_apart):
            continue
        free_whole[index] = False
        for place in run.places:
            free_apart[place] = False
        weight = min(whole.weights[index], run.weight)
        relation = Relation.ABBREVIATED if is_abbreviation(token) else Relation.JOINED
        pairs.append(Aligned((index,), run.places, JOINED, weight, relation))
    return pairs


def _romanised(
    whole: Profile, apart: Profile, free_whole: list[bool], free_apart: list[bool]
) -> list[Aligned]:
    # "Zedong" against "Tse-tung": two syllables of `apart` spell one word of `whole` in an older system.
    pairs: list[Aligned] = []
    for index, token in enumerate(whole.tokens):
        halves = two_syllables(token.text) if free_whole[index] and token.kind is TokenKind.WORD else None
        for first in range(len(apart.tokens) - 1) if halves else ():
            one, other = apart.tokens[first : first + 2]
            if not (halves and free_apart[first] and free_apart[first + 1]):
                continue
            if one.kind is other.kind is TokenKind.WORD and spell_older((one.text, other.text), halves):
                free_whole[index] = free_apart[first] = free_apart[first + 1] = False
                weight = min(whole.weights[index], apart.weights[first] + apart.weights[first + 1])
                pairs.append(Aligned((index,), (first, first + 1), ROMANISED, weight, Relation.ROMANISED))
                break
    return pairs


def _all_free(profile: Profile, run: Run, free: list[bool]) -> bool:
    return all(free[place] or not profile.weights[place] for place in run.places)


def _turned(pair: Aligned) -> Aligned:
    return Aligned(pair.theirs, pair.ours, pair.similarity, pair.weight, pair.relation)
