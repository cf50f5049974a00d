"""What speaks against two names of organisations: words left over, legal forms, initials."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from screening.matching.aligned import Aligned
from screening.matching.cut import NARROWEST
from screening.matching.establishments import of_establishments
from screening.matching.profile import Profile
from screening.matching.similarity import SAME, Relation
from screening.matching.trailing import is_place, may_trail, names_a_people
from screening.matching.weights import COUNTRY, is_generic, is_known
from screening.names import Token, TokenKind, begins_a_form, is_near_a_form, is_title_anywhere

CHANCE = 60
"""Weight that any agreement may owe to chance: names of ordinary words need more than half of themselves to agree."""

CONTRADICTION = 3.5
"""Cost of weight left over on both sides at once: a company whose name has another word is another company sooner than a person is another person."""

OMISSION = 0.21
"""Cost of weight left over in the listed name only: "Impire Shipping" for "Impire Shipping Agencies"."""

SAME_FORM_OMISSION = 0.05
"""The same of a single word between a name and its legal form, which are the same ("Rattana Company Ltd." for "Rattana Vichai Company Ltd."), or between words
that are the same in a name without a form ("Korea Bank" for "Korea Daesong Bank")."""

DOUBTED_OMISSION = 0.45
"""The same where a word that agrees is misspelled or an initial besides."""

SEVERAL_OMISSION = 0.8
"""The same of as many words as agree, and two at the least: "Ghadir Development" for "Ghadir Investment and Industry Development"."""

LONE_OMISSION = 0.5
"""The same where a single word agrees, ..."""

SEVERAL_BESIDE_ONE = 1.6
"""... and of several words beside it: "Cancri OOO" is not "Cancri Gems & Jewellery" yet."""

ADDITION = 0.33
"""Cost of weight left over in our name only."""

LONE_ADDITION = 0.85
"""The same where a single word agrees."""

FURTHER_ADDITION = 2.0
"""Cost of all such words but the weightiest: a name with two words more is that of another company, or of a part of it."""

PLAIN_ADDITION = 0.75
"""The same of words that not every organisation has, where neither name has a legal form that could be meant: "Ansar al-Sharia in Tiva" is not Ansar al-Sharia."""

LIGHT = 40
"""Cost of a title of persons before or after our name, of a legal form that is cut off, of each word for a branch, and of words behind the name: "Gen. Doxa S.A.", "Vatech Srl Jr.",
"Dynapex Energy Limit", "Bank Rossiya, Moscow Branch", "VTB Bank Moscow"."""

TURNED = 350
"""Cost of words that agree in another order, where the listed name has a word besides: "Congo Ellissa" and "Ellissa Group Congo"."""

OTHER_FORM = 350
"""Cost of legal forms without a common class, where a word is left over besides: "Sambouk S.A." and "Sambouk Shipping FZC"."""

OTHER_FORM_OF_A_SLIP = 150
"""Cost of a legal form of ours that the listed name has not, where one word agrees and that one is misspelled."""

FIRST_OMITTED = 1.2
"""Cost of weight left over in the listed name, where its first word is missing and a single word agrees: "Pardazan Co." is not "Machine Pardazan Co." yet."""

OTHER_START = 150
"""Cost of words that are alike by ear alone and begin with other letters, where nothing distinctive agrees besides."""

ADDED_SHARE = 1.2
"""Cost, as a share of its weight, of a rare word of ours where the listed name has a legal form and ours has none."""

ADDED_WORD = 950
"""Least cost of such a word: "PLM Transporte Financial" and "PLM Transporte, C.A."."""

DISTINCTIVE = 500
"""Weight of other words that must agree before an initial stands for a word: "S. Commercial Company" is nobody yet."""

BARE_INITIAL = 0.2
"""Share of the weight that agrees, taken off where ordinary words alone stand beside an initial, but the same ones in the same order with the same legal form."""

SOUNDS_THE_SAME = 97
"""Similarity from which words sound the same, however they are spelled."""

_FAMILIES = dict.fromkeys(("pjsc", "ojsc", "cjsc", "corp"), "jsc")
"""Legal forms of companies with shares, which become one another by law ("OAO" was made "PAO") and in translation ("AO" is "Corp.")."""

_SLIPS = frozenset({Relation.EDIT, Relation.VOWELS, Relation.CONSONANTS, Relation.GIVEN})
_BY_EAR = frozenset({Relation.CONSONANTS, Relation.GIVEN, Relation.SOUND})
_LIKE_A_FORM = 50.0
"""Share of letters (0–100) in which a word may be a legal form, misspelled or cut off: "Limitd"."""
_WRITTEN_APART = 80.0
"""The same for all words together: "Compa ny"."""


def of_left_over(
    ours: Profile,
    theirs: Profile,
    pairs: Sequence[Aligned],
    left_ours: Sequence[int],
    left_theirs: Sequence[int],
    doubtful: bool,
) -> float:
    """The cost, in weight, of words left over in two names of which one is an organisation's; 0 where nothing is left over.

    `pairs` are the words that agree; `doubtful` says that one of them is misspelled, or an initial.
    """
    light, trailing = ([], []) if left_theirs else _light(ours, left_ours, theirs, pairs)
    left_ours = [index for index in left_ours if index not in light and index not in trailing]
    excused = LIGHT * (len(light) + bool(trailing))
    if not left_ours and not left_theirs:
        return float(excused + CHANCE * bool(trailing))
    # A word left over may be the other name's legal form, written in another way; then it tells nothing.
    added = _not_a_form(ours, left_ours, theirs) if theirs.name.legal_forms else left_ours
    rest_ours = sum([ours.omissible[index] for index in left_ours])
    rest_theirs = sum([theirs.omissible[index] for index in left_theirs])
    contradicted = min(
        sum([ours.contradicting[index] for index in left_ours]),
        sum([theirs.contradicting[index] for index in left_theirs]),
    )
    words = sum([pair.relation is not Relation.INITIAL for pair in pairs])
    if rest_theirs > rest_ours:
        share = _omission(ours, theirs, left_theirs, words, doubtful)
        if not _telling(theirs, pairs):
            share, rest_theirs = LONE_OMISSION, sum([theirs.contradicting[index] for index in left_theirs])
        omitted = (rest_theirs - rest_ours) * share
    else:
        share = _addition(words, doubtful, bool(added))
        if not (ours.name.legal_forms or theirs.name.legal_forms or _generic(ours, left_ours)):
            share = max(share, PLAIN_ADDITION)
        omitted = (rest_ours - rest_theirs) * share
    if not left_theirs:
        omitted += _further(ours, added)
    of_forms = _of_forms(ours, theirs, added, left_theirs, omitted)
    if not left_ours and _turned(pairs) and _not_a_form(theirs, left_theirs, ours):
        of_forms += TURNED
    return excused + CHANCE + CONTRADICTION * contradicted + omitted + of_forms


def _generic(name: Profile, left: Sequence[int]) -> bool:
    return all(is_generic(name.tokens[index]) for index in left)


def _turned(pairs: Sequence[Aligned]) -> bool:
    # Do the words that agree come in another order?
    places = [pair.theirs[0] for pair in sorted(pairs)]
    return places != sorted(places)


def _light(
    ours: Profile, left: Sequence[int], theirs: Profile, pairs: Sequence[Aligned]
) -> tuple[list[int], list[int]]:
    # Words of ours that make it no other name than the listed one, which is there in full; and those that say where it is, or that it is a bank or a group.
    branch = of_establishments(ours.tokens, ours.weights, left)
    light = [index for index in left if index in branch or _is_light(ours, index, theirs)]
    people = len(ours.tokens) - 1 if names_a_people(ours.tokens[-1]) else None
    trailing = [index for index in left if index not in light and may_trail(ours.tokens[index])]
    # "Lauren Marine Bank" is no Lauren, "Lauryn Bank" neither: beside another word or a misspelled one "bank" is one more.
    whole = len(light) + len(trailing) == len(left) and all(pair.similarity == SAME for pair in pairs)
    called = whole and theirs.organization
    kept = [index for index in trailing if called or is_place(ours.tokens[index])]
    return light, [index for index in kept if index != people]


def _is_light(name: Profile, index: int, other: Profile) -> bool:
    # A title, or the last word, where it begins a legal form that the other name has: "Dynapex Energy Limit".
    token, last = name.tokens[index], index == len(name.tokens) - 1
    cut = last and begins_a_form(token.text) and any(token.text in form for form in _form_texts(other))
    return cut or ((last or not index) and is_title_anywhere(token))


def _ends_alike(ours: Profile, theirs: Profile, left: int, doubtful: bool) -> bool:
    # Does the word left out stand before the same legal form, or where neither name has one before the last word?
    forms, listed = _forms(ours), _forms(theirs)
    if forms or listed:
        return forms == listed
    return ours.organization and not doubtful and any(theirs.weights[left + 1 :])


def _forms(name: Profile) -> set[str]:
    return {token.sound for token in name.name.tokens if token.kind is TokenKind.LEGAL_FORM}


def _form_texts(name: Profile) -> list[str]:
    return [token.text for token in name.name.tokens if token.kind is TokenKind.LEGAL_FORM]


def _telling(theirs: Profile, pairs: Sequence[Aligned]) -> bool:
    # Does more agree than names of countries? Nobody is "Persian Company" yet.
    return any(theirs.weights[index] not in {0, COUNTRY} for pair in pairs for index in pair.theirs)


def _omission(ours: Profile, theirs: Profile, left: Sequence[int], words: int, doubtful: bool) -> float:
    # What a unit of weight costs that is left over in the listed name, beside so many words that agree.
    first = next(index for index, weight in enumerate(theirs.weights) if weight)
    if len(left) == 1 and left[0] != first and _ends_alike(ours, theirs, left[0], doubtful):
        return SAME_FORM_OMISSION
    if words < 2:
        if first in left and theirs.name.tokens[0] == theirs.tokens[first]:
            return max(FIRST_OMITTED, LONE_OMISSION if len(left) == 1 else SEVERAL_BESIDE_ONE)
        return LONE_OMISSION if len(left) == 1 else SEVERAL_BESIDE_ONE
    if doubtful:
        return DOUBTED_OMISSION
    several = len(left) >= words and not _begins(ours, theirs)
    return SEVERAL_OMISSION if several else OMISSION


def _begins(ours: Profile, theirs: Profile) -> bool:
    # Is our name the beginning of the listed one, and so long that a narrow column may have cut it off between two words?
    return len(ours.name.text) >= NARROWEST - 1 and theirs.name.folded.startswith(ours.name.folded)


def _addition(words: int, doubtful: bool, added: bool) -> float:
    # What a unit of weight costs that is left over in our name; `added` says that more than a damaged legal form is.
    if words < 2:
        return LONE_ADDITION if added else LONE_OMISSION
    return DOUBTED_OMISSION if doubtful else ADDITION


def _further(ours: Profile, added: Sequence[int]) -> float:
    # What words of ours cost more that are not the only one.
    return FURTHER_ADDITION * sum(sorted([ours.omissible[index] for index in added])[:-1])


def _of_forms(
    ours: Profile, theirs: Profile, added: Sequence[int], left_theirs: Sequence[int], omitted: float
) -> float:
    # What legal forms add where words are left over; `omitted` is what these cost already.
    forms, listed = set(ours.name.legal_forms), set(theirs.name.legal_forms)
    if not (forms or listed):
        return 0.0
    missing = _not_a_form(theirs, left_theirs, ours) if forms else left_theirs
    if forms:
        other = added or missing if listed else missing
        return OTHER_FORM if other and (not listed or of_other_forms(ours, theirs)) else 0.0
    instead = sum([max(ADDED_WORD, ADDED_SHARE * ours.weights[index]) for index in added])
    return 0.0 if missing or not added else max(0.0, instead - omitted)


def _not_a_form(name: Profile, left: Sequence[int], other: Profile) -> list[int]:
    # Which of the words left over are none that spells the other name's legal form, or a part of it.
    form = "".join(_form_texts(other))
    words = [name.tokens[index].text for index in left]
    if words and fuzz.ratio("".join(words), form) >= _WRITTEN_APART:
        return []
    return [
        index for index, word in zip(left, words, strict=True) if not _like(word, form, name.tokens[index])
    ]


def _like(word: str, form: str, token: Token) -> bool:
    # "Construction" is known, and no damaged "Corporation".
    damaged = fuzz.ratio(word, form) >= _LIKE_A_FORM and not is_known(token)
    return word in form or is_near_a_form(word) or damaged


def of_other_forms(ours: Profile, theirs: Profile) -> bool:
    """Have both names legal forms, and such as no one firm has under its law or in translation?"""
    forms, listed = ({_FAMILIES.get(form, form) for form in name.name.legal_forms} for name in (ours, theirs))
    return bool(forms and listed) and forms.isdisjoint(listed)


def of_a_slip(ours: Profile, theirs: Profile, pair: Aligned) -> float:
    """The cost of a slip in the one word that agrees, where ours has a legal form that the listed name has not: "Ansar SAS" and "Ansaru"."""
    slip = pair.relation in _SLIPS
    return OTHER_FORM_OF_A_SLIP if slip and not _forms(ours) <= _forms(theirs) else 0.0


def of_other_letters(ours: Profile, theirs: Profile, pairs: Sequence[Aligned]) -> float:
    """The cost of words that are alike by ear alone and begin with other letters, where nothing distinctive agrees besides: "Vaniya Ltd." and "Ian Limited"."""
    heard = [pair for pair in pairs if pair.relation in _BY_EAR and _other_start(ours, theirs, pair)]
    others = sum([pair.weight for pair in pairs if pair not in heard])
    return OTHER_START if heard and others < DISTINCTIVE else 0.0


def _other_start(ours: Profile, theirs: Profile, pair: Aligned) -> bool:
    # Another transliteration may begin otherwise and still be the same word: "Evrobank" and "Yevrobank".
    other = ours.tokens[pair.ours[0]].text[0] != theirs.tokens[pair.theirs[0]].text[0]
    return other and pair.similarity < SOUNDS_THE_SAME


def of_initials(ours: Profile, theirs: Profile, others: int, spelled: int, same: int) -> float:
    """The cost of initials for words of weight `spelled` in an organisation's name, where words of weight `others` agree besides.

    `same` is the weight of all words where every other one is the same and in its place, else 0.
    """
    organization = ours.organization or theirs.organization
    if not organization or others >= DISTINCTIVE:
        return 0
    forms, listed = set(ours.name.legal_forms), set(theirs.name.legal_forms)
    return min(spelled, BARE_INITIAL * same) if same and forms == listed else spelled
