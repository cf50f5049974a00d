"""The score of two names: their words aligned from both sides; contradiction is penalised, omission forgiven."""

from itertools import pairwise
from typing import NamedTuple

from screening.matching.aligned import Aligned
from screening.matching.cut import Cut, find_cut
from screening.matching.light import without_light
from screening.matching.organizations import of_a_slip, of_initials, of_left_over
from screening.matching.profile import Profile, Run
from screening.matching.similarity import JOINED, SAME, Relation, similarity, slip_score
from screening.matching.weights import COUNTRY, INITIAL, is_patronymic
from screening.names import Token, TokenKind

CONTRADICTION = 2.3
"""Cost of weight left over on both sides at once: "Denis" against "Aleksandr" before one surname."""

OMISSION = 0.21
"""Cost of weight left over in the listed name only: a patronymic that a bank leaves out."""

ADDITION = 0.33
"""Cost of weight left over in our name only: a word more makes another party sooner than a word less."""

DOUBTED_OMISSION = 0.45
"""Cost of weight left over on one side only, where a word that agrees is misspelled, another form of a given name or an initial besides; a patronymic is left out all the same."""

SEVERAL_OMISSION = 0.36
"""The same where as many words are left over in the listed name as agree, and two at the least: "Enrique Barrera" for "BARRERA RIOS, Alvaro Enrique"."""

LONE_OMISSION = 0.5
"""The same where a single word agrees beside initials, or no word of the family name: one word of several is seldom the party.

A word more in our name then costs as much as it would in a contradiction: "TAYSIR, Hajji" is not any Taysir Ali."""

ONE_WORD = 0.6
"""Share of the weight that agrees, in a single word, beyond which words added to it cost more than in proportion: "Emma Akhras" is nearer to "AKHRAS, Asma" than to "EMMA"."""

SEVERAL_WORDS = 1.0
"""The same where several words agree."""

SYLLABLE_OMISSION = 1.0
"""The same where both names are made of Chinese or Korean syllables alone: Zhang Lei and Zhang Lei Kai are two people."""

SHORTENED_OMISSION = 0.4
"""The least cost there of syllables that our name lacks where it is written in letters: a name written in signs is whole, one in letters may be shortened."""

MISSPELLING = 1.0
"""Cost of the part of a pair's weight that its spelling does not bear out."""

ADDED_COUNTRY = 120
"""Weight of a country's name that stands in our name only, where all of the listed name agrees."""

_LONGEST_SLIP = 8
"""Letters of the longest word that is looked at so."""

CUT_WORD = 85
"""Similarity of a word that was cut off to the word that it begins."""

INITIAL_OF_PARTICLE = 85
"""Similarity of an initial to a word whose particle it begins: "A. Khalaf" for "AL-DULAIMI, Khalaf"."""

PARTICLE_INITIALS = frozenset("adelv")
"""Initials of the particles that names hang on: al, el, de, la, van."""

CHANCE = 60
"""Weight that any agreement may owe to chance: names of ordinary words need more than half of themselves to agree."""

ROUNDING = 0.05
"""A score is held to one decimal, as it is shown, so that what is shown as the threshold reaches the threshold."""

NEARLY = 99.0
"""Highest score of names that are not the same after folding."""


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
    """Aligns two names one word to one word, the weightiest agreement first, then what is left that was glued or split."""
    free_ours = [bool(weight) for weight in ours.weights]
    free_theirs = [bool(weight) for weight in theirs.weights]
    cut = find_cut(ours, theirs)
    pairs = [_cut_word(ours, theirs, cut, free_ours, free_theirs)] if cut else []
    pairs += _single(ours, theirs, free_ours, free_theirs)
    if any(free_ours) and any(free_theirs):
        pairs += _joined(ours, theirs, free_ours, free_theirs)
        pairs += [_turned(pair) for pair in _joined(theirs, ours, free_theirs, free_ours)]
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


def _score(
    ours: Profile,
    theirs: Profile,
    pairs: list[Aligned],
    left_ours: tuple[int, ...],
    left_theirs: tuple[int, ...],
    cut: Cut | None,
) -> float:
    if ours.name.folded and ours.name.folded == theirs.name.folded:
        return 100.0
    if cut:
        left_theirs = tuple(index for index in left_theirs if index not in cut.lost)
    matched = sum(pair.weight * pair.similarity / SAME for pair in pairs)
    if matched <= 0:
        return 0.0
    misspelled = sum(pair.weight for pair in pairs) - matched
    against = MISSPELLING * misspelled
    if ours.organization or theirs.organization:
        doubtful = any(pair.relation in _DOUBTFUL for pair in pairs)
        against += of_left_over(ours, theirs, pairs, left_ours, left_theirs, doubtful)
        if len(pairs) == 1:
            against += of_a_slip(ours, theirs, pairs[0])
        against += _bare_initials(ours, theirs, pairs, not (left_ours or left_theirs))
    elif left_ours or left_theirs:
        against += _left_over(ours, theirs, pairs, left_ours, left_theirs, matched)
    return round(min(NEARLY, 100 * matched / (matched + against)), 1)


def _left_over(
    ours: Profile,
    theirs: Profile,
    pairs: list[Aligned],
    left_ours: tuple[int, ...],
    left_theirs: tuple[int, ...],
    matched: float,
) -> float:
    # The cost of words left over in names that are no organisations', so far as is known.
    words = sum(pair.relation is not Relation.INITIAL for pair in pairs)
    rest_ours = sum(ours.omissible[index] for index in left_ours)
    if not left_theirs:
        # A country that we add to a listed name which is complete without it.
        added = sum(ours.weights[index] == COUNTRY for index in left_ours)
        rest_ours -= added * (COUNTRY - ADDED_COUNTRY)
    rest_theirs = sum(theirs.omissible[index] for index in left_theirs)
    missing = sum(not is_patronymic(theirs.tokens[index]) for index in left_theirs)
    if words < 2 or _lacks_surname(theirs, left_theirs):
        omission = LONE_OMISSION
        rest_ours += _beside_one_word(ours, left_ours) if words < 2 else 0
    elif (left_ours or missing) and any(pair.relation in _DOUBTFUL for pair in pairs):
        omission = DOUBTED_OMISSION
    elif not left_ours and missing >= max(words, 2):
        omission = SEVERAL_OMISSION
    else:
        omission = ADDITION if rest_ours > rest_theirs else OMISSION
    if _by_syllables(ours, theirs, pairs):
        shortened = not left_ours and not ours.signs
        omission = max(omission, SHORTENED_OMISSION) if shortened else SYLLABLE_OMISSION
    contradicted = min(
        sum(ours.contradicting[index] for index in left_ours),
        sum(theirs.contradicting[index] for index in left_theirs),
    )
    omitted = abs(rest_ours - rest_theirs) * omission
    share = ONE_WORD if words < 2 else SEVERAL_WORDS
    omitted *= max(1.0, (rest_ours - rest_theirs) / (share * matched)) ** 2
    return CONTRADICTION * contradicted + omitted + CHANCE


def _beside_one_word(ours: Profile, left: tuple[int, ...]) -> int:
    # What words cost more, left over beside a single word that agrees, than as one word more of several.
    own = [index for index in left if ours.weights[index] != COUNTRY]
    return sum(ours.contradicting[index] - ours.omissible[index] for index in own)


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


def _lacks_surname(theirs: Profile, left: tuple[int, ...]) -> bool:
    # Given name and patronymic without the family name are nobody yet.
    return bool(theirs.surname) and theirs.surname.issubset(left)


def _by_syllables(ours: Profile, theirs: Profile, pairs: list[Aligned]) -> bool:
    # One side may write the syllables of a given name as one word: "Gui Hua Li" and "LI, Guihua".
    if ours.syllables and theirs.syllables:
        return True
    return (ours.syllables or theirs.syllables) and any(pair.relation is Relation.JOINED for pair in pairs)


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
        pairs.append(Aligned((index,), run.places, JOINED, weight, Relation.JOINED))
    return pairs


def _all_free(profile: Profile, run: Run, free: list[bool]) -> bool:
    return all(free[place] or not profile.weights[place] for place in run.places)


def _turned(pair: Aligned) -> Aligned:
    return Aligned(pair.theirs, pair.ours, pair.similarity, pair.weight, pair.relation)
