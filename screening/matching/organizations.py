"""What speaks against two names of organisations beyond what speaks against those of persons: legal forms, added words, initials."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from screening.matching.profile import Profile
from screening.matching.weights import COUNTRY
from screening.names import TokenKind, is_near_a_form

OTHER_FORM = 350
"""Cost of legal forms without a common class, where a word is left over besides: "Sambouk S.A." and "Sambouk Shipping FZC"."""

OTHER_FORM_OF_A_SLIP = 100
"""Cost of a legal form of ours that the listed name has not, where one word agrees and that one is misspelled."""

ADDED_SHARE = 1.2
"""Cost, as a share of its weight, of such a word that is rare."""

ADDED_COUNTRY = 300
"""Cost of such a word that is a country's name: a branch abroad is the company still."""

ADDED_WORD = 500
"""Least cost of a word of ours where the listed name has a legal form and ours has none: "PLM Transporte Financial" and "PLM Transporte, C.A."."""

DISTINCTIVE = 500
"""Weight of other words that must agree before an initial stands for a word: "S. Commercial Company" is nobody yet."""

BARE_INITIAL = 0.2
"""Share of the weight that agrees, taken off where ordinary words alone stand beside an initial, but the same ones in the same order with the same legal form."""

_LIKE_A_FORM = 50.0
"""Share of letters (0–100) in which a word may be a legal form, misspelled or cut off: "Limitd"."""
_WRITTEN_APART = 80.0
"""The same for all words together: "Compa ny"."""


def held_against(
    ours: Profile, theirs: Profile, left_ours: Sequence[int], left_theirs: Sequence[int], omitted: float
) -> float:
    """The cost, in weight, of left-over words in two names that carry legal forms; 0 for other names and where nothing is left over.

    `omitted` is what the words left over on one side cost already.
    """
    forms, listed = set(ours.name.legal_forms), set(theirs.name.legal_forms)
    if not (left_ours or left_theirs) or not (forms or listed):
        return 0.0
    # A word left over may be the other name's legal form, written in another way; then it tells nothing.
    added = _not_a_form(ours, left_ours, theirs) if listed else left_ours
    missing = _not_a_form(theirs, left_theirs, ours) if forms else left_theirs
    if forms:
        other = added or missing if listed else missing
        return OTHER_FORM if other and forms.isdisjoint(listed) else 0.0
    instead = sum(_instead_of_a_form(ours.weights[index]) for index in added)
    return 0.0 if missing or not added else max(0.0, instead - omitted)


def _instead_of_a_form(weight: int) -> float:
    return ADDED_COUNTRY if weight == COUNTRY else max(ADDED_WORD, ADDED_SHARE * weight)


def _not_a_form(name: Profile, left: Sequence[int], other: Profile) -> list[int]:
    # Which of the words left over are none that spells the other name's legal form, or a part of it.
    form = "".join([token.text for token in other.name.tokens if token.kind is TokenKind.LEGAL_FORM])
    words = [name.tokens[index].text for index in left]
    if words and fuzz.ratio("".join(words), form) >= _WRITTEN_APART:
        return []
    return [
        index
        for index, word in zip(left, words, strict=True)
        if word not in form and fuzz.ratio(word, form) < _LIKE_A_FORM and not is_near_a_form(word)
    ]


def of_a_slip(ours: Profile, theirs: Profile) -> float:
    """The cost of a slip in the one word that agrees, where ours has a legal form that the listed name has not: "Ansar SAS" and "Ansaru"."""
    forms = set(ours.name.legal_forms)
    return OTHER_FORM_OF_A_SLIP if forms and forms.isdisjoint(theirs.name.legal_forms) else 0.0


def of_initials(ours: Profile, theirs: Profile, others: int, spelled: int, same: int) -> float:
    """The cost of initials for words of weight `spelled` in an organisation's name, where words of weight `others` agree besides.

    `same` is the weight of all words where every other one is the same and in its place, else 0.
    """
    organization = ours.organization or theirs.organization
    if not organization or others >= DISTINCTIVE:
        return 0
    forms, listed = set(ours.name.legal_forms), set(theirs.name.legal_forms)
    return min(spelled, BARE_INITIAL * same) if same and forms == listed else spelled
