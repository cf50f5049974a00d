"""What speaks against two names of persons: words left over, family names, slips in every word."""

from collections.abc import Sequence

from screening.matching.aligned import Aligned
from screening.matching.profile import Profile
from screening.matching.similarity import Relation
from screening.matching.weights import COUNTRY, is_patronymic
from screening.names import TokenKind, heard_consonants

CHANCE = 60
"""Weight that any agreement may owe to chance: names of ordinary words need more than half of themselves to agree."""

UNPLACED_CHANCE = 110
"""The same where more than a patronymic is left over, and our name does not say that it is of the listed family: "RI, Chol" does, "Chol Ri" may be anyone."""

CONTRADICTION = 2.0
"""Cost of weight left over on both sides at once: "Denis" against "Aleksandr" before one surname."""

OMISSION = 0.21
"""Cost of weight left over in the listed name only: a patronymic that a bank leaves out."""

PLACED_OMISSION = 0.17
"""The same where both names say which word is the family name, and agree in it."""

ADDITION = 0.38
"""Cost of weight left over in our name only: a word more makes another party sooner than a word less."""

DOUBTED_OMISSION = 0.45
"""Cost of weight left over on one side only, where a word that agrees is misspelled, another form of a given name or an initial besides; a patronymic is left out all the same."""

SEVERAL_OMISSION = 0.36
"""The same where as many words are left over in the listed name as agree, three at the least ..."""

HALF_OMISSION = 0.5
"""... and where it is two: "Enrique Barrera" for "BARRERA RIOS, Alvaro Enrique"."""

SURNAME_OMISSION = 0.5
"""The least cost there of the first of several family names, which is the father's: "Eduardo Gonzalez" for "ESTRADA GONZALEZ, Eduardo"."""

LONE_OMISSION = 0.5
"""The same where a single word agrees beside initials, or no word of the family name: one word of several is seldom the party.

A word more in our name then costs as much as it would in a contradiction: "TAYSIR, Hajji" is not any Taysir Ali."""

LONE_ADDITION = 0.7
"""The same of words in our name only, beside a listed name that is one word: "Kim Fazlullah" is not any Maulana Fazlullah."""

ONE_WORD = 0.6
"""Share of the weight that agrees, in a single word, beyond which words added to it cost more than in proportion: "Emma Akhras" is nearer to "AKHRAS, Asma" than to "EMMA"."""

SEVERAL_WORDS = 1.0
"""The same where several words agree."""

SYLLABLE_OMISSION = 1.0
"""The same where both names are made of Chinese or Korean syllables alone: Zhang Lei and Zhang Lei Kai are two people."""

SHORTENED_OMISSION = 0.4
"""The least cost there of syllables that our name lacks where it is written in letters: a name written in signs is whole, one in letters may be shortened."""

PLACED_SYLLABLE_OMISSION = 0.25
"""The same where both names say which word is the family name, and agree in it."""

ADDED_COUNTRY = 120
"""Weight of a country's name that stands in our name only, where all of the listed name agrees."""

NOTHING_SURE = 0.75
"""Cost of misspelled weight, on top of what it costs anywhere, where no word of the name is sure and one has another consonant: "Asghari Hejabi" and "HEJAZI, Asghar"."""

_FILIATION = frozenset({"bin", "ibn", "ben", "bint", "bn", "ould", "wuld", "walad", "binti"})
"""Particles that say whose child one is."""

_UNSURE = frozenset({Relation.EDIT, Relation.GIVEN, Relation.CONSONANTS, Relation.INITIAL})


def of_slips(
    ours: Profile, theirs: Profile, pairs: Sequence[Aligned], misspelled: float, whole: bool
) -> float:
    """The cost, in weight, of words with another consonant beyond what they do not bear out, which is `misspelled`; `whole` says that no word is left over.

    One word is taken for a misspelled one on the strength of the others: too little where those are ordinary, unless our name says
    which word is the family name. Other vowels tell of no slip, but of another hand that wrote down an Arabic name: "Usama bin Ladin" is
    "Osama bin Laden".
    """
    if not any(_is_slip(ours, theirs, pair) for pair in pairs):
        return 0.0
    doubted = whole and theirs.surname and not _same_surname(ours, theirs, pairs)
    unsure = len(pairs) > 1 and all(pair.relation in _UNSURE for pair in pairs)
    return (CHANCE if doubted else 0) + (NOTHING_SURE * misspelled if unsure else 0)


def _is_slip(ours: Profile, theirs: Profile, pair: Aligned) -> bool:
    mine, other = ours.tokens[pair.ours[0]], theirs.tokens[pair.theirs[0]]
    if pair.relation is not Relation.EDIT or mine.written or other.written:
        return False
    heard = heard_consonants(mine.text)
    return not heard or heard != heard_consonants(other.text)


def of_left_over(
    ours: Profile,
    theirs: Profile,
    pairs: Sequence[Aligned],
    left_ours: Sequence[int],
    left_theirs: Sequence[int],
    matched: float,
    doubtful: bool,
) -> float:
    """The cost, in weight, of words left over in names that are no organisations', so far as is known.

    `pairs` are the words that agree, `matched` what they weigh; `doubtful` says that one of them is misspelled, or an initial.
    """
    words = sum(pair.relation is not Relation.INITIAL for pair in pairs)
    placed = _same_surname(ours, theirs, pairs)
    rest_ours = sum(ours.omissible[index] for index in left_ours)
    if not left_theirs:
        # A country that we add to a listed name which is complete without it.
        added = sum(ours.weights[index] == COUNTRY for index in left_ours)
        rest_ours -= added * (COUNTRY - ADDED_COUNTRY)
    rest_theirs = sum(theirs.omissible[index] for index in left_theirs)
    rest_ours += _beside_one_word(ours, left_ours) if words < 2 else 0
    missing = _missing(theirs, left_theirs)
    if words < 2 or _lacks_surname(theirs, left_theirs):
        omission = LONE_ADDITION if words < 2 and not left_theirs else LONE_OMISSION
    elif (left_ours or missing) and doubtful:
        omission = DOUBTED_OMISSION
    elif not left_ours and missing >= words:
        omission = HALF_OMISSION if words == 2 else SEVERAL_OMISSION
    elif rest_ours > rest_theirs:
        omission = ADDITION
    else:
        omission = PLACED_OMISSION if placed else OMISSION
    omission = max(omission, _least_omission(ours, theirs, pairs, left_ours, left_theirs))
    contradicted = min(
        sum(ours.contradicting[index] for index in left_ours),
        sum(theirs.contradicting[index] for index in left_theirs),
    )
    omitted = abs(rest_ours - rest_theirs) * omission
    share = ONE_WORD if words < 2 else SEVERAL_WORDS
    omitted *= max(1.0, (rest_ours - rest_theirs) / (share * matched)) ** 2
    sure = placed or not theirs.surname or not (left_ours or missing)
    return CONTRADICTION * contradicted + omitted + (CHANCE if sure else UNPLACED_CHANCE)


def _least_omission(
    ours: Profile,
    theirs: Profile,
    pairs: Sequence[Aligned],
    left_ours: Sequence[int],
    left_theirs: Sequence[int],
) -> float:
    # The least cost where the father's family name is left out, or a syllable of a Chinese or Korean name.
    least = SURNAME_OMISSION if theirs.surname and min(theirs.surname) in left_theirs else 0.0
    if not _by_syllables(ours, theirs, pairs):
        return least
    if left_ours or ours.signs:
        return SYLLABLE_OMISSION
    placed = _same_surname(ours, theirs, pairs)
    return max(least, PLACED_SYLLABLE_OMISSION if placed else SHORTENED_OMISSION)


def _missing(theirs: Profile, left: Sequence[int]) -> int:
    # How many words are left out that are no patronymics; none where all are of a chain of fathers.
    fathers = all(_names_a_father(theirs, index) for index in left)
    return 0 if fathers else sum(not is_patronymic(theirs.tokens[index]) for index in left)


def _names_a_father(name: Profile, index: int) -> bool:
    # "Muhammad" and "Awad" in "Usama bin Muhammad ibn Awad ibn Ladin".
    before = (token.text for token in name.tokens[:index] if token.kind is TokenKind.PARTICLE)
    return any(name.weights[index + 1 :]) and not _FILIATION.isdisjoint(before)


def _beside_one_word(ours: Profile, left: Sequence[int]) -> int:
    # What words cost more, left over beside a single word that agrees, than as one word more of several.
    own = [index for index in left if ours.weights[index] != COUNTRY]
    return sum(ours.contradicting[index] - ours.omissible[index] for index in own)


def _same_surname(ours: Profile, theirs: Profile, pairs: Sequence[Aligned]) -> bool:
    # Do both names say which words are the family name, and has ours all of the other's there?
    if not ours.surname or not theirs.surname:
        return False
    found = {place for pair in pairs if ours.surname.issuperset(pair.ours) for place in pair.theirs}
    return found >= theirs.surname


def _lacks_surname(theirs: Profile, left: Sequence[int]) -> bool:
    # Given name and patronymic without the family name are nobody yet.
    return bool(theirs.surname) and theirs.surname.issubset(left)


def _by_syllables(ours: Profile, theirs: Profile, pairs: Sequence[Aligned]) -> bool:
    # One side may write the syllables of a given name as one word: "Gui Hua Li" and "LI, Guihua".
    if ours.syllables and theirs.syllables:
        return True
    return (ours.syllables or theirs.syllables) and any(pair.relation is Relation.JOINED for pair in pairs)
